"""A stage's queue and its dead-letter queue, and who may send to a queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.permissions import policy_document
from infra.stage_config import StageConfig

DAY: Final = 24 * 3600
QUEUE_RETENTION = 4 * DAY
# SQS counts from the first enqueue, not from the move: the dead-letter queue keeps longer than the queue.
DLQ_RETENTION = 14 * DAY
LONG_POLL_SECONDS = 20
# A backstop: a day of a dependency's trouble is about a hundred receives, 900 s apart (shared/stage_queue.py).
RECEIVES_BEYOND: Final = 100


class WorkQueue(pulumi.ComponentResource):
    """The stage moves a message to `dlq` when its tries are used up and that was announced (shared/stage_queue.py).

    The queue itself moves what even after many more receives was not: it counts every receive, whatever came of it.
    """

    def __init__(self, name: str, queue_name: str, settings: StageConfig) -> None:
        super().__init__("creative-automation:infra:WorkQueue", f"{name}-work")
        child = pulumi.ResourceOptions(parent=self)
        self.dlq = dead_letter_queue(f"{name}-dlq", f"{queue_name}-dlq", child)
        self.queue = aws.sqs.Queue(
            f"{name}-queue",
            name=queue_name,
            visibility_timeout_seconds=settings.visibility_seconds,
            message_retention_seconds=QUEUE_RETENTION,
            receive_wait_time_seconds=LONG_POLL_SECONDS,
            sqs_managed_sse_enabled=True,
            redrive_policy=pulumi.Output.json_dumps(
                {"deadLetterTargetArn": self.dlq.arn, "maxReceiveCount": settings.tries + RECEIVES_BEYOND}
            ),
            opts=child,
        )
        aws.sqs.RedriveAllowPolicy(
            f"{name}-dlq-only-for-its-queue",
            queue_url=self.dlq.url,
            redrive_allow_policy=pulumi.Output.json_dumps(
                {"redrivePermission": "byQueue", "sourceQueueArns": [self.queue.arn]}
            ),
            opts=child,
        )
        self.register_outputs({"queue": self.queue.url, "dlq": self.dlq.url})


def dead_letter_queue(name: str, queue_name: str, opts: pulumi.ResourceOptions) -> aws.sqs.Queue:
    return aws.sqs.Queue(
        name, name=queue_name, message_retention_seconds=DLQ_RETENTION, sqs_managed_sse_enabled=True, opts=opts
    )


def allow_rules(
    name: str, queue: aws.sqs.Queue, rule_arns: list[pulumi.Output[str]], opts: pulumi.ResourceOptions
) -> aws.sqs.QueuePolicy:
    """Let these EventBridge rules, and nobody else, send to the queue."""
    policy = policy_document(_from_rules(queue, rule_arns))
    return aws.sqs.QueuePolicy(name, queue_url=queue.url, policy=policy, opts=opts)


def allow_bucket_and_rules(
    name: str,
    queue: aws.sqs.Queue,
    bucket_arn: pulumi.Input[str],
    account: pulumi.Input[str],
    rule_arns: list[pulumi.Output[str]],
    opts: pulumi.ResourceOptions,
) -> aws.sqs.QueuePolicy:
    """Let this bucket of this account send, too: a bucket's ARN alone names no account, and its name can be reused.

    In one document: a queue has one policy, and the second would take the place of the first.
    """
    condition = {"ArnEquals": {"aws:SourceArn": bucket_arn}, "StringEquals": {"aws:SourceAccount": account}}
    from_bucket = _may_send("s3.amazonaws.com", queue, condition)
    policy = policy_document(from_bucket, _from_rules(queue, rule_arns))
    return aws.sqs.QueuePolicy(name, queue_url=queue.url, policy=policy, opts=opts)


def _from_rules(queue: aws.sqs.Queue, rule_arns: list[pulumi.Output[str]]) -> dict[str, object]:
    return _may_send("events.amazonaws.com", queue, {"ArnEquals": {"aws:SourceArn": rule_arns}})


def _may_send(service: str, queue: aws.sqs.Queue, condition: Mapping[str, object]) -> dict[str, object]:
    return {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sqs:SendMessage",
        "Resource": queue.arn,
        "Condition": condition,
    }
