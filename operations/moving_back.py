"""Moves dead letters back to the queue of their stage, so that it tries them again.

SQS does it itself where they lie in the stage's dead-letter queue. What a rule could not deliver to the stage lies in a
queue that is none of SQS's own making, and the local AWS can't move messages at all: there each is sent, and then
deleted. Whatever crashes in between leaves it in both queues, never in neither; stages take duplicates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from operations.dead_letters import attributes_of, dead_letter_queues, depth, received, sent_at, show_again
from operations.queues import dead_letter_queue, queue, url
from shared.events import StageName
from shared.frozen import now

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

_HIDDEN_SECONDS = 60  # for so long a message that we were killed over looks moved, and then lies there again

# How an endpoint that is not SQS says that it lacks StartMessageMoveTask.
_NO_SUCH_ACTION = ("InvalidAction", "UnknownOperationException")


@dataclass(frozen=True, slots=True)
class Moved:
    """`count` of a queue's letters went back; about so many will, where `by_sqs` does it after we have asked."""

    name: str
    count: int
    by_sqs: bool


def letters_of(sqs: SQSClient, bus: str, stage: StageName) -> dict[str, int]:
    """How many letters may go back to the stage, by the name of their queue. Raises QueueUnknown."""
    dlq, goal = dead_letter_queue(bus, stage), _arn(sqs, url(sqs, queue(bus, stage)))
    found: dict[str, int] = {}
    for name, address in dead_letter_queues(sqs, bus).items():
        count = depth(sqs, address)
        if count and (name == dlq or _meant(sqs, address, goal)):
            found[name] = count
    return found


def move_back(sqs: SQSClient, bus: str, stage: StageName) -> list[Moved]:
    """Raises QueueUnknown, and ClientError where SQS refuses (as while it moves the same queue's letters already)."""
    dlq, goal = dead_letter_queue(bus, stage), url(sqs, queue(bus, stage))
    moved = []
    for name, count in letters_of(sqs, bus, stage).items():
        source = url(sqs, name)
        by_sqs = name == dlq and _asked_of_sqs(sqs, source, goal)
        moved.append(Moved(name, count if by_sqs else by_hand(sqs, source, goal), by_sqs))
    return moved


def by_hand(sqs: SQSClient, source: str, goal: str) -> int:
    """How many messages were moved: those that lay there when it began, so that what comes back meanwhile stays."""
    began, moved = now(), 0
    staying: list[MessageTypeDef] = []
    try:
        while messages := received(sqs, source, _HIDDEN_SECONDS):
            staying += messages
            for message in messages:
                if sent_at(message) <= began:
                    sqs.send_message(QueueUrl=goal, MessageBody=message["Body"])
                    sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
                    staying.remove(message)
                    moved += 1
    finally:
        show_again(sqs, source, staying)
    return moved


def _asked_of_sqs(sqs: SQSClient, source: str, goal: str) -> bool:
    """Whether SQS can do it. The goal is named: letters that a stage put there itself have no source that SQS knows."""
    try:
        sqs.start_message_move_task(SourceArn=_arn(sqs, source), DestinationArn=_arn(sqs, goal))
    except ClientError as error:
        if error.response["Error"]["Code"] in _NO_SUCH_ACTION:
            return False
        raise
    return True


def _meant(sqs: SQSClient, source: str, goal: str) -> bool:
    """Whether a rule could not deliver the queue's letters to the queue `goal`: EventBridge writes it onto each."""
    return any(attributes_of(message).get("TARGET_ARN") == goal for message in received(sqs, source, 0))


def _arn(sqs: SQSClient, address: str) -> str:
    return sqs.get_queue_attributes(QueueUrl=address, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
