"""A campaign is cancelled, deleted, redriven by the API, as deployed: each function with its own role."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from shared import keys
from tests.pipeline.briefs import brief
from tests.pipeline.caller import Caller, matches
from tests.pipeline.copies import UPLOADED_AT, notification
from tests.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


def _sweep(pipeline: Pipeline) -> None:
    functions: LambdaClient = pipeline.stack.client("lambda")
    answer = functions.invoke(FunctionName="local-creative-automation-sweeper", Payload=b"{}")
    assert "FunctionError" not in answer, answer["Payload"].read()


def _versions(pipeline: Pipeline, prefix: str) -> list[str]:
    found = pipeline.s3.list_object_versions(Bucket=pipeline.bucket, Prefix=prefix)
    return [str(each["Key"]) for each in [*found.get("Versions", []), *found.get("DeleteMarkers", [])]]


def test_a_campaign_is_cancelled_while_a_picture_is_paid_for_which_is_kept_and_booked(
    pipeline: Pipeline, ann: Caller
) -> None:
    pipeline.stack.image_model.delay_next(4, when="Slow Lamp")
    upload = pipeline.upload(brief("Stopped", "Slow Lamp", formats=["twitter-card"]), "stopped.json")
    deadline = time.monotonic() + 60
    while not pipeline.stack.image_model.calls:
        assert time.monotonic() < deadline, "the image model is not called"
        time.sleep(0.05)
    [found] = [each for each in ann.get("/campaigns?status=processing").json["campaigns"] if each["name"] == "Stopped"]
    path = f"/campaigns/{found['campaign_id']}/cancel"
    before = ann.post(f"{path}?dry_run=true", {}).json
    assert (before["unmade"], before["being_made"], before["cost"], before["cancellation"]) == (1, 1, 0.01, None)
    cancelled = ann.post(path, {})
    document = ann.get("/openapi.json").json
    matches(cancelled, "/campaigns/{campaign_id}/cancel", document, "post")
    outcome = pipeline.outcome(upload)
    assert outcome.once_each().kinds["CampaignCompleted"] == 1
    campaign, [lamp] = outcome.state
    assert campaign.cancellation
    assert campaign.cancellation.request_id == cancelled.json["cancellation"]["request_id"]
    assert lamp.failure
    assert lamp.image
    assert (lamp.failure.code, lamp.failure.retryable, lamp.variants) == ("cancelled", False, ())
    assert pipeline.read(lamp.image.key)
    assert pipeline.stack.image_model.paid == 1
    assert (float(outcome.manifest.cost), float(outcome.manifest.model_cost)) == (0.31, 0.04)
    assert outcome.manifest.possibly_paid == 0
    [listed] = [each for each in ann.get("/campaigns?status=failed").json["campaigns"] if each["name"] == "Stopped"]
    [product] = ann.get(f"/campaigns/{found['campaign_id']}/products").json["products"]
    assert (listed["cancelled"], product["cancelled"]) == (True, True)
    again = ann.post(path, {})
    assert (again.status, again.kind) == (409, "application/problem+json")
    assert "nothing to cancel" in again.json["detail"]
    assert ann.post("/campaigns/nobody/cancel", {}).status == 404


def test_of_a_deleted_campaign_no_object_and_no_version_is_left_and_its_redelivered_upload_makes_nothing(
    pipeline: Pipeline, ann: Caller, olga: Caller
) -> None:
    document = brief("Deleted", "Deleted Lamp", formats=["twitter-card"])
    upload = pipeline.upload(document, "deleted.json")
    outcome = pipeline.outcome(upload)
    campaign_id, output = outcome.campaign_id, keys.campaign_output(outcome.campaign_id)
    assert _versions(pipeline, output)
    path = f"/campaigns/{campaign_id}"
    refused = ann.call(path, "DELETE")
    assert (refused.status, refused.kind) == (403, "application/problem+json")
    assert "needs the group `operator`, and your groups are marketer" in refused.json["detail"]
    plan = olga.call(f"{path}?dry_run=true", "DELETE").json
    assert (plan["objects"], plan["deleted_at"]) == (len(pipeline.keys(output)), None)
    deleted = olga.call(path, "DELETE")
    matches(deleted, "/campaigns/{campaign_id}", olga.get("/openapi.json").json, "delete")
    assert deleted.json["deleted_by"]
    _sweep(pipeline)
    assert _versions(pipeline, output) == []
    briefs = pipeline.s3.list_object_versions(Bucket=pipeline.bucket, Prefix=upload.key).get("Versions", [])
    assert upload.version not in {each["VersionId"] for each in briefs}
    gone = ann.get(path)
    assert (gone.status, gone.kind) == (410, "application/problem+json")
    matches(gone, "/campaigns/{campaign_id}", olga.get("/openapi.json").json)
    assert f"{campaign_id} was deleted on" in gone.json["detail"]
    assert olga.call(path, "DELETE").status == ann.get(f"{path}/products").status == 410
    assert campaign_id not in {each["campaign_id"] for each in ann.get("/campaigns?limit=100").json["campaigns"]}
    heard = len(pipeline.heard[campaign_id])
    for _ in range(10):
        pipeline.send("parser", notification(upload, UPLOADED_AT.isoformat().replace("09:30", "09:31")))
        for event in outcome.events:
            if event["detail-type"] == "ImageGenerated":
                pipeline.send("variants", json.dumps(event))
    pipeline.wait_until_idle()
    pipeline.listen()
    assert len(pipeline.heard[campaign_id]) == heard
    assert _versions(pipeline, output) == []


def test_a_campaign_is_healed_by_who_may_and_after_it_was_said_what_it_costs(
    pipeline: Pipeline, ann: Caller, olga: Caller
) -> None:
    copies = f"arn:aws:s3:::{pipeline.bucket}/output/*/generated/mended-lamp-0.png"
    with pipeline.denied("generator", "s3:PutObject", copies):
        outcome = pipeline.run(brief("Mended", "Mended Lamp", formats=["twitter-card"]), "mended.json")
    pipeline.wait_for_dead_letters("generator", 1)
    pipeline.take_dead_letters("generator")
    path = f"/campaigns/{outcome.campaign_id}/redrive"
    assert ann.post(path, {}).status == 403
    plan = olga.post(f"{path}?dry_run=true", {}).json
    assert (plan["charge"], [each["name"] for each in plan["again"]], plan["done"]) == (0.35, ["Mended Lamp"], False)
    assert olga.post(f"{path}?at_most=0.34", {}).status == 409
    done = olga.post(f"{path}?at_most=0.35", {})
    matches(done, "/campaigns/{campaign_id}/redrive", olga.get("/openapi.json").json, "post")
    pipeline.wait_until_idle()
    assert ann.get(f"/campaigns/{outcome.campaign_id}").json["status"] == "completed"
    assert pipeline.stack.image_model.paid == 1
    pipeline.listen()
