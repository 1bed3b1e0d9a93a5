"""What comes of a brief whose message ends, or whose parser dies: what was accepted goes on, by one plan."""

from __future__ import annotations

import json
from typing import Any

import pytest

from services.parser.intake import Intake
from shared import keys
from shared.campaigns.store import PRODUCTS_AT_ONCE
from shared.costs import DEFAULT_RATES
from shared.publisher import EventsNotPublished
from tests.unit.campaign_samples import LATER, failure, image
from tests.unit.conftest import BUCKET, Account, Announcing
from tests.unit.parser.uploaded import BRIEF, announced, uploaded


def test_an_accepted_brief_whose_announcement_fails_in_every_try_is_announced_and_none_of_its_products_fails(
    account: Account,
) -> None:
    stage = account.stage("parser")
    handler, notification = stage.handler(Intake(stage, DEFAULT_RATES)), uploaded(account, _products(25))
    requests = iter(range(1000))

    def refuse(**_: object) -> None:
        if next(requests) in (1, 3, 5):  # the second ten of each try
            raise EventsNotPublished("an error that nobody foresaw")

    stage.publisher._client.meta.events.register("provide-client-params.events.PutEvents", refuse)
    assert account.deliver(handler, notification)
    told = {event["detail"]["metadata"]["event_id"]: event["detail-type"] for event in account.heard()}
    assert list(told.values()) == ["BriefValidated"] * 25
    [dead] = account.sqs.receive_message(QueueUrl=account.dlq_url)["Messages"]
    assert dead["Body"] == notification


def test_the_end_of_an_accepted_brief_fails_no_product_that_a_later_stage_is_working_on(
    account: Account, intake: Announcing
) -> None:
    notification = uploaded(account, _products(3))
    intake.take(notification)
    [campaign_id] = {event["detail"]["metadata"]["correlation_id"] for event in account.heard()}
    account.campaigns.image_ready(account.campaigns.product(campaign_id, 0), image(), LATER)
    account.campaigns.settle_failed(account.campaigns.product(campaign_id, 1), failure())
    intake.give_up(notification, RuntimeError("a bug"))
    assert [data["product"]["index"] for data in announced(account, "BriefValidated")] == [2]
    _, products = account.campaigns.whole(campaign_id)
    assert [product.status for product in products] == ["image_ready", "failed", "pending"]


def test_a_product_that_yesterdays_parser_failed_is_announced_all_the_same(
    account: Account, intake: Announcing
) -> None:
    notification = uploaded(account, BRIEF)
    intake.take(notification)
    [campaign_id] = {event["detail"]["metadata"]["correlation_id"] for event in account.heard()}
    given_up = failure("not_announced").model_copy(update={"stage": "parser", "retryable": True})
    account.campaigns.settle_failed(account.campaigns.product(campaign_id, 0), given_up)
    intake.give_up(notification, RuntimeError("a bug"))
    assert len(announced(account, "BriefValidated")) == 2


_TWO = PRODUCTS_AT_ONCE + 2  # products that take two transactions


class _Killed(BaseException):
    """The function's process is gone: nothing of it runs any more."""


@pytest.mark.parametrize("transactions", [0, 1])
@pytest.mark.parametrize("gone", [True, False])
def test_a_large_brief_is_of_one_plan_whatever_changes_while_its_parser_dies_between_two_transactions(
    account: Account, intake: Announcing, transactions: int, gone: bool
) -> None:
    products = [{"name": f"Flask {n}", "existing_assets": f"acme/{n}.png"} for n in range(_TWO)]
    notification = uploaded(account, {**BRIEF, "products": products})
    made = iter(range(1000))

    def die(**_: object) -> None:
        if next(made) == transactions:
            raise _Killed

    client = intake.stage.dynamodb
    client.meta.events.register("provide-client-params.dynamodb.TransactWriteItems", die)
    with pytest.raises(_Killed):
        intake.take(notification)
    for n in range(3):
        account.put(f"{keys.ASSETS_PREFIX}acme/{n}.png", b"png")
    if gone:
        version = json.loads(notification)["Records"][0]["s3"]["object"]["versionId"]
        account.s3.delete_object(Bucket=BUCKET, Key=keys.BRIEFS_PREFIX + "brief.json", VersionId=version)
    intake.take(notification)
    told = announced(account, "BriefValidated")
    assert [data["product"]["image_source"] for data in told] == ["generate"] * _TWO
    campaign = account.campaigns.campaign(told[0]["campaign"]["campaign_id"])
    assert campaign is not None
    assert campaign.estimated_cost == _TWO * DEFAULT_RATES.product(generated=True, rendered=True)


def test_the_version_of_each_asset_is_part_of_the_plan(account: Account, intake: Announcing) -> None:
    flask = account.put("existing-assets/acme/flask/product.png", b"png")
    logo = account.put("existing-assets/acme/logo.png", b"png")
    intake.take(uploaded(account, {**BRIEF, "logo": "acme/logo.png"}))
    reused, generated = announced(account, "BriefValidated")
    assert (reused["product"]["asset_version"], generated["product"]["asset_version"]) == (flask, None)
    assert reused["campaign"]["logo_version"] == logo


def _products(count: int) -> dict[str, Any]:
    return {**BRIEF, "products": [f"Flask {n}" for n in range(count)]}


def test_after_the_last_receive_of_an_unread_brief_its_author_gets_a_reason(
    account: Account, intake: Announcing
) -> None:
    intake.give_up(uploaded(account, BRIEF), RuntimeError("S3 is away"))
    [data] = announced(account, "BriefRejected")
    assert [problem["code"] for problem in data["problems"]] == ["unforeseen"]
    assert "RuntimeError" in data["problems"][0]["found"]


def test_once_our_trouble_is_over_a_redrive_tells_the_briefs_own_problems(account: Account, intake: Announcing) -> None:
    notification = uploaded(account, {**BRIEF, "products": []})
    intake.give_up(notification, RuntimeError("S3 is away"))
    intake.take(notification)
    ours, theirs = account.heard()
    assert ours["detail"]["metadata"]["event_id"] != theirs["detail"]["metadata"]["event_id"]
    assert [problem["pointer"] for problem in theirs["detail"]["data"]["problems"]] == ["/products"]
    written = account.json_at(theirs["detail"]["data"]["rejection_key"])
    assert [problem["pointer"] for problem in written["problems"]] == ["/products"]


def test_a_brief_that_a_redrive_accepts_is_no_longer_among_the_rejected(account: Account, intake: Announcing) -> None:
    notification = uploaded(account, BRIEF)
    intake.give_up(notification, RuntimeError("S3 is away"))
    [rejected] = announced(account, "BriefRejected")
    assert account.json_at(rejected["rejection_key"])["problems"]
    intake.take(notification)
    assert len(announced(account, "BriefValidated")) == 2
    left = account.s3.list_objects_v2(Bucket=BUCKET, Prefix=keys.REJECTED_PREFIX)
    assert left["KeyCount"] == 0
