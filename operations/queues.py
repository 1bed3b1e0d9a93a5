"""The queues of a stack, by the name of its bus: every name of a stack begins with that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.events import StageName

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class QueueUnknown(LookupError):
    """No queue of this name: the bus is not of this system's stack, or in another region."""


def queue(bus: str, stage: StageName) -> str:
    return f"{bus}-{stage}"


def dead_letter_queue(bus: str, stage: StageName) -> str:
    return f"{queue(bus, stage)}-dlq"


def url(sqs: SQSClient, name: str) -> str:
    """Raises QueueUnknown."""
    try:
        return sqs.get_queue_url(QueueName=name)["QueueUrl"]
    except sqs.exceptions.QueueDoesNotExist as error:
        raise QueueUnknown(name) from error
