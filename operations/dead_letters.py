"""Looks at dead letters without taking them away: what each is about, and how long it has been there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.uploads import NotificationUnreadable, uploads

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

# While we look, and no longer where we are killed meanwhile: hidden from others, a redrive among them.
_HIDDEN_SECONDS = 30
_AT_ONCE = 10  # SQS's own limit, for messages in a batch
MOST = 200  # letters of a queue that are looked at


@dataclass(frozen=True, slots=True)
class About:
    """`kind` is an event's detail-type, or says what else it is; `index` is the product's place in the brief."""

    kind: str
    campaign_id: str | None = None
    product: str | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """`sent_at`: since when it lies in this queue, or, where SQS moved it here by itself, in any.

    `attributes` are told by whoever put it there, as why.
    """

    message_id: str
    body: str
    sent_at: datetime
    attributes: Mapping[str, str]

    @property
    def about(self) -> About:
        try:
            return _event(json.loads(self.body))
        except (ValueError, KeyError, TypeError):
            return _upload(self.body)


def dead_letter_queues(sqs: SQSClient, bus: str) -> dict[str, str]:
    """The URLs of a stack's dead-letter queues by name: of its stages, and of what its rules could not deliver."""
    pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix=f"{bus}-")
    urls = sorted(url for page in pages for url in page.get("QueueUrls", []))
    names = {url.rsplit("/", 1)[-1]: url for url in urls}
    return {name: url for name, url in names.items() if name.endswith(("-dlq", "-undelivered"))}


def depth(sqs: SQSClient, url: str) -> int:
    """Messages in a queue, hidden ones included; SQS counts them about right."""
    found = sqs.get_queue_attributes(
        QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    )["Attributes"]
    return sum(map(int, found.values()))


def look(sqs: SQSClient, url: str, most: int = MOST) -> list[DeadLetter]:
    """The letters of a queue, the oldest first, `most` at most. They are visible to others again when this returns."""
    seen: dict[str, MessageTypeDef] = {}
    try:
        for message in _received(sqs, url, most):
            seen[message["MessageId"]] = message
    finally:
        show_again(sqs, url, list(seen.values()))
    return sorted(map(_letter, seen.values()), key=lambda letter: letter.sent_at)


def received(sqs: SQSClient, url: str, seconds: int) -> Sequence[MessageTypeDef]:
    """The next ten messages at most, hidden from others for so many seconds."""
    answer = sqs.receive_message(
        QueueUrl=url,
        MaxNumberOfMessages=_AT_ONCE,
        VisibilityTimeout=seconds,
        WaitTimeSeconds=1,  # without, SQS asks some of its servers and may find nothing
        MessageSystemAttributeNames=["SentTimestamp"],
        MessageAttributeNames=["All"],
    )
    return answer.get("Messages", [])


def show_again(sqs: SQSClient, url: str, messages: Sequence[MessageTypeDef]) -> None:
    """A message that can't be shown is gone, or shows itself when the time is over for which it was hidden."""
    for message in messages:
        with suppress(ClientError):
            sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)


def sent_at(message: MessageTypeDef) -> datetime:
    return datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC)


def attributes_of(message: MessageTypeDef) -> dict[str, str]:
    return {name: each.get("StringValue", "") for name, each in message.get("MessageAttributes", {}).items()}


def _received(sqs: SQSClient, url: str, most: int) -> Iterator[MessageTypeDef]:
    left = most
    while left > 0 and (messages := received(sqs, url, _HIDDEN_SECONDS)):
        yield from messages
        left -= len(messages)


def _letter(message: MessageTypeDef) -> DeadLetter:
    return DeadLetter(message["MessageId"], message["Body"], sent_at(message), attributes_of(message))


def _event(envelope: Any) -> About:
    detail = envelope["detail"]
    product = detail["data"].get("product") or {}
    return About(
        envelope["detail-type"], detail["metadata"]["correlation_id"], product.get("name"), product.get("index")
    )


def _upload(body: str) -> About:
    try:
        found = uploads(body)
    except NotificationUnreadable:
        return About("neither an event nor an upload")
    return About(f"upload of {found[0].brief.key}", found[0].campaign_id) if found else About("S3's test event")
