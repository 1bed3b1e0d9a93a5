"""Every call of the model is booked before it is made, and what comes of it is on the books afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from local.imagemodel.server import BedrockStandIn
from services.generator.families.family import PictureDelayed
from shared import keys
from shared.campaigns.budget import Attempt
from shared.image_models import DEFAULT_MODEL_ID
from tests.unit.campaign_samples import CAMPAIGN_ID
from tests.unit.conftest import BUCKET
from tests.unit.generator.books import NOTHING, NOW, PRICE, attempts_of, reserved
from tests.unit.generator.conftest import Bench


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_a_paid_call_is_an_attempt_with_its_day_price_owner_seed_and_model(bench: Bench) -> None:
    bench.accept()
    bench.generation.take(bench.body())
    [attempt] = attempts_of(bench.account)
    seed = json.loads(bench.bedrock.calls[0].body)["seed"]
    assert attempt["campaign_id"] == "BUDGET#2026-11-25"
    assert (
        attempt
        | {
            "outcome": "charged",
            "price": "0.04",
            "owner": f"{CAMPAIGN_ID}/bottle-0",
            "seed": str(seed),
            "model_id": DEFAULT_MODEL_ID,
        }
        == attempt
    )
    assert (bench.product().model_cost, bench.product().possibly_paid) == (PRICE, NOTHING)


def test_the_attempt_is_on_the_books_before_the_model_is_called(bench: Bench) -> None:
    bench.accept()
    booked: list[tuple[Decimal, Decimal, list[str]]] = []

    def look(**_: Any) -> None:
        outcomes = [attempt["outcome"] for attempt in attempts_of(bench.account)]
        booked.append((reserved(bench.account), bench.product().possibly_paid, outcomes))

    bench.model_client.meta.events.register("before-call.bedrock-runtime.InvokeModel", look)
    bench.generation.take(bench.body())
    assert booked == [(PRICE, PRICE, ["possibly_paid"])]


@pytest.mark.parametrize(
    "code",
    ["ThrottlingException", "ServiceUnavailableException", "InternalServerException"],
)
def test_what_is_known_not_to_be_paid_is_given_back_on_the_day_of_its_attempt(
    bench: Bench, clock: time_machine.Traveller, code: str
) -> None:
    bench.accept()
    bench.bedrock.fail_next(code)

    def midnight(**_: Any) -> None:
        clock.move_to(NOW + timedelta(minutes=2))

    bench.model_client.meta.events.register("after-call.bedrock-runtime.InvokeModel", midnight)
    with pytest.raises(PictureDelayed):
        bench.generation.take(bench.body())
    assert (reserved(bench.account), attempts_of(bench.account), bench.product().possibly_paid) == (
        NOTHING,
        [],
        NOTHING,
    )
    assert reserved(bench.account, NOW + timedelta(days=1)) == 0


def test_a_refused_prompt_costs_nothing(bench: Bench) -> None:
    bench.accept()
    bench.bedrock.filter("prompt")
    bench.generation.take(bench.body())
    assert (reserved(bench.account), bench.product().possibly_paid) == (NOTHING, NOTHING)


def test_a_refused_connection_costs_nothing(bench: Bench) -> None:
    bench.accept()
    with BedrockStandIn() as gone:
        nobody = Bench.start(bench.account, gone)
    with pytest.raises(PictureDelayed, match="no answer"):
        nobody.generation.take(bench.body())
    assert (reserved(bench.account), bench.product().possibly_paid) == (NOTHING, NOTHING)


@pytest.mark.parametrize("trouble", ["lost answer", "model error", "withheld picture"])
def test_what_may_have_been_paid_stays_booked_and_the_next_call_is_an_attempt_of_its_own(
    bench: Bench, trouble: str
) -> None:
    bench.accept()
    match trouble:
        case "lost answer":
            bench.bedrock.drop_next()
        case "model error":
            bench.bedrock.fail_next("ModelErrorException", original_status=500)
        case _:
            bench.bedrock.filter("output image")
    if trouble != "withheld picture":  # which is tried again in the same receive
        with pytest.raises(PictureDelayed):
            bench.generation.take(bench.body())
    bench.generation.take(bench.body())
    assert (bench.product().model_cost, bench.product().possibly_paid) == (PRICE, PRICE)
    assert sorted(attempt["outcome"] for attempt in attempts_of(bench.account)) == ["charged", "possibly_paid"]
    assert reserved(bench.account) == 2 * PRICE


def test_what_was_asked_of_the_model_lies_beside_its_picture(bench: Bench) -> None:
    bench.accept()
    bench.generation.take(bench.body())
    [attempt] = attempts_of(bench.account)
    order = bench.account.json_at(keys.picture_order(attempt["recipe"]))
    assert order["prompt"] == json.loads(bench.bedrock.calls[0].body)["prompt"]
    assert order["for"] == attempt["owner"]
    head = bench.account.s3.head_object(Bucket=BUCKET, Key=keys.cached_picture(attempt["recipe"]))
    assert Attempt.read_json(head["Metadata"]["attempt"]).attempt_id == attempt["attempt_id"]
