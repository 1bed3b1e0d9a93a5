"""The stages' queue on an AWS in memory: which receives are tries, and where a message ends."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, EndpointConnectionError

from shared.observability import metrics
from shared.settings import SettingsInvalid, StageSettings
from shared.stage_queue import StageQueue
from shared.tries import Tries
from shared.trouble import DependencyTrouble, NobodyToTell, Waiting
from tests.unit.conftest import BUCKET, BUS, TABLE, Account

ENVIRONMENT: dict[str, Any] = {
    "S3_BUCKET_NAME": BUCKET,
    "CAMPAIGNS_TABLE": TABLE,
    "EVENT_BUS_NAME": BUS,
    "QUEUE_URL": "queue",
    "DLQ_URL": "dlq",
    "TRIES": "3",
    "RETRY_BASE_SECONDS": "30",
}
HOUR = 3600
DAY = 24 * HOUR


class Unforeseen(Exception):
    pass


@dataclass
class Context:
    """Lambda's context of a function that has `seconds` left."""

    seconds: float = 60

    def get_remaining_time_in_millis(self) -> int:
        return round(self.seconds * 1000)


@dataclass
class Bench:
    """`work` and `give_up` fail as a test says; `ended` are the errors that were announced, `delays` in seconds."""

    account: Account
    work: Callable[[str], object] = len
    give_up: Callable[[str], object] = len
    done: list[str] = field(default_factory=list)
    ended: list[Exception] = field(default_factory=list)
    delays: list[int] = field(default_factory=list)

    def queue(self) -> StageQueue:
        settings = StageSettings(
            **{**ENVIRONMENT, "QUEUE_URL": self.account.queue_url, "DLQ_URL": self.account.dlq_url}
        )

        def work(body: str) -> None:
            self.work(body)
            self.done.append(body)

        def give_up(body: str, error: Exception) -> None:
            self.give_up(body)
            self.ended.append(error)

        return StageQueue(self.account.sqs, settings, Tries(self.account.dynamodb, TABLE), work, give_up)

    def send(self, *bodies: str) -> None:
        for body in bodies:
            self.account.sqs.send_message(QueueUrl=self.account.queue_url, MessageBody=body)

    def deliver(self, *, age: float = 0, context: Context | None = None) -> list[str]:
        """Hands all messages over as one batch, `age` seconds after they were sent; returns what stays in the queue."""
        sqs = self.account.sqs
        found = sqs.receive_message(
            QueueUrl=self.account.queue_url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
        ).get("Messages", [])
        sent = str(int((time.time() - age) * 1000))
        records = [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": {**cast("dict[str, str]", message["Attributes"]), "SentTimestamp": sent},
                "eventSource": "aws:sqs",
            }
            for message in found
        ]
        failed = {message["MessageId"] for message in found}
        try:
            answer = self.queue().process({"Records": records}, context)
            failed = {item["itemIdentifier"] for item in answer["batchItemFailures"]}
        finally:  # as when the delay or, where the function died, the visibility timeout is over
            for message in found:
                handle = message["ReceiptHandle"]
                if message["MessageId"] in failed:
                    sqs.change_message_visibility(
                        QueueUrl=self.account.queue_url, ReceiptHandle=handle, VisibilityTimeout=0
                    )
                else:
                    sqs.delete_message(QueueUrl=self.account.queue_url, ReceiptHandle=handle)
        return [message["Body"] for message in found if message["MessageId"] in failed]

    def dead(self) -> list[tuple[str, str]]:
        """Body and error of what lies in the dead-letter queue."""
        found = self.account.sqs.receive_message(
            QueueUrl=self.account.dlq_url, MaxNumberOfMessages=10, MessageAttributeNames=["error"], VisibilityTimeout=0
        )
        return [(each["Body"], each["MessageAttributes"]["error"]["StringValue"]) for each in found.get("Messages", [])]


@pytest.fixture
def bench(account: Account) -> Iterator[Bench]:
    sqs = account.sqs
    made = Bench(account)

    def keep(params: dict[str, Any], **_: object) -> None:
        if params["VisibilityTimeout"]:  # the bench itself shows messages again at once
            made.delays.append(params["VisibilityTimeout"])

    sqs.meta.events.register("provide-client-params.sqs.ChangeMessageVisibility", keep)
    yield made
    sqs.meta.events.unregister("provide-client-params.sqs.ChangeMessageVisibility", keep)


def fails(*errors: BaseException) -> Callable[[str], object]:
    """Fails with one error after the other, and then for ever with the last."""
    left = list(errors)

    def fail(_body: str) -> object:
        raise left.pop(0) if len(left) > 1 else left[0]

    return fail


def answered(code: str, status: int, operation: str = "PutObject", reasons: tuple[str, ...] = ()) -> ClientError:
    answer: Any = {
        "Error": {"Code": code, "Message": "m"},
        "ResponseMetadata": {"HTTPStatusCode": status},
        "CancellationReasons": [{"Code": reason} for reason in reasons],
    }
    return ClientError(answer, operation)


def caused_by(error: Exception) -> Exception:
    told = Unforeseen("in words of our own")
    told.__cause__ = error
    return told


TROUBLE = [
    answered("SlowDown", 503),
    answered("InternalError", 500),
    answered("ProvisionedThroughputExceededException", 400, "UpdateItem"),
    answered("TransactionCanceledException", 400, "TransactWriteItems", ("None", "ThrottlingError")),
    answered("ThrottlingException", 400, "PutEvents"),
    answered("ThrottlingException", 429, "InvokeModel"),
    answered("ServiceQuotaExceededException", 400, "InvokeModel"),
    answered("ModelTimeoutException", 408, "InvokeModel"),
    EndpointConnectionError(endpoint_url="https://s3"),
    DependencyTrouble("the bus has trouble of its own"),
    Waiting("recipe 1 is being generated by another message"),
    caused_by(answered("InternalServerException", 500, "InvokeModel")),
]
OUR_OWN = [
    Unforeseen("a bug"),
    answered("AccessDenied", 403),
    answered("ValidationException", 400, "UpdateItem"),
    answered("TransactionCanceledException", 400, "TransactWriteItems", ("None", "ValidationError")),
]


def test_an_event_without_records_is_the_call_that_keeps_the_function_active_and_returns_at_once(bench: Bench) -> None:
    assert bench.queue().process({"reason": "keeps the function active"}) == {"batchItemFailures": []}


def test_of_a_batch_only_the_failed_message_stays_in_the_queue(bench: Bench) -> None:
    bench.send("a", "b", "c")
    bench.work = lambda body: fails(Unforeseen())(body) if body == "b" else None
    assert bench.deliver() == ["b"]
    assert bench.done == ["a", "c"]


def test_the_delay_doubles_with_each_receive_up_to_a_quarter_of_an_hour(bench: Bench) -> None:
    bench.send("a")
    bench.work = fails(TROUBLE[0])
    for _ in range(8):
        bench.deliver()
    assert bench.delays == [30, 60, 120, 240, 480, 900, 900, 900]


@pytest.mark.parametrize("error", OUR_OWN, ids=str)
def test_after_the_last_try_the_end_is_announced_and_the_body_lies_in_the_dead_letter_queue(
    bench: Bench, error: Exception
) -> None:
    bench.send("a")
    bench.work = fails(error)
    assert [bench.deliver() for _ in range(3)] == [["a"], ["a"], []]
    assert bench.ended == [error]
    [(body, reason)] = bench.dead()
    assert (body, reason) == ("a", f"{type(error).__name__}: {error}")


@pytest.mark.parametrize("error", TROUBLE, ids=str)
def test_trouble_of_a_dependency_costs_no_try_however_often_it_comes(bench: Bench, error: Exception) -> None:
    bench.send("a")
    bench.work = fails(*[error] * 5, Unforeseen("once"), error, Unforeseen("twice"), error)
    for receive in range(12):
        assert bench.deliver(age=receive * 900) == ["a"]
    assert (bench.ended, bench.dead()) == ([], [])
    bench.work = len
    assert bench.deliver(age=12 * 900) == []
    assert bench.done == ["a"]


@pytest.mark.parametrize("error", TROUBLE, ids=str)
def test_a_day_of_trouble_ends_the_message(bench: Bench, error: Exception) -> None:
    bench.send("a")
    bench.work = fails(error)
    assert bench.deliver(age=DAY - 1) == ["a"]
    assert bench.deliver(age=DAY) == []
    assert bench.ended == [error]
    assert [body for body, _ in bench.dead()] == ["a"]


def test_a_message_that_is_old_because_it_waited_its_turn_is_worked_on(bench: Bench) -> None:
    bench.send("a")
    assert bench.deliver(age=2 * DAY) == []
    assert (bench.done, bench.dead()) == (["a"], [])


def test_an_end_that_can_not_be_announced_is_announced_when_it_can_be_without_another_try(bench: Bench) -> None:
    bench.send("a")
    bench.work, bench.give_up = fails(Unforeseen("each time")), fails(answered("ServiceUnavailable", 503))
    assert [bench.deliver() for _ in range(9)] == [["a"]] * 9
    assert (bench.ended, bench.dead()) == ([], [])
    bench.work, bench.give_up = fails(AssertionError("worked on after the last try")), len
    assert bench.deliver() == []
    assert [body for body, _ in bench.dead()] == ["a"]
    assert "each try failed" in str(bench.ended[0])


def test_a_message_whose_function_dies_each_time_ends_after_its_tries(bench: Bench) -> None:
    bench.send("a")
    bench.work = fails(KeyboardInterrupt())  # no Exception: nothing of the function's runs after it
    for _ in range(1 + 3):  # of the first receive nothing is written down before its work
        with pytest.raises(KeyboardInterrupt):
            bench.deliver()
    assert bench.deliver() == []
    assert "ended without a word" in str(bench.ended[0])
    assert [body for body, _ in bench.dead()] == ["a"]


def test_a_message_that_names_no_campaign_ends_without_an_announcement(bench: Bench) -> None:
    bench.send("no event")
    bench.work = bench.give_up = fails(NobodyToTell("expected an EventBridge event"))
    assert [bench.deliver() for _ in range(3)] == [["no event"], ["no event"], []]
    assert [body for body, _ in bench.dead()] == ["no event"]


def test_while_the_table_is_away_no_receive_is_a_try(bench: Bench) -> None:
    bench.send("a")

    def away(**_: object) -> None:
        raise answered("InternalServerError", 500, "UpdateItem")

    bench.account.dynamodb.meta.events.register("provide-client-params.dynamodb", away)
    bench.work = fails(answered("InternalServerError", 500, "BatchGetItem"))
    for _ in range(20):
        assert bench.deliver() == ["a"]
    bench.account.dynamodb.meta.events.unregister("provide-client-params.dynamodb", away)
    bench.work = fails(Unforeseen("once"), Unforeseen("twice"))
    assert [bench.deliver(), bench.deliver()] == [["a"], ["a"]]
    bench.work = len
    assert bench.deliver() == []
    assert (bench.ended, bench.dead()) == ([], [])


def test_a_receive_that_is_written_down_twice_is_one_try(account: Account) -> None:
    """Botocore repeats a request whose answer was lost."""
    tries = Tries(account.dynamodb, TABLE)
    assert [tries.begin("m", 1), tries.begin("m", 1), tries.begin("m", 3)] == [1, 1, 2]
    tries.cost_nothing("m", 3)
    tries.cost_nothing("m", 3)
    assert tries.begin("m", 4) == 2
    [item] = account.dynamodb.scan(TableName=TABLE)["Items"]
    assert item["campaign_id"]["S"] == "message/m"
    assert 4 * DAY < int(item["expires_at"]["N"]) - time.time() <= 5 * DAY


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
