from __future__ import annotations

import json

import pytest

from operations import queues
from shared.context import BriefReference
from shared.events import Rejection
from shared.frozen import now
from shared.problems import GivenUp, Problem
from shared.settlement import Settlement
from shared.uploads import uploads
from tests.cli.conftest import REJECTED_ID, Run, reject
from tests.unit.campaign_samples import (
    CAMPAIGN_ID,
    CREATED,
    failure,
    image,
    new_campaign,
    new_products,
    submitted,
    variant,
)
from tests.unit.conftest import BUCKET, BUS, Account

KEY = "input/campaign-briefs/autumn.json"


@pytest.fixture
def on_bus(on_account: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setenv("CREATIVE_BUS", BUS)
    return on_account


@pytest.fixture
def half_failed(on_bus: Account) -> Account:
    """Four products: one ready, one refused, two that a redrive may heal, of which one has its picture."""
    campaigns = on_bus.campaigns
    campaigns.accept(new_campaign(4), new_products(4))
    campaigns.settle_ready(campaigns.product(CAMPAIGN_ID, 0), [variant()], CREATED)
    campaigns.settle_failed(campaigns.product(CAMPAIGN_ID, 1), failure())
    campaigns.image_ready(campaigns.product(CAMPAIGN_ID, 3), image(), CREATED)
    on_bus.put(image().key, b"png")
    for index in (2, 3):
        retryable = failure("generation_failed").model_copy(update={"retryable": True, "reason": "the bus was away"})
        campaigns.settle_failed(campaigns.product(CAMPAIGN_ID, index), retryable)
    return on_bus


def unread(account: Account, version: str | None = None) -> str:
    """What is left of a brief that the parser gave up; returns the id under which it was rejected."""
    brief = BriefReference(bucket=BUCKET, key=KEY, version=version or account.put(KEY, b"{}"))
    problem = Problem(pointer="", code="unforeseen", found="an error on our side", expected="nothing from you")
    told = Rejection(campaign_id=REJECTED_ID, brief=brief, rejected_at=CREATED, problems=(problem,))
    account.put(f"output/rejected/{REJECTED_ID}.json", told.model_dump_json().encode())
    return REJECTED_ID


def test_a_redrive_says_what_it_does_and_may_cost_then_does_it_and_says_how_to_follow(
    run: Run, half_failed: Account
) -> None:
    done = run("redrive", CAMPAIGN_ID, "--yes")
    assert done.out.splitlines() == [
        f"{CAMPAIGN_ID}: completed with errors, 4: 1 ready, 3 failed",
        "  again     Bottle 2: asks for a picture (which comes from the cache where it was paid for); "
        "it failed: the bus was away (generation_failed)",
        "  again     Bottle 3: rendered from its picture; it failed: the bus was away (generation_failed)",
        "  not       Bottle 1: no (content_filtered): the same would come out again: change the brief or its picture "
        "and submit it anew (pictures that are paid for come from the cache)",
        "  cost      at most 0.40 USD charged: 1 new picture, 2 renderings",
        "            also at the image model's list price, less what the cache has",
        f"announced on {BUS}: 1 BriefValidated, 1 ImageGenerated",
    ]
    assert f"follow it: creative status {CAMPAIGN_ID}" in done.err
    events = half_failed.heard()
    assert [event["detail"]["data"]["product"]["name"] for event in events] == ["Bottle 2", "Bottle 3"]
    assert all("arn:aws:" in event["resources"][0] for event in events)


def test_without_a_yes_and_a_terminal_nothing_is_done(run: Run, half_failed: Account) -> None:
    assert "There is no terminal to ask at: say --yes" in run("redrive", CAMPAIGN_ID).complaint
    assert half_failed.heard() == []


def test_a_campaign_on_its_way_is_left_alone_unless_that_is_asked_for(run: Run, on_bus: Account) -> None:
    fresh = new_campaign(1).model_copy(update={"created_at": now()})
    on_bus.campaigns.accept(fresh, new_products(1))
    moving = run("redrive", CAMPAIGN_ID, "--yes")
    assert (moving.code, on_bus.heard()) == (1, [])
    assert "on its way: the campaign moved 0 minutes ago, and counts as stuck after 30" in moving.out
    assert run("redrive", CAMPAIGN_ID, "--yes", "--now").code == 0
    assert len(on_bus.heard()) == 1


def test_a_campaign_whose_every_product_is_ready_asks_for_nothing(run: Run, on_bus: Account) -> None:
    on_bus.campaigns.accept(new_campaign(1), new_products(1))
    on_bus.campaigns.settle_ready(on_bus.campaigns.product(CAMPAIGN_ID, 0), [variant()], CREATED)
    done = run("redrive", CAMPAIGN_ID)
    assert (done.code, on_bus.heard()) == (0, [])
    assert "nothing was redriven" in done.err


def test_a_brief_that_was_not_read_goes_back_into_the_parsers_queue(run: Run, on_bus: Account) -> None:
    url = on_bus.sqs.create_queue(QueueName=queues.queue(BUS, "parser"))["QueueUrl"]
    campaign_id = unread(on_bus)
    done = run("redrive", campaign_id, "--yes")
    assert "told the parser of the upload again" in done.out
    [message] = on_bus.sqs.receive_message(QueueUrl=url)["Messages"]
    [record] = json.loads(message["Body"])["Records"]
    assert record["s3"]["object"]["key"] == KEY


def test_a_brief_that_was_refused_or_whose_upload_is_gone_is_not_redriven(run: Run, on_bus: Account) -> None:
    reject(on_bus)
    assert "not redriven: the brief itself was refused" in run("redrive", REJECTED_ID, "--yes").complaint
    unread(on_bus, version="00000000-0000-0000-0000-000000000000")
    assert "is gone: submit the brief again" in run("redrive", REJECTED_ID, "--yes").complaint


def test_a_brief_that_nobody_has_read_is_told_of_again(run: Run, on_bus: Account) -> None:
    url = on_bus.sqs.create_queue(QueueName=queues.queue(BUS, "parser"))["QueueUrl"]
    on_bus.briefs.submit(submitted("spring"))
    assert "spring: submitted" in run("redrive", "spring", "--yes").out
    [message] = on_bus.sqs.receive_message(QueueUrl=url)["Messages"]
    assert [upload.campaign_id for upload in uploads(message["Body"])] == ["spring"]


def test_an_unknown_id_is_told_with_those_that_are_near(run: Run, on_bus: Account) -> None:
    del on_bus
    assert "no campaign nobody" in run("redrive", "nobody", "--yes").complaint


def test_a_stack_whose_parser_has_no_queue_is_told_by_the_queues_name(run: Run, on_bus: Account) -> None:
    complaint = run("redrive", unread(on_bus), "--yes").complaint
    assert f"no queue {BUS}-parser: check --bus, CREATIVE_BUS and the region" in complaint


def test_what_fails_many_products_alike_is_told_once(run: Run, on_bus: Account) -> None:
    campaigns = on_bus.campaigns
    campaigns.accept(new_campaign(7), new_products(7))
    settlement = Settlement("generator", campaigns, on_bus.manifests)
    for index in range(7):
        given_up = GivenUp("generation_failed", "the model was away", retryable=True)
        settlement.failed(campaigns.product(CAMPAIGN_ID, index), given_up, "c")
    [again] = [line for line in run("redrive", CAMPAIGN_ID, "--yes").out.splitlines() if "again" in line]
    assert again == (
        "  again     Bottle 0, Bottle 1, Bottle 2, Bottle 3, Bottle 4 and 2 more: asks for a picture "
        "(which comes from the cache where it was paid for); it failed: the model was away (generation_failed)"
    )
