from __future__ import annotations

from operations.listing import newest_first
from shared.campaigns.brief_rows import brief_key
from tests.pipeline.briefs import brief
from tests.pipeline.caller import Caller
from tests.pipeline.pipeline import Pipeline


def test_a_campaign_is_listed_under_its_last_status_alone(pipeline: Pipeline) -> None:
    outcome = pipeline.run(brief("Listed", "Listed Lamp", formats=["twitter-card"]), "listed.json")
    dynamodb, table = pipeline.stack.client("dynamodb"), str(pipeline.stack.outputs["table"])
    found = [each for each in newest_first(dynamodb, table, ("processing", "completed"), 2) if each.name == "Listed"]
    [listed] = found
    assert (listed.campaign_id, listed.status) == (outcome.campaign_id, "completed")
    assert (listed.pending, listed.ready, listed.failed) == (0, 1, 0)


def test_a_campaign_that_the_index_holds_twice_for_a_moment_is_listed_once(pipeline: Pipeline, ann: Caller) -> None:
    outcome = pipeline.run(brief("Twice", "Listed Lamp", formats=["twitter-card"]), "twice.json")
    dynamodb, table = pipeline.stack.client("dynamodb"), str(pipeline.stack.outputs["table"])
    key = brief_key(outcome.campaign_id)
    submitted = {"campaign_status": {"S": "submitted"}, "created_at": {"S": "2026-11-26T05:30:00+00:00"}}
    dynamodb.put_item(TableName=table, Item={**key, **submitted})
    listed = ann.get("/campaigns?limit=100").json["campaigns"]
    dynamodb.delete_item(TableName=table, Key=key)
    assert [each["status"] for each in listed if each["campaign_id"] == outcome.campaign_id] == ["completed"]
