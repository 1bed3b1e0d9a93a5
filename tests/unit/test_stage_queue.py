from __future__ import annotations

import signal
import socket
import threading
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from botocore.config import Config

from shared.deadline import OutOfTime
from shared.settings import SettingsInvalid, StageSettings
from shared.stage_queue import FunctionDied, StageQueue

ENVIRONMENT = {
    "S3_BUCKET_NAME": "bucket",
    "CAMPAIGNS_TABLE": "table",
    "EVENT_BUS_NAME": "bus",
    "QUEUE_URL": "http://queue",
    "MAX_RECEIVE_COUNT": "3",
    "RETRY_BASE_SECONDS": "30",
}
SETTINGS = StageSettings.from_environment(ENVIRONMENT)


class TransientTrouble(Exception):
    pass


@dataclass
class Work:
    """Fails for the bodies it is told to; remembers what it saw, and which delays the queue was asked for."""

    failing: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    delays: dict[str, int] = field(default_factory=dict)
    announcing_fails: bool = False
    errors: list[Exception] = field(default_factory=list)

    def gave_up_for(self, _body: str, error: Exception) -> None:
        self.errors.append(error)

    def take(self, body: str) -> None:
        if body in self.failing:
            raise TransientTrouble(body)
        self.done.append(body)

    def give_up(self, body: str, error: Exception) -> None:
        assert isinstance(error, TransientTrouble)
        self.given_up.append(body)
        if self.announcing_fails:
            raise TransientTrouble("the table is away, too")

    def change_message_visibility(self, QueueUrl: str, ReceiptHandle: str, VisibilityTimeout: int) -> None:  # noqa: N803
        assert QueueUrl == "http://queue"
        self.delays[ReceiptHandle] = VisibilityTimeout

    def queue(self) -> StageQueue:
        return StageQueue(self, SETTINGS, self.take, self.give_up)  # type: ignore[arg-type]


def _batch(**receives: int) -> dict[str, Any]:
    """One message per body, with its receive count."""
    return {
        "Records": [
            {
                "messageId": f"id-{body}",
                "receiptHandle": body,
                "body": body,
                "attributes": {"ApproximateReceiveCount": str(receive)},
                "eventSource": "aws:sqs",
            }
            for body, receive in receives.items()
        ]
    }


def _failed(answer: dict[str, Any]) -> list[str]:
    return [item["itemIdentifier"] for item in answer["batchItemFailures"]]


def test_of_a_batch_only_the_failed_message_stays_in_the_queue() -> None:
    work = Work(failing={"b"})
    assert _failed(work.queue().process(_batch(a=1, b=1, c=1))) == ["id-b"]
    assert work.done == ["a", "c"]


def test_a_batch_of_which_every_message_fails_is_answered_and_not_raised() -> None:
    work = Work(failing={"a"})
    assert _failed(work.queue().process(_batch(a=1))) == ["id-a"]


def test_the_delay_doubles_with_each_receive() -> None:
    work = Work(failing={"first", "second"})
    work.queue().process(_batch(first=1, second=2))
    assert work.delays == {"first": 30, "second": 60}
    assert work.given_up == []


def test_the_last_receive_is_announced_and_goes_to_the_dead_letter_queue_at_once() -> None:
    work = Work(failing={"a"})
    assert _failed(work.queue().process(_batch(a=3))) == ["id-a"]
    assert work.given_up == ["a"]
    assert work.delays == {"a": 0}


def test_after_the_last_try_a_message_is_only_told_of_for_its_function_may_have_died_in_it() -> None:
    work = Work()
    queue = StageQueue(work, SETTINGS, work.take, work.gave_up_for)  # type: ignore[arg-type]
    assert _failed(queue.process(_batch(a=4))) == ["id-a"]
    assert work.done == []
    assert [type(error) for error in work.errors] == [FunctionDied]
    assert work.delays == {"a": 0}


def test_a_message_whose_end_cannot_be_announced_still_goes_to_the_dead_letter_queue() -> None:
    work = Work(failing={"a"}, announcing_fails=True)
    assert _failed(work.queue().process(_batch(a=3))) == ["id-a"]
    assert work.delays == {"a": 0}


@dataclass
class Context:
    """Lambda's context of a function that has `seconds` left."""

    seconds: float

    def get_remaining_time_in_millis(self) -> int:
        return round(self.seconds * 1000)


def test_work_that_would_outlast_its_function_ends_before_and_is_announced() -> None:
    work = Work()
    never = threading.Event()
    stuck = StageQueue(work, SETTINGS, lambda _body: never.wait() and None, work.gave_up_for)  # type: ignore[arg-type]
    assert _failed(stuck.process(_batch(a=3), Context(0.2))) == ["id-a"]
    assert [type(error) for error in work.errors] == [OutOfTime]
    assert "all the time that the function has" in str(work.errors[0])
    assert work.delays == {"a": 0}


def test_a_call_that_waits_for_an_answer_ends_in_time_too_and_is_not_made_again() -> None:
    work = Work()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = boto3.client(
            "bedrock-runtime",
            region_name="us-west-2",
            endpoint_url=f"http://127.0.0.1:{silent.getsockname()[1]}",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"mode": "standard", "total_max_attempts": 2}, read_timeout=5),
        )

        def call(_body: str) -> None:
            client.invoke_model(modelId="m", body="{}")

        stuck = StageQueue(work, SETTINGS, call, work.gave_up_for)  # type: ignore[arg-type]
        assert _failed(stuck.process(_batch(a=3), Context(0.5))) == ["id-a"]
        assert [type(error) for error in work.errors] == [OutOfTime]
        silent.settimeout(0)
        silent.accept()
        with pytest.raises(BlockingIOError):  # a second connection would be a second, paid call
            silent.accept()


def test_work_that_ends_in_time_is_left_alone_afterwards() -> None:
    work, before = Work(), signal.getsignal(signal.SIGALRM)
    assert _failed(work.queue().process(_batch(a=1), Context(60))) == []
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_a_function_without_its_environment_says_which_variables_are_wrong() -> None:
    environment = {**ENVIRONMENT, "MAX_RECEIVE_COUNT": "many"}
    del environment["QUEUE_URL"]
    with pytest.raises(SettingsInvalid) as refused:
        StageSettings.from_environment(environment)
    assert "QUEUE_URL: Field required" in str(refused.value)
    assert "MAX_RECEIVE_COUNT" in str(refused.value)
