from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from operations.redrive import STUCK_AFTER, Redrive
from shared import keys
from shared.campaigns.budget import Budget
from shared.campaigns.records import ProductState
from shared.campaigns.store import CampaignUnknown
from tests.operations.stages import Envelope, Stages
from tests.pipeline.briefs import product_picture
from tests.unit.campaign_samples import CAMPAIGN_ID, CREATED, failure, image, new_campaign, new_products, variant
from tests.unit.conftest import BUCKET, TABLE, Account

SOON, LATE = CREATED + timedelta(minutes=1), CREATED + timedelta(hours=2)


def _accept(account: Account, products: int) -> None:
    account.campaigns.accept(new_campaign(products), new_products(products))


def _state(account: Account, index: int) -> ProductState:
    return account.campaigns.product(CAMPAIGN_ID, index)


def _fail(account: Account, index: int, *, retryable: bool) -> None:
    failed = failure("generation_failed" if retryable else "content_filtered")
    account.campaigns.settle_failed(_state(account, index), failed.model_copy(update={"retryable": retryable}))


def _names(redrive: Redrive) -> tuple[list[int], list[int]]:
    """The products that are worked on again, and those that are left alone, by their place in the brief."""
    return (
        [step.product.plan.index for step in redrive.steps],
        [left.product.plan.index for left in redrive.left_alone],
    )


def _events(told: list[Envelope], kind: str) -> list[Envelope]:
    return [event for event in told if event["detail-type"] == kind]


def test_what_is_ready_is_asked_nothing_and_what_would_fail_again_is_named_with_what_would_help(stages: Stages) -> None:
    account = stages.account
    _accept(account, 3)
    account.campaigns.settle_ready(_state(account, 0), [variant()], CREATED)
    _fail(account, 1, retryable=False)
    _fail(account, 2, retryable=True)
    redrive = stages.redriving.planned(CAMPAIGN_ID, SOON)
    assert _names(redrive) == ([2], [1])
    assert "the same would come out again" in redrive.left_alone[0].remedy
    stages.redriving.run(redrive, "arn:aws:iam::1:user/ann")
    [event] = account.heard()
    assert (event["detail-type"], event["source"]) == ("BriefValidated", "creative-automation.parser")
    assert event["resources"] == ["arn:aws:iam::1:user/ann"]


@pytest.mark.parametrize(
    ("after", "also_moving", "again"),
    [(SOON, False, []), (SOON, True, [0, 1]), (CREATED + STUCK_AFTER, False, [0, 1])],
)
def test_what_is_on_its_way_is_left_alone_until_it_is_stuck(
    stages: Stages, after: object, also_moving: bool, again: list[int]
) -> None:
    _accept(stages.account, 2)
    redrive = stages.redriving.planned(CAMPAIGN_ID, after, also_moving=also_moving)  # type: ignore[arg-type]
    assert _names(redrive)[0] == again
    for left in redrive.left_alone:
        assert "moved 1 minute ago, and counts as stuck after 30" in left.remedy


def test_a_picture_that_was_made_a_moment_ago_is_a_sign_of_life(stages: Stages) -> None:
    _accept(stages.account, 2)
    stages.account.campaigns.image_ready(_state(stages.account, 0), image(), LATE - timedelta(minutes=5))
    assert _names(stages.redriving.planned(CAMPAIGN_ID, LATE)) == ([], [0, 1])


def test_every_event_is_announced_as_it_was_told_first_and_costs_at_most_what_is_said(stages: Stages) -> None:
    stages.take("parser", stages.upload({"name": "Lamp"}, {"name": "Mug"}))
    lamp, mug = validated = stages.account.heard()
    stages.take("generator", json.dumps(lamp))
    [generated] = stages.account.heard()  # and the queue behind it was purged
    campaign_id = lamp["detail"]["data"]["campaign"]["campaign_id"]
    redrive = stages.redriving.planned(campaign_id, LATE, also_moving=True)
    assert (redrive.new_pictures, redrive.charge) == (1, Decimal("0.40"))
    stages.redriving.run(redrive, None)
    assert [event["detail"] for event in stages.account.heard()] == [generated["detail"], mug["detail"]]
    stages.redriving.run(redrive, None)  # once too many
    told = stages.run()
    campaign, products = stages.campaign(campaign_id)
    assert (campaign.status, campaign.settlement) == ("completed", 1)
    assert len({event["detail"]["metadata"]["event_id"] for event in _events(told, "CampaignCompleted")}) == 1
    assert stages.bedrock.paid == len(validated) == len(products)


def test_a_paid_picture_that_was_deleted_comes_back_from_the_cache(stages: Stages) -> None:
    stages.take("parser", stages.upload({"name": "Lamp"}))
    [validated] = stages.account.heard()
    stages.take("generator", json.dumps(validated))
    [generated] = stages.account.heard()
    key, campaign_id = generated["detail"]["data"]["image"]["key"], generated["detail"]["metadata"]["correlation_id"]
    version = generated["detail"]["data"]["image"]["version_id"]
    stages.account.s3.delete_object(Bucket=BUCKET, Key=key, VersionId=version)
    stages.take("variants", json.dumps(generated))
    [failed, _] = stages.account.heard()
    assert failed["detail"]["data"]["code"] == "picture_missing"
    stages.account.put(key, b"of somebody who tried to help")
    stages.redriving.run(stages.redriving.planned(campaign_id, LATE), None)
    restored = stages.account.s3.head_object(Bucket=BUCKET, Key=key)["VersionId"]
    stages.account.put(key, b"of somebody who came too late")
    announced = stages.run()[0]["detail"]["data"]["image"]
    assert announced["version_id"] == restored != version
    assert stages.campaign(campaign_id)[0].status == "completed"
    assert stages.bedrock.paid == 1


def test_a_picture_that_is_nowhere_is_not_announced_but_told(stages: Stages) -> None:
    account = stages.account
    _accept(account, 1)
    account.campaigns.image_ready(_state(account, 0), image(), CREATED)
    redrive = stages.redriving.planned(CAMPAIGN_ID, LATE)
    assert _names(redrive) == ([], [0])
    assert f"nothing lies at {image().key}: put it back" in redrive.left_alone[0].remedy
    account.put(keys.cached_picture(image().recipe), b"png")
    assert stages.redriving.planned(CAMPAIGN_ID, LATE).steps[0].restores == image().key


def test_an_asset_that_was_deleted_is_rendered_in_the_version_that_the_plan_names(stages: Stages) -> None:
    key = f"{keys.ASSETS_PREFIX}acme/flask.png"
    stages.account.put(key, product_picture())
    stages.take("parser", stages.upload({"name": "Flask", "existing_assets": "acme/flask.png"}))
    [validated] = stages.account.heard()  # which got lost
    campaign_id = validated["detail"]["metadata"]["correlation_id"]
    stages.account.s3.delete_object(Bucket=BUCKET, Key=key)  # a marker of the deletion
    redrive = stages.redriving.planned(campaign_id, LATE, also_moving=True)
    stages.redriving.run(redrive, None)
    stages.run()
    assert stages.campaign(campaign_id)[0].status == "completed"


def test_an_id_that_no_campaign_has_is_told(stages: Stages) -> None:
    with pytest.raises(CampaignUnknown, match="no campaign nobody"):
        stages.redriving.planned("nobody", LATE)


def test_what_waits_for_the_next_days_money_is_left_to_wait(stages: Stages) -> None:
    account = stages.account
    _accept(account, 1)
    Budget(account.dynamodb, TABLE, Decimal(1)).make_wait(_state(account, 0).product, Decimal("0.04"), CREATED)
    [left] = stages.redriving.planned(CAMPAIGN_ID, LATE).left_alone
    assert "it goes on after 2026-11-24 00:00 UTC" in left.remedy
    assert _names(stages.redriving.planned(CAMPAIGN_ID, LATE + timedelta(days=1))) == ([0], [])
