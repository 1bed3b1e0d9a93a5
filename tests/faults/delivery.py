"""Lambda's part: takes messages from the stages' queues to their functions, until the queues are empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, HTTPClientError

from shared.publisher import EventsNotPublished
from tests.faults.account import Account
from tests.faults.spoiling import Killed
from tests.infra.recorded import REGION

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

_STEP = 900  # seconds that pass while all messages are hidden
_PATIENCE = 2 * 24 * 3600 // _STEP  # such steps


class NeverQuiet(AssertionError):
    """Messages still come back after two days."""


def deliver(account: Account, *stages: str, watched: str = "", wait: bool = True) -> None:
    """Until the queues of `stages` are empty; the calls of stage `watched` may be spoiled. Raises NeverQuiet.

    Time passes where all messages are hidden: one that failed comes again after those that it has led to. Without
    `wait` they stay hidden.
    """
    for _ in range(_PATIENCE):
        while any(_deliver_one(account, stage, watched=stage == watched) for stage in stages):
            pass
        if not wait or not any(hidden(account, stage) for stage in stages):
            return
        account.clock.pass_by(_STEP)
    raise NeverQuiet(f"after two days there are still messages for {', '.join(stages)}")


def sweep(account: Account) -> None:
    """The schedule's call of the sweeper; its calls of AWS may be spoiled. Lambda counts what it raises."""
    account.spoiler.begins()
    try:
        account.function("sweeper")({})
    except Killed:
        del account.functions["sweeper"]
    except (ClientError, HTTPClientError, EventsNotPublished):
        account.sweeps_failed += 1
    account.spoiler.ends()


def _deliver_one(account: Account, stage: str, *, watched: bool) -> bool:
    """Whether there was a message."""
    url = account.queue(stage)
    found = account.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=1, MessageSystemAttributeNames=["All"])
    for message in found.get("Messages", []):
        account.clock.pass_by(1)
        account.delivered[stage].append(message["Body"])
        if watched:
            account.spoiler.begins()
        done = _acknowledges(account, stage, message)
        account.spoiler.ends()
        if done:
            account.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return "Messages" in found


def _acknowledges(account: Account, stage: str, message: MessageTypeDef) -> bool:
    """Calls the stage's function. What a handler raises is our defect: Lambda would only count an error."""
    try:
        answer = account.function(stage)({"Records": [_record(account, stage, message)]})
    except Killed:
        del account.functions[stage]
        return False
    return not answer["batchItemFailures"]


def hidden(account: Account, stage: str) -> bool:
    name: Any = "ApproximateNumberOfMessagesNotVisible"
    found = account.sqs.get_queue_attributes(QueueUrl=account.queue(stage), AttributeNames=[name])
    return found["Attributes"][name] != "0"


def _record(account: Account, stage: str, message: MessageTypeDef) -> dict[str, Any]:
    """As an event source mapping hands it over."""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
        "messageAttributes": {},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": account.graph.one("Queue", f"{stage}-queue").arn,
        "awsRegion": REGION,
    }
