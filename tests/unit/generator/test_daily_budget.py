"""A day's budget for the image model: what it has no room for waits for the next day, and fails for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
import time_machine

from local.imagemodel.server import BedrockStandIn
from shared.campaigns.budget import Budget
from shared.observability import metrics
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, failure
from tests.unit.conftest import TABLE, Account
from tests.unit.generator.conftest import Bench

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    metrics.clear_metrics()
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller
    metrics.clear_metrics()


def _parked() -> int:
    """The alarm's metric since the last call."""
    values = metrics.metric_set.get("ProductsParked", {}).get("Value", [])
    metrics.clear_metrics()
    return int(sum(values))


@pytest.mark.parametrize(
    ("limit", "days"),
    [("0.16", [4, 4, 2]), pytest.param("1.00", [25, 25, 10], marks=pytest.mark.soak)],
    ids=["ten products", "sixty products"],
)
def test_products_at_four_cents_are_made_on_as_many_days_as_their_sum_needs(
    account: Account, bedrock: BedrockStandIn, clock: time_machine.Traveller, limit: str, days: list[int]
) -> None:
    bedrock.forget()
    bench = Bench.start(account, bedrock, daily_budget=Decimal(limit))
    budget = Budget(account.dynamodb, TABLE, Decimal(limit))
    bench.accept(products=sum(days))
    made, rang = [], []
    announced = list(range(sum(days)))
    for day in count(1):
        paid_before = bedrock.paid
        for index in announced:
            bench.generation.take(bench.body(index))
        waiting = [product for product in bench.products() if product.waits_until]
        made.append(bedrock.paid - paid_before)
        assert budget.room(NOON.date() + timedelta(days=day - 1)) == Decimal(limit) - Decimal("0.04") * made[-1]
        assert {product.status for product in waiting} <= {"pending"}
        assert {product.waits_until for product in waiting} <= {
            datetime(2026, 11, 25, tzinfo=UTC) + timedelta(days=day)
        }
        rang.append(_parked())
        if not waiting:
            break
        clock.shift(timedelta(days=1))
        announced = [product.plan.index for product in budget.share_out(waiting, datetime.now(UTC))]
    assert made == days
    left = [sum(days[day:]) for day in range(1, len(days))]
    assert rang == [*left, 0], "the alarm rings on each day that leaves a product waiting"
    assert [product.status for product in bench.products()] == ["image_ready"] * sum(days)
    assert {kind for kind, _ in bench.heard()} == {"ImageGenerated"}


def test_a_picture_from_the_cache_needs_no_room(account: Account, bedrock: BedrockStandIn) -> None:
    bedrock.forget()
    bench = Bench.start(account, bedrock, daily_budget=Decimal("0.04"))
    for campaign_id in ("first", "second"):
        bench.accept(campaign_id=campaign_id)
        bench.generation.take(bench.body(campaign_id=campaign_id))
    assert bench.product("second").status == "image_ready"
    assert _parked() == 0


def test_what_is_given_back_makes_room_on_the_same_day(account: Account, bedrock: BedrockStandIn) -> None:
    bedrock.forget()
    bench = Bench.start(account, bedrock, daily_budget=Decimal("0.04"))
    bench.accept(products=2)
    bedrock.filter("prompt")
    for index in range(2):
        bench.generation.take(bench.body(index))
    assert [product.status for product in bench.products()] == ["failed", "image_ready"]


def test_a_second_seed_that_has_no_room_waits_too(account: Account, bedrock: BedrockStandIn) -> None:
    bedrock.forget()
    bench = Bench.start(account, bedrock, daily_budget=Decimal("0.07"))
    bench.accept()
    bedrock.filter("output image")
    bench.generation.take(bench.body())
    assert (len(bedrock.calls), bench.product().status) == (1, "pending")
    assert bench.product().waits_until == datetime(2026, 11, 26, tzinfo=UTC)


def test_a_failed_product_that_finds_no_room_stays_failed_and_says_when_there_is_some(
    account: Account, bedrock: BedrockStandIn
) -> None:
    bedrock.forget()
    bench = Bench.start(account, bedrock, daily_budget=Decimal("0.03"))
    bench.accept()
    account.campaigns.settle_failed(
        account.campaigns.product(CAMPAIGN_ID, 0), failure("generation_failed").model_copy(update={"retryable": True})
    )
    bench.generation.take(bench.body())
    found = bench.product()
    assert found.failure is not None
    assert (found.status, found.failure.code, found.failure.retryable) == ("failed", "no_budget", True)
    assert "from 00:00 UTC on" in found.failure.reason
    assert found.failure.failed_at > LATER
