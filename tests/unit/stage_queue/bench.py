"""A stage's queue on an AWS in memory, whose work fails as a test says."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from botocore.exceptions import ClientError

from shared.settings import StageSettings
from shared.stage_queue import StageQueue
from shared.tries import Tries
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
