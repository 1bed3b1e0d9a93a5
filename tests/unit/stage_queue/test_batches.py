"""Batches, delays, and the time that a function has."""

from __future__ import annotations

import signal
import socket
import threading

import boto3
import pytest
from botocore.config import Config

from shared.observability import metrics
from shared.settings import SettingsInvalid, StageSettings
from shared.trouble import Waiting
from tests.unit.stage_queue.bench import ENVIRONMENT, Bench, Context, Unforeseen, answered, fails


def test_an_event_without_records_is_the_call_that_keeps_the_function_active_and_returns_at_once(bench: Bench) -> None:
    assert bench.queue().process({"reason": "keeps the function active"}) == {"batchItemFailures": []}


def test_of_a_batch_only_the_failed_message_stays_in_the_queue(bench: Bench) -> None:
    bench.send("a", "b", "c")
    bench.work = lambda body: fails(Unforeseen())(body) if body == "b" else None
    assert bench.deliver() == ["b"]
    assert bench.done == ["a", "c"]


def test_the_delay_doubles_with_each_receive_up_to_a_quarter_of_an_hour(bench: Bench) -> None:
    bench.send("a")
    bench.work = fails(answered("SlowDown", 503))
    for _ in range(8):
        bench.deliver()
    assert bench.delays == [30, 60, 120, 240, 480, 900, 900, 900]


def test_what_waits_for_another_message_is_counted_apart_from_what_failed(bench: Bench) -> None:
    bench.send("a")
    bench.work = fails(Waiting("another"), Unforeseen("a bug"))
    for counted in ({"MessagesWaiting"}, {"MessagesFailed"}, {"MessagesFailed"}, {"MessagesGivenUp"}):
        metrics.clear_metrics()
        bench.deliver()
        assert set(metrics.metric_set) == counted


def test_work_of_our_own_that_would_outlast_its_function_ends_before_and_was_a_try(bench: Bench) -> None:
    bench.send("a")
    never = threading.Event()
    bench.work = lambda _body: never.wait() and None
    assert [bench.deliver(context=Context(0.2)) for _ in range(3)] == [["a"], ["a"], []]
    assert "all the time that the function has" in str(bench.ended[0])


def test_a_call_that_waits_for_an_answer_ends_in_time_too_is_not_made_again_and_was_no_try(bench: Bench) -> None:
    bench.send("a")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = boto3.client(
            "bedrock-runtime",
            region_name="us-west-2",
            endpoint_url=f"http://127.0.0.1:{silent.getsockname()[1]}",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"mode": "standard", "total_max_attempts": 2}, read_timeout=5),
        )
        bench.work = lambda _body: client.invoke_model(modelId="m", body="{}")
        for _ in range(4):
            assert bench.deliver(context=Context(0.5)) == ["a"]
            silent.settimeout(0)
            silent.accept()
            with pytest.raises(BlockingIOError):  # a second connection would be a second, paid call
                silent.accept()
    assert bench.ended == []


def test_work_that_ends_in_time_is_left_alone_afterwards(bench: Bench) -> None:
    bench.send("a")
    before = signal.getsignal(signal.SIGALRM)
    assert bench.deliver(context=Context(60)) == []
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_a_function_without_its_environment_says_which_variables_are_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {**ENVIRONMENT, "TRIES": "many"}.items():
        monkeypatch.setenv(name, text)
    monkeypatch.delenv("QUEUE_URL")
    with pytest.raises(SettingsInvalid) as refused:
        StageSettings()
    assert "QUEUE_URL: Field required" in str(refused.value)
    assert "TRIES" in str(refused.value)
