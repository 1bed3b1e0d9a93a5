"""Listens to the bus of a local AWS, as any other team would on AWS: with a rule and a queue of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from shared.events import EVENTS, SOURCE_PREFIX, Event

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_sqs import SQSClient

_WAIT_SECONDS = 1


def listen(client: Callable[[str], Any], bus: str) -> Callable[[], list[Event]]:
    """A function that returns the next events of this system, waiting a second for the first.

    Queue and rule are left behind: they end with the local AWS.
    """
    sqs: SQSClient = client("sqs")
    events: EventBridgeClient = client("events")
    name = f"creative-demo-{uuid4().hex[:8]}"
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    pattern = json.dumps({"source": [{"prefix": SOURCE_PREFIX}]})
    rule = events.put_rule(Name=name, EventBusName=bus, EventPattern=pattern)["RuleArn"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": _policy(arn, rule)})
    events.put_targets(Rule=name, EventBusName=bus, Targets=[{"Id": "queue", "Arn": arn}])
    return lambda: _next(sqs, url)


def _policy(queue_arn: str, rule_arn: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": queue_arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": rule_arn}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _next(sqs: SQSClient, url: str) -> list[Event]:
    received = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=_WAIT_SECONDS)
    heard = []
    for message in received.get("Messages", []):
        envelope = json.loads(message["Body"])
        heard.append(EVENTS[envelope["detail-type"]].read_plain(envelope["detail"]))
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return heard
