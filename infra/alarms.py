"""The alarms, and who is told. Each description says what to do, not only what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.environment import METRICS_NAMESPACE
from infra.names import STAGES, prefix
from shared.events import StageName

_FIVE_MINUTES = 300
OLDEST_MESSAGE_SECONDS = 1800


class Alarms(pulumi.ComponentResource):
    def __init__(self, stack: str, email: str | None) -> None:
        super().__init__("creative-automation:infra:Alarms", "alarms")
        self._stack = stack
        self._child = pulumi.ResourceOptions(parent=self)
        self.topic = aws.sns.Topic("alarm-topic", name=f"{prefix(stack)}-alarms", opts=self._child)
        if email:
            aws.sns.TopicSubscription(
                "alarm-email", topic=self.topic.arn, protocol="email", endpoint=email, opts=self._child
            )
        else:
            pulumi.log.warn("alarmEmail is not set: alarms change their state, but nobody is told")
        self.register_outputs({"topic": self.topic.arn})

    def dead_letters(self, queues: Mapping[str, aws.sqs.Queue]) -> None:
        """Alarm on any message in a stage's dead-letter queue: something happened that nobody foresaw."""
        self._any_message(queues, "Messages that failed for good. Read one, mend the cause, then redrive the queue.")

    def undelivered(self, queues: Mapping[str, aws.sqs.Queue]) -> None:
        """Alarm on any event that EventBridge could not deliver; SQS can't redrive these: their source is no queue."""
        self._any_message(
            queues, "Undelivered events. Their attributes say why; mend the cause, then replay them from the archive."
        )

    def _any_message(self, queues: Mapping[str, aws.sqs.Queue], description: str) -> None:
        for name, queue in queues.items():
            self._alarm(
                name,
                description,
                threshold=0,
                namespace="AWS/SQS",
                metric_name="ApproximateNumberOfMessagesVisible",
                dimensions={"QueueName": queue.name},
                statistic="Maximum",
            )

    def old_messages(self, queues: Mapping[StageName, aws.sqs.Queue]) -> None:
        for stage, queue in queues.items():
            self._alarm(
                f"{stage}-oldest-message",
                "A message has been waiting for more than half an hour. Look at the stage's errors and concurrency.",
                threshold=OLDEST_MESSAGE_SECONDS,
                namespace="AWS/SQS",
                metric_name="ApproximateAgeOfOldestMessage",
                dimensions={"QueueName": queue.name},
                statistic="Maximum",
            )

    def failures(self, functions: Mapping[StageName, pulumi.Input[str]]) -> None:
        """Lambda counts crashes and timeouts; a message that fails in an orderly way only the stage itself counts."""
        for stage in STAGES:
            self._alarm(
                f"{stage}-errors",
                "More than 5 failed invocations in 5 minutes. Look at the function's log group.",
                threshold=5,
                namespace="AWS/Lambda",
                metric_name="Errors",
                dimensions={"FunctionName": functions[stage]},
                statistic="Sum",
            )
            self._alarm(
                f"{stage}-failed-messages",
                "More than 5 messages went back to the queue in 5 minutes. Look for ERROR in the function's log group.",
                threshold=5,
                namespace=METRICS_NAMESPACE,
                metric_name="MessagesFailed",
                dimensions={"service": stage, "stack": self._stack},
                statistic="Sum",
            )

    def bedrock_throttles(self) -> None:
        """The generator counts them: Bedrock's own metric lives in the model's region, an alarm in the stack's."""
        self._alarm(
            "bedrock-throttles",
            "More than 10 throttled model calls in 5 minutes. Lower the generator's concurrency or raise the quota.",
            threshold=10,
            namespace=METRICS_NAMESPACE,
            metric_name="BedrockThrottles",
            dimensions={"service": "generator", "stack": self._stack},
            statistic="Sum",
        )

    def _alarm(self, name: str, description: str, threshold: int, **metric: Any) -> None:
        """Alarm above the threshold within five minutes; silence is good news."""
        aws.cloudwatch.MetricAlarm(
            name,
            name=f"{prefix(self._stack)}-{name}",
            alarm_description=description,
            comparison_operator="GreaterThanThreshold",
            threshold=threshold,
            evaluation_periods=1,
            period=_FIVE_MINUTES,
            treat_missing_data="notBreaching",
            alarm_actions=[self.topic.arn],
            ok_actions=[self.topic.arn],
            opts=self._child,
            **metric,
        )
