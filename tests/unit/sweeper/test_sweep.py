"""The sweeper on an AWS in memory, with a simulated clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from services.sweeper.sweeps import Sweeps
from shared import keys
from shared.frozen import now
from tests.unit.campaign_samples import CAMPAIGN_ID, CREATED, image, new_campaign, new_products, variant
from tests.unit.conftest import TABLE
from tests.unit.sweeper.conftest import DAY, HOUR, Bench

FIVE_MINUTES = timedelta(minutes=5)  # between two sweeps of the schedule


class _Killed(BaseException):
    """The function's process is gone: nothing of it runs any more."""


def test_a_campaign_that_stands_still_is_announced_again_rarer_each_time_and_fails_after_a_day(bench: Bench) -> None:
    bench.accept()
    told = bench.swept_for(timedelta(hours=30))
    assert told == [
        (1.0, "BriefValidated"),
        (2.0, "BriefValidated"),
        (4.0, "BriefValidated"),
        (8.0, "BriefValidated"),
        (16.0, "BriefValidated"),
        (25.0, "ProductFailed"),
        (25.0, "CampaignCompleted"),
    ]
    campaign, [product] = bench.account.campaigns.whole(CAMPAIGN_ID)
    assert (campaign.status, product.status) == ("failed", "failed")
    assert product.failure is not None
    assert (product.failure.stage, product.failure.code, product.failure.retryable) == (
        "generator",
        "no_progress",
        True,
    )
    assert "nothing happened to the product for 25 hours" in product.failure.reason
    assert bench.account.json_at(keys.manifest(CAMPAIGN_ID))["status"] == "failed"


def test_what_is_announced_again_is_what_each_product_waits_for(bench: Bench) -> None:
    bench.accept(products=3)
    campaigns = bench.account.campaigns
    campaigns.image_ready(campaigns.product(CAMPAIGN_ID, 0), image(), now())
    campaigns.settle_ready(campaigns.product(CAMPAIGN_ID, 1), [variant()], now())
    bench.clock.shift(HOUR)
    told = [(event["detail-type"], event["detail"]["data"]["product"]["index"]) for event in bench.run()]
    assert told == [("ImageGenerated", 0), ("BriefValidated", 2)]


def test_progress_of_any_product_begins_the_hours_anew(bench: Bench) -> None:
    bench.accept(products=3)
    bench.clock.shift(50 * HOUR / 60)
    campaigns = bench.account.campaigns
    campaigns.settle_ready(campaigns.product(CAMPAIGN_ID, 0), [variant()], now())
    bench.clock.shift(50 * HOUR / 60)
    campaigns.image_ready(campaigns.product(CAMPAIGN_ID, 1), image(), now())
    assert bench.swept_for(55 * HOUR / 60, FIVE_MINUTES) == []
    assert [kind for _, kind in bench.swept_for(FIVE_MINUTES, FIVE_MINUTES)] == ["ImageGenerated", "BriefValidated"]


def test_of_two_sweeps_at_once_one_announces(bench: Bench) -> None:
    bench.accept()
    bench.clock.shift(HOUR)
    [seen, _] = [bench.account.campaigns.campaign(CAMPAIGN_ID)] * 2
    assert seen is not None
    sweeps = Sweeps(bench.account.dynamodb, TABLE)
    assert [sweeps.claim(seen, now()), sweeps.claim(seen, now())] == [True, False]
    assert bench.run() == []


def test_a_campaign_that_moves_between_the_look_and_the_claim_is_left_alone(bench: Bench) -> None:
    bench.accept(products=2)
    seen = bench.account.campaigns.campaign(CAMPAIGN_ID)
    assert seen is not None
    bench.account.campaigns.settle_ready(bench.account.campaigns.product(CAMPAIGN_ID, 0), [variant()], now())
    assert not Sweeps(bench.account.dynamodb, TABLE).claim(seen, now())


@pytest.mark.parametrize("put_events", [0, 1])
def test_a_sweep_that_dies_while_it_fails_a_campaign_is_made_good_by_the_next(bench: Bench, put_events: int) -> None:
    """In a campaign of pictures to make and pictures to render each stage's failures are put apart."""
    products = [*new_products(1), *new_products(2, "existing")[1:]]
    bench.account.campaigns.accept(new_campaign(2), products)
    bench.clock.shift(26 * HOUR)
    requests = iter(range(100))

    def die(**_: object) -> None:
        if next(requests) == put_events:
            raise _Killed

    bench.account.events.meta.events.register("provide-client-params.events.PutEvents", die)
    with pytest.raises(_Killed):
        bench.run()
    first = bench.account.heard()
    told = {event["detail"]["metadata"]["event_id"]: event["detail-type"] for event in [*first, *bench.run()]}
    assert sorted(told.values()) == ["CampaignCompleted", "ProductFailed", "ProductFailed"]
    assert bench.run() == []


def test_the_trouble_of_one_campaign_is_no_others_and_is_raised_at_the_end(bench: Bench) -> None:
    bench.accept(campaign_id="first")
    bench.accept(campaign_id="second")
    row = {"campaign_id": {"S": "first"}, "sk": {"S": "PRODUCT#0000"}}
    bench.account.dynamodb.update_item(
        TableName=TABLE,
        Key=row,
        UpdateExpression="SET product_status = :x",
        ExpressionAttributeValues={":x": {"S": "x"}},
    )
    bench.clock.shift(HOUR)
    with pytest.raises(ValueError, match="status"):
        bench.run()
    assert [event["detail"]["metadata"]["correlation_id"] for event in bench.account.heard()] == ["second"]


def test_without_time_the_rest_is_left_to_the_next_sweep(bench: Bench) -> None:
    for name in ("a", "b", "c"):
        bench.accept(campaign_id=name)
        bench.clock.shift(timedelta(seconds=1))
    bench.clock.shift(HOUR)
    left = iter([True, True, False])
    bench.sweep.run(now(), lambda: next(left))
    first = [event["detail"]["metadata"]["correlation_id"] for event in bench.account.heard()]
    rest = [event["detail"]["metadata"]["correlation_id"] for event in bench.run()]
    assert (first, rest) == (["a", "b"], ["c"])


def test_time_in_which_a_product_waits_for_money_is_no_time_without_progress(bench: Bench) -> None:
    bench.accept()
    until = datetime(2026, 11, 26, tzinfo=UTC)  # two days and a half after it was accepted
    bench.make_wait(0, until)
    told = bench.swept_for(timedelta(hours=70))
    begins = round((until - CREATED) / HOUR, 1)
    assert told == [
        (begins, "BriefValidated"),
        (begins + 1, "BriefValidated"),
        (begins + 2, "BriefValidated"),
        (begins + 4, "BriefValidated"),
    ]
    assert bench.account.campaigns.product(CAMPAIGN_ID, 0).product.waits_until is None


def test_what_waited_goes_on_oldest_first_and_no_more_than_the_day_has_room_for(bench: Bench) -> None:
    bench.budget = Decimal("0.10")
    tomorrow = datetime(2026, 11, 24, tzinfo=UTC)
    for name in ("older", "younger"):
        bench.accept(products=2, campaign_id=name)
        bench.clock.shift(timedelta(minutes=1))
    for name in ("younger", "older"):
        for index in range(2):
            bench.make_wait(index, tomorrow, name)
    bench.clock.move_to(tomorrow - timedelta(minutes=1))
    assert bench.run() == []
    bench.clock.move_to(tomorrow)
    data = [event["detail"] for event in bench.run()]
    assert [(each["metadata"]["correlation_id"], each["data"]["product"]["index"]) for each in data] == [
        ("older", 0),
        ("older", 1),
    ]
    waiting = list(bench.account.campaigns.whole("younger")[1])
    assert {product.waits_until for product in waiting} == {tomorrow + DAY}
    assert bench.run() == []
