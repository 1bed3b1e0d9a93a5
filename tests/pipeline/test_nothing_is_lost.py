"""Redelivery, broken pictures, throttles and poison: what the promises say happens, happens."""

from __future__ import annotations

import json
from collections import Counter

from tests.pipeline.briefs import brief, product_picture, reusing
from tests.pipeline.checks import assert_adds_up, assert_pictures
from tests.pipeline.copies import notification
from tests.pipeline.pipeline import Pipeline, once_each


def test_a_duplicate_upload_event_changes_nothing_and_pays_nothing(pipeline: Pipeline) -> None:
    pipeline.asset("acme/dup/product.png", product_picture())
    upload = pipeline.upload(brief("Twice", "Desk Lamp", reusing("Flask", "acme/dup/")), "twice.json")
    outcome = pipeline.outcome(upload)
    assert_adds_up(outcome, generated=1, reused=1)
    before = {key: pipeline.read(key) for key in pipeline.keys(f"output/{outcome.campaign_id}/")}
    day, clock = outcome.campaign_id.split("-")[-3:-1]
    uploaded_at = f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}.000Z"
    for _ in range(3):
        pipeline.send("parser", notification(upload, uploaded_at))
    pipeline.wait_until_idle()
    again = pipeline.outcome(upload)
    assert Counter(event["detail-type"] for event in once_each(again.events)) == outcome.kinds
    assert {key: pipeline.read(key) for key in pipeline.keys(f"output/{outcome.campaign_id}/")} == before
    assert pipeline.stack.image_model.paid == 1


def test_a_redelivered_stage_message_gives_the_same_event_ids_and_bytes(pipeline: Pipeline) -> None:
    outcome = pipeline.run(brief("Redelivered", "Desk Lamp", formats=["twitter-card"]), "redelivered.json")
    [validated] = [event for event in outcome.events if event["detail-type"] == "BriefValidated"]
    [generated] = [event for event in outcome.events if event["detail-type"] == "ImageGenerated"]
    before = {key: pipeline.read(key) for key in pipeline.keys(f"output/{outcome.campaign_id}/")}
    pipeline.send("generator", json.dumps(validated))
    pipeline.send("variants", json.dumps(generated))
    pipeline.wait_until_idle()
    pipeline.listen()
    events = pipeline.heard[outcome.campaign_id]
    assert Counter(event["detail-type"] for event in once_each(events)) == outcome.kinds
    assert {key: pipeline.read(key) for key in pipeline.keys(f"output/{outcome.campaign_id}/")} == before


def test_an_unreadable_asset_fails_its_product_and_no_other(pipeline: Pipeline) -> None:
    pipeline.asset("acme/broken/product.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    pipeline.asset("acme/sound/product.png", product_picture())
    products = (reusing("Broken", "acme/broken/"), reusing("Sound", "acme/sound/"))
    outcome = pipeline.run(brief("Half", *products), "half.json")
    assert outcome.kinds == {"BriefValidated": 2, "ProductFailed": 1, "VariantsReady": 1, "CampaignCompleted": 1}
    [failed] = outcome.data("ProductFailed")
    assert (failed["product"]["name"], failed["stage"], failed["retryable"]) == ("Broken", "variants", False)
    assert failed["reason"]
    assert outcome.manifest.status == "completed_with_errors"
    assert_pictures(outcome, 1)


def test_a_filtered_prompt_fails_its_product_with_a_reason(pipeline: Pipeline) -> None:
    pipeline.stack.image_model.filter("prompt", when="Forbidden Lamp")
    outcome = pipeline.run(brief("Filter", "Forbidden Lamp", "Desk Lamp"), "filter.json")
    assert_adds_up(outcome, generated=1, reused=0, failed=1)
    [failed] = outcome.data("ProductFailed")
    assert failed["code"] == "content_filtered"


def test_a_throttled_model_only_delays_the_product(pipeline: Pipeline) -> None:
    pipeline.stack.image_model.fail_next("ThrottlingException", times=3, when="Patient Lamp")
    outcome = pipeline.run(brief("Throttled", "Patient Lamp"), "throttled.json")
    assert_adds_up(outcome, generated=1, reused=0)
    assert pipeline.stack.image_model.paid == 1


def test_a_product_that_never_gets_its_picture_is_failed_announced_and_healed_by_a_redrive(
    pipeline: Pipeline,
) -> None:
    unlucky = brief("Unlucky", "Unlucky Lamp", "Lucky Lamp", formats=["twitter-card"])
    copies = f"arn:aws:s3:::{pipeline.bucket}/output/*/generated/unlucky-lamp-0.png"
    with pipeline.denied("generator", "s3:PutObject", copies):
        outcome = pipeline.run(unlucky, "unlucky.json")
    assert_adds_up(outcome, generated=1, reused=0, failed=1)
    [failed] = outcome.data("ProductFailed")
    assert (failed["code"], failed["retryable"]) == ("generation_failed", True)
    pipeline.wait_for_dead_letters("generator", 1)
    [letter] = pipeline.take_dead_letters("generator")
    pipeline.send("generator", letter)
    pipeline.wait_until_idle()
    pipeline.listen()
    healed = once_each(pipeline.heard[outcome.campaign_id])
    completed = [e["detail"]["data"] for e in healed if e["detail-type"] == "CampaignCompleted"]
    assert [(data["settlement"], data["status"]) for data in completed] == [
        (1, "completed_with_errors"),
        (2, "completed"),
    ]
    campaign, _ = pipeline.campaigns.whole(outcome.campaign_id)
    assert (campaign.ready_count, campaign.failed_count) == (2, 0)
    assert pipeline.stack.image_model.paid == 2


def test_an_image_model_that_is_away_for_more_calls_than_there_are_tries_only_delays_the_product(
    pipeline: Pipeline,
) -> None:
    pipeline.stack.image_model.fail_next("ServiceUnavailableException", times=4, when="Late Lamp")
    outcome = pipeline.run(brief("Late", "Late Lamp", formats=["twitter-card"]), "late.json")
    assert_adds_up(outcome, generated=1, reused=0)
    assert pipeline.dead_letters() == {}


def test_a_message_that_is_no_event_ends_in_the_dead_letter_queue_as_it_was(pipeline: Pipeline) -> None:
    pipeline.send("variants", "not an event")
    pipeline.wait_for_dead_letters("variants", 1)
    assert pipeline.take_dead_letters("variants") == ["not an event"]
