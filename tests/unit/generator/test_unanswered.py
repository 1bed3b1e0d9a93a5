"""A model that takes calls and never answers: a product calls it five times, and no more until somebody asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine

from services.generator.families.family import PictureDelayed
from shared.trouble import Waiting
from tests.unit.generator.books import NOW, PRICE, reserved
from tests.unit.generator.conftest import Bench

_QUARTER = timedelta(minutes=15)  # between two receives of a message, at last


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def _received(bench: Bench, clock: time_machine.Traveller, hours: float, *, asked: bool = False) -> list[str]:
    """The message comes every quarter of an hour; the events meanwhile."""
    body = json.dumps({**json.loads(bench.body()), "resources": ["arn:aws:iam::1:user/op"] if asked else []})
    for _ in range(int(hours * 4)):
        with suppress(PictureDelayed, Waiting):
            bench.generation.take(body)
            break
        clock.shift(_QUARTER)
    return [kind for kind, _ in bench.heard()]


def test_after_five_calls_without_an_answer_the_product_fails_and_its_reason_says_what_is_possibly_paid(
    bench: Bench, clock: time_machine.Traveller
) -> None:
    bench.accept()
    bench.bedrock.drop_next(times=1000)
    assert _received(bench, clock, hours=24) == ["ProductFailed", "CampaignCompleted"]
    product = bench.product()
    assert len(bench.bedrock.calls) == 5
    assert product.possibly_paid == 5 * PRICE
    assert product.failure is not None
    assert (product.failure.code, product.failure.retryable) == ("no_answer", True)
    assert "called 5 times" in product.failure.reason
    assert "0.20 USD are possibly paid" in product.failure.reason
    assert "another bedrockModelId" in product.failure.reason


def test_once_it_has_failed_only_somebody_who_asks_for_it_gives_it_five_calls_more(
    bench: Bench, clock: time_machine.Traveller
) -> None:
    bench.accept()
    bench.bedrock.drop_next(times=1000)
    _received(bench, clock, hours=24)
    _received(bench, clock, hours=24)  # as by a message of the sweeper that is still on its way
    assert len(bench.bedrock.calls) == 5
    for redrive in (1, 2):
        # It completes the campaign no second time: that was told, with the same id.
        assert _received(bench, clock, hours=24, asked=True)[0] == "ProductFailed"
        assert len(bench.bedrock.calls) == 5 + 5 * redrive
    bench.bedrock.forget()
    assert _received(bench, clock, hours=1, asked=True) == ["ImageGenerated"]
    assert (bench.product().unanswered, bench.product().model_cost) == (0, PRICE)


def test_a_model_that_is_silent_for_six_hours_costs_four_calls_and_then_there_is_the_picture(
    bench: Bench, clock: time_machine.Traveller
) -> None:
    bench.accept()
    bench.bedrock.drop_next(times=1000)
    assert _received(bench, clock, hours=6) == []
    assert len(bench.bedrock.calls) == 4
    bench.bedrock.forget()
    assert _received(bench, clock, hours=2) == ["ImageGenerated"]
    assert bench.product().possibly_paid == 4 * PRICE


def test_calls_that_are_refused_are_no_turns_and_put_none_off(bench: Bench, clock: time_machine.Traveller) -> None:
    bench.accept()
    bench.bedrock.drop_next(times=2)
    for _ in range(2):
        with pytest.raises(PictureDelayed):
            bench.generation.take(bench.body())
    with pytest.raises(Waiting, match="2 calls of the image model without an answer"):
        bench.generation.take(bench.body())
    clock.shift(timedelta(minutes=5))
    bench.bedrock.fail_next("ThrottlingException", times=6)
    for _ in range(6):
        with pytest.raises(PictureDelayed, match="Throttling"):
            bench.generation.take(bench.body())
    bench.generation.take(bench.body())
    assert [kind for kind, _ in bench.heard()] == ["ImageGenerated"]
    assert (reserved(bench.account), bench.product().possibly_paid) == (2 * PRICE, 2 * PRICE)
    assert reserved(bench.account, NOW + timedelta(days=1)) == PRICE  # midnight has passed
