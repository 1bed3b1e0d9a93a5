"""Every call of the model is booked before it is made, and what comes of it is on the books afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ClientError, ReadTimeoutError

from local.imagemodel.server import BedrockStandIn
from services.generator.families.family import PictureDelayed
from shared import keys
from shared.campaigns.budget import Attempt, Budget, day_key
from shared.image_models import DEFAULT_MODEL_ID
from shared.trouble import Waiting
from tests.unit.campaign_samples import CAMPAIGN_ID
from tests.unit.conftest import BUCKET, TABLE, Account
from tests.unit.generator.conftest import Bench

NOW = datetime(2026, 11, 25, 23, 59, tzinfo=UTC)
PRICE, NOTHING = Decimal("0.04"), Decimal(0)
KILLED = KeyboardInterrupt  # no Exception: nothing of ours may catch it, as nothing outlives a killed function


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def _spoil(
    client: Any, stage: str, operation: str, does: Callable[[], Any], times: int = 1, content_type: str = ""
) -> None:
    """`does` something instead of a call (before-call) or after it (after-call) `times` times, then all is as usual."""
    left = [times]

    def spoil(**call: Any) -> Any:
        meant = not content_type or call["params"]["headers"].get("Content-Type") == content_type
        if not meant or not left[0]:
            return None
        left[0] -= 1
        return does()

    service = client.meta.service_model.service_id.hyphenize()
    client.meta.events.register(f"{stage}.{service}.{operation}", spoil)


def _refused() -> Any:
    return AWSResponse("", 503, HTTPHeaders(), None), {
        "Error": {"Code": "SlowDown", "Message": "Please reduce your rate."}
    }


def _no_answer() -> Any:
    raise ReadTimeoutError(endpoint_url="dynamodb")


def _kill(bench: Bench, client: Any, stage: str, operation: str, content_type: str = "") -> None:
    """The process of the bench ends at this call: from then on it reaches nothing."""
    dead: list[bool] = []

    def die(**_: Any) -> None:
        dead.append(True)
        raise KILLED

    def stay_dead(**_: Any) -> None:
        if dead:
            raise KILLED

    for each in (bench.stage.s3, bench.stage.dynamodb, bench.model_client):
        each.meta.events.register_first("before-call", stay_dead)
    _spoil(client, stage, operation, die, content_type=content_type)


def _reserved(account: Account, at: datetime = NOW) -> Decimal:
    return Budget(account.dynamodb, TABLE, None).reserved(at.date())


def _attempts(account: Account, at: datetime = NOW) -> list[dict[str, Any]]:
    """As they stand in the day's items, in no order."""
    found = account.dynamodb.query(
        TableName=TABLE,
        KeyConditionExpression="campaign_id = :day AND begins_with(sk, :attempt)",
        ExpressionAttributeValues={":day": day_key(at.date())["campaign_id"], ":attempt": {"S": "ATTEMPT#"}},
    )["Items"]
    return [{name: next(iter(value.values())) for name, value in item.items()} for item in found]


def test_a_paid_call_is_an_attempt_with_its_day_price_owner_seed_and_model(bench: Bench) -> None:
    bench.accept()
    bench.generation.take(bench.body())
    [attempt] = _attempts(bench.account)
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
        outcomes = [attempt["outcome"] for attempt in _attempts(bench.account)]
        booked.append((_reserved(bench.account), bench.product().possibly_paid, outcomes))

    bench.model_client.meta.events.register("before-call.bedrock-runtime.InvokeModel", look)
    bench.generation.take(bench.body())
    assert booked == [(PRICE, PRICE, ["possibly_paid"])]


def test_where_the_cache_takes_nothing_nothing_is_paid(bench: Bench) -> None:
    bench.accept()
    _spoil(bench.stage.s3, "before-call", "PutObject", _refused, times=6)
    for _receive in range(6):
        with pytest.raises(ClientError, match="SlowDown"):
            bench.generation.take(bench.body())
    assert (bench.bedrock.calls, _attempts(bench.account)) == ((), [])
    bench.generation.take(bench.body())
    assert (bench.bedrock.paid, bench.product().model_cost, _reserved(bench.account)) == (1, PRICE, PRICE)


def test_a_paid_picture_that_the_cache_refuses_is_offered_again_until_the_time_is_up(
    bench: Bench, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.accept()
    monkeypatch.setattr("time.sleep", clock.shift)
    _spoil(bench.stage.s3, "before-call", "PutObject", _refused, times=20, content_type="image/png")
    bench.generation.take(bench.body())
    assert [kind for kind, _ in bench.heard()] == ["ImageGenerated"]
    assert bench.bedrock.paid == 1


def test_a_picture_that_no_receive_could_keep_is_paid_once_more_and_on_the_books(
    bench: Bench, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.accept()
    monkeypatch.setattr("time.sleep", clock.shift)
    _spoil(bench.stage.s3, "before-call", "PutObject", _refused, times=61, content_type="image/png")
    with pytest.raises(ClientError, match="SlowDown"):
        bench.generation.take(bench.body())
    bench.generation.take(bench.body())
    assert bench.bedrock.paid == 2
    assert (bench.product().model_cost, bench.product().possibly_paid) == (PRICE, PRICE)


def test_a_function_killed_before_its_picture_is_saved_pays_once_more_and_the_manifest_shows_both(
    bench: Bench, clock: time_machine.Traveller
) -> None:
    bench.accept()
    _kill(bench, bench.stage.s3, "before-call", "PutObject", "image/png")
    with pytest.raises(KILLED):
        bench.generation.take(bench.body())
    assert bench.bedrock.paid == 1
    clock.shift(720)
    bench.another().generation.take(bench.body())
    assert bench.bedrock.paid == 2
    summary = bench.account.manifests.write(CAMPAIGN_ID)
    assert (summary.model_cost, summary.possibly_paid) == (PRICE, PRICE)
    [line] = bench.account.json_at(keys.manifest(CAMPAIGN_ID))["products"]
    assert (line["model_cost"], line["possibly_paid"]) == (0.04, 0.04)


def test_a_function_killed_after_its_picture_is_saved_pays_nothing_more_and_all_is_certain(
    bench: Bench, clock: time_machine.Traveller
) -> None:
    bench.accept()
    _kill(bench, bench.stage.s3, "after-call", "CopyObject")
    with pytest.raises(KILLED):
        bench.generation.take(bench.body())
    assert bench.product().possibly_paid == PRICE
    clock.shift(720)
    bench.another().generation.take(bench.body())
    assert (bench.bedrock.paid, bench.product().model_cost, bench.product().possibly_paid) == (1, PRICE, NOTHING)
    assert [attempt["outcome"] for attempt in _attempts(bench.account)] == ["charged"]
    bench.another().generation.take(bench.body())
    assert bench.product().model_cost == PRICE


def test_a_lost_answer_to_the_reservation_costs_nothing_and_makes_nobody_wait(bench: Bench) -> None:
    bench.accept()
    _spoil(bench.stage.dynamodb, "after-call", "TransactWriteItems", _no_answer)
    with pytest.raises(ReadTimeoutError):
        bench.generation.take(bench.body())
    assert (bench.bedrock.calls, _reserved(bench.account), bench.product().possibly_paid) == ((), NOTHING, NOTHING)
    bench.another().generation.take(bench.body())
    assert (bench.bedrock.paid, _reserved(bench.account)) == (1, PRICE)


def test_a_lease_that_could_not_be_given_back_is_taken_again_by_its_owner_at_once(bench: Bench) -> None:
    bench.accept()
    bench.bedrock.fail_next("ThrottlingException")
    _spoil(bench.stage.dynamodb, "before-call", "DeleteItem", _refused)
    with pytest.raises(PictureDelayed):
        bench.generation.take(bench.body())
    with pytest.raises(Waiting, match="another message"):
        bench.another().generation.take(bench.body())
    bench.generation.take(bench.body())
    assert bench.bedrock.paid == 1


def test_the_lease_of_a_killed_function_runs_out(bench: Bench, clock: time_machine.Traveller) -> None:
    bench.accept()
    _kill(bench, bench.model_client, "before-call", "InvokeModel")
    with pytest.raises(KILLED):
        bench.generation.take(bench.body())
    with pytest.raises(Waiting, match="another message"):
        bench.another().generation.take(bench.body())
    clock.shift(timedelta(seconds=62))
    bench.another().generation.take(bench.body())
    assert [row["sk"]["S"] for row in bench.account.dynamodb.scan(TableName=TABLE)["Items"]].count("LEASE") == 0


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
    assert (_reserved(bench.account), _attempts(bench.account), bench.product().possibly_paid) == (NOTHING, [], NOTHING)
    assert _reserved(bench.account, NOW + timedelta(days=1)) == 0


def test_a_refused_prompt_costs_nothing(bench: Bench) -> None:
    bench.accept()
    bench.bedrock.filter("prompt")
    bench.generation.take(bench.body())
    assert (_reserved(bench.account), bench.product().possibly_paid) == (NOTHING, NOTHING)


def test_a_refused_connection_costs_nothing(bench: Bench) -> None:
    bench.accept()
    with BedrockStandIn() as gone:
        nobody = Bench.start(bench.account, gone)
    with pytest.raises(PictureDelayed, match="no answer"):
        nobody.generation.take(bench.body())
    assert (_reserved(bench.account), bench.product().possibly_paid) == (NOTHING, NOTHING)


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
    assert sorted(attempt["outcome"] for attempt in _attempts(bench.account)) == ["charged", "possibly_paid"]
    assert _reserved(bench.account) == 2 * PRICE


def test_what_was_asked_of_the_model_lies_beside_its_picture(bench: Bench) -> None:
    bench.accept()
    bench.generation.take(bench.body())
    [attempt] = _attempts(bench.account)
    order = bench.account.json_at(keys.picture_order(attempt["recipe"]))
    assert order["prompt"] == json.loads(bench.bedrock.calls[0].body)["prompt"]
    assert order["for"] == attempt["owner"]
    head = bench.account.s3.head_object(Bucket=BUCKET, Key=keys.cached_picture(attempt["recipe"]))
    assert Attempt.read_json(head["Metadata"]["attempt"]).attempt_id == attempt["attempt_id"]
