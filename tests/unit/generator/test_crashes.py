"""A paid picture is kept; what a crash leaves behind costs one payment more at most, and the books say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from botocore.exceptions import ClientError, ReadTimeoutError

from services.generator.families.family import PictureDelayed
from shared import keys
from shared.trouble import Waiting
from tests.unit.campaign_samples import CAMPAIGN_ID
from tests.unit.conftest import TABLE
from tests.unit.generator.books import NOTHING, NOW, PRICE, attempts_of, reserved
from tests.unit.generator.conftest import Bench
from tests.unit.generator.spoiling import KILLED, kill, no_answer, refused, spoil


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_where_the_cache_takes_nothing_nothing_is_paid(bench: Bench) -> None:
    bench.accept()
    spoil(bench.stage.s3, "before-call", "PutObject", refused, times=6)
    for _receive in range(6):
        with pytest.raises(ClientError, match="SlowDown"):
            bench.generation.take(bench.body())
    assert (bench.bedrock.calls, attempts_of(bench.account)) == ((), [])
    bench.generation.take(bench.body())
    assert (bench.bedrock.paid, bench.product().model_cost, reserved(bench.account)) == (1, PRICE, PRICE)


def test_a_paid_picture_that_the_cache_refuses_is_offered_again_until_the_time_is_up(
    bench: Bench, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.accept()
    monkeypatch.setattr("time.sleep", clock.shift)
    spoil(bench.stage.s3, "before-call", "PutObject", refused, times=20, content_type="image/png")
    bench.generation.take(bench.body())
    assert [kind for kind, _ in bench.heard()] == ["ImageGenerated"]
    assert bench.bedrock.paid == 1


def test_a_picture_that_no_receive_could_keep_is_paid_once_more_and_on_the_books(
    bench: Bench, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.accept()
    monkeypatch.setattr("time.sleep", clock.shift)
    spoil(bench.stage.s3, "before-call", "PutObject", refused, times=61, content_type="image/png")
    with pytest.raises(ClientError, match="SlowDown"):
        bench.generation.take(bench.body())
    bench.generation.take(bench.body())
    assert bench.bedrock.paid == 2
    assert (bench.product().model_cost, bench.product().possibly_paid) == (PRICE, PRICE)


def test_a_function_killed_before_its_picture_is_saved_pays_once_more_and_the_manifest_shows_both(
    bench: Bench, clock: time_machine.Traveller
) -> None:
    bench.accept()
    kill(bench, bench.stage.s3, "before-call", "PutObject", "image/png")
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
    kill(bench, bench.stage.s3, "after-call", "CopyObject")
    with pytest.raises(KILLED):
        bench.generation.take(bench.body())
    assert bench.product().possibly_paid == PRICE
    clock.shift(720)
    bench.another().generation.take(bench.body())
    assert (bench.bedrock.paid, bench.product().model_cost, bench.product().possibly_paid) == (1, PRICE, NOTHING)
    assert [attempt["outcome"] for attempt in attempts_of(bench.account)] == ["charged"]
    bench.another().generation.take(bench.body())
    assert bench.product().model_cost == PRICE


def test_a_lost_answer_to_the_reservation_costs_nothing_and_makes_nobody_wait(bench: Bench) -> None:
    bench.accept()
    spoil(bench.stage.dynamodb, "after-call", "TransactWriteItems", no_answer)
    with pytest.raises(ReadTimeoutError):
        bench.generation.take(bench.body())
    assert (bench.bedrock.calls, reserved(bench.account), bench.product().possibly_paid) == ((), NOTHING, NOTHING)
    bench.another().generation.take(bench.body())
    assert (bench.bedrock.paid, reserved(bench.account)) == (1, PRICE)


def test_a_lease_that_could_not_be_given_back_is_taken_again_by_its_owner_at_once(bench: Bench) -> None:
    bench.accept()
    bench.bedrock.fail_next("ThrottlingException")
    spoil(bench.stage.dynamodb, "before-call", "DeleteItem", refused)
    with pytest.raises(PictureDelayed):
        bench.generation.take(bench.body())
    with pytest.raises(Waiting, match="another message"):
        bench.another().generation.take(bench.body())
    bench.generation.take(bench.body())
    assert bench.bedrock.paid == 1


def test_the_lease_of_a_killed_function_runs_out(bench: Bench, clock: time_machine.Traveller) -> None:
    bench.accept()
    kill(bench, bench.model_client, "before-call", "InvokeModel")
    with pytest.raises(KILLED):
        bench.generation.take(bench.body())
    with pytest.raises(Waiting, match="another message"):
        bench.another().generation.take(bench.body())
    clock.shift(timedelta(seconds=62))
    bench.another().generation.take(bench.body())
    assert [row["sk"]["S"] for row in bench.account.dynamodb.scan(TableName=TABLE)["Items"]].count("LEASE") == 0
