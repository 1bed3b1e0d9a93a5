"""The alarms. Each description says what to do, not only what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.environment import METRICS_NAMESPACE
from infra.names import STAGES, prefix
from infra.notifications import Notifications
from shared.events import StageName

_FIVE_MINUTES = 300
# Twice as long as the parser's queue hides the message of a function that died: one crash mends itself.
OLDEST_MESSAGE_SECONDS = 3600
API_LATENCY_MS = 5000  # a cold start is below 3 s
SILENCE_SECONDS = 900  # of the sweeper, which is called every five minutes: three calls that did not come


class Alarms(pulumi.ComponentResource):
    """Urgent is what does not mend itself; failures go back to the queue first, and are noticed."""

    def __init__(self, stack: str, told: Notifications) -> None:
        super().__init__("creative-automation:infra:Alarms", "alarms")
        self._stack = stack
        self._told = told
        self._child = pulumi.ResourceOptions(parent=self)
        self.register_outputs({})

    def dead_letters(self, queues: Mapping[str, aws.sqs.Queue]) -> None:
        """Alarm on any message in a stage's dead-letter queue: something happened that nobody foresaw."""
        self._any_message(
            queues,
            "Messages that failed for good: creative dlq list. Mend the cause, redrive; docs/runbook.md says how.",
        )

    def undelivered(self, queues: Mapping[str, aws.sqs.Queue]) -> None:
        """Alarm on any event that EventBridge could not deliver."""
        self._any_message(
            queues, "Undelivered events: creative dlq list. Mend the cause, redrive; docs/runbook.md says how."
        )

    def _any_message(self, queues: Mapping[str, aws.sqs.Queue], description: str) -> None:
        for name, queue in queues.items():
            self._alarm(
                name,
                self._told.urgent,
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
                self._told.urgent,
                "A message has been waiting for more than an hour. Look at the stage's errors and concurrency.",
                threshold=OLDEST_MESSAGE_SECONDS,
                namespace="AWS/SQS",
                metric_name="ApproximateAgeOfOldestMessage",
                dimensions={"QueueName": queue.name},
                statistic="Maximum",
            )

    def failures(self, functions: Mapping[StageName, pulumi.Input[str]]) -> None:
        """Lambda counts crashes and timeouts; a message that fails in an orderly way only the stage itself counts."""
        for stage in STAGES:
            self._on_function(
                f"{stage}-errors",
                "Errors",
                functions[stage],
                "More than 5 failed invocations in 5 minutes. Look at the function's log group.",
            )
            self._on_function(
                f"{stage}-throttles",
                "Throttles",
                functions[stage],
                "More than 5 invocations throttled in 5 minutes, whose messages come back late. "
                "Raise the account's Lambda concurrency, or lower the stages' concurrency.",
            )
            self._counted_by(
                stage,
                f"{stage}-failed-messages",
                "MessagesFailed",
                threshold=5,
                description="More than 5 messages went back to the queue in 5 minutes. "
                "Look for ERROR in the function's log group.",
            )

    def bedrock_throttles(self) -> None:
        """The generator counts them: Bedrock's own metric lives in the model's region, an alarm in the stack's."""
        self._counted_by(
            "generator",
            "bedrock-throttles",
            "BedrockThrottles",
            threshold=10,
            description="More than 10 throttled model calls in 5 minutes. "
            "Lower the generator's concurrency or raise the quota.",
        )

    def api(self, api_id: pulumi.Input[str]) -> None:
        """Alarm on what people see of the API: errors of ours, and waiting."""
        api: dict[str, Any] = {"namespace": "AWS/ApiGateway", "dimensions": {"ApiId": api_id}}
        self._alarm(
            "api-errors",
            self._told.notice,
            "More than 5 calls failed on our side in 5 minutes. Look for ERROR in the log group of the API's function.",
            threshold=5,
            metric_name="5xx",
            statistic="Sum",
            **api,
        )
        self._alarm(
            "api-latency",
            self._told.notice,
            "One call in twenty took more than 5 s. Look at the durations and throttles of the API's function.",
            threshold=API_LATENCY_MS,
            metric_name="Latency",
            extended_statistic="p95",
            **api,
        )

    def daily_budget(self) -> None:
        self._counted_by(
            "generator",
            "daily-budget",
            "ProductsParked",
            threshold=0,
            description="The day's budget for the image model is used up: products wait until 00:00 UTC. "
            "`creative status` names them; raise dailyBudget if they should not.",
        )

    def sweeper(self, function: pulumi.Input[str]) -> None:
        """Alarm on a sweep that failed or never came, and on what it found: a campaign that stood still for an hour."""
        of_function: dict[str, Any] = {"namespace": "AWS/Lambda", "dimensions": {"FunctionName": function}}
        self._alarm(
            "sweeper-silent",
            self._told.urgent,
            "Nobody has called the sweeper for 15 minutes, so campaigns that stand still stay so. Look whether its "
            "schedule is enabled, and whether the schedule's role may invoke the function; pulumi up mends both.",
            threshold=1,
            metric_name="Invocations",
            statistic="Sum",
            comparison_operator="LessThanThreshold",
            period=SILENCE_SECONDS,
            treat_missing_data="breaching",  # Lambda counts calls, and no zeros
            **of_function,
        )
        self._alarm(
            "sweeper-errors",
            self._told.notice,
            "A sweep failed; the next one comes in five minutes. If it goes on, campaigns that stand still stay so: "
            "look for ERROR in the log group of the sweeper's function.",
            threshold=0,
            metric_name="Errors",
            statistic="Sum",
            **of_function,
        )
        self._counted_by(
            "sweeper",
            "campaigns-without-progress",
            "CampaignsSwept",
            threshold=0,
            description="A campaign stood still for an hour or more, or ended and nobody was told: announced again. "
            "The sweeper's log names it; `creative status` tells its products.",
        )

    def _on_function(self, name: str, metric: str, function: pulumi.Input[str], description: str) -> None:
        self._alarm(
            name,
            self._told.notice,
            description,
            threshold=5,
            namespace="AWS/Lambda",
            metric_name=metric,
            dimensions={"FunctionName": function},
            statistic="Sum",
        )

    def _counted_by(self, service: str, name: str, metric: str, *, threshold: int, description: str) -> None:
        """Alarm on a metric of our own, where the stage's function counts it."""
        self._alarm(
            name,
            self._told.notice,
            description,
            threshold=threshold,
            namespace=METRICS_NAMESPACE,
            metric_name=metric,
            dimensions={"service": service, "stack": self._stack},
            statistic="Sum",
        )

    def _alarm(self, name: str, topic: aws.sns.Topic, description: str, threshold: int, **metric: Any) -> None:
        """Alarm above the threshold within five minutes, where `metric` says nothing else; silence is good news.

        Its end is not told: CloudWatch runs `ok_actions` for a new alarm's first OK, too (PutMetricAlarm), and each
        deployment of a new alarm would send a message about nothing.
        """
        usual: dict[str, Any] = {
            "comparison_operator": "GreaterThanThreshold",
            "period": _FIVE_MINUTES,
            "treat_missing_data": "notBreaching",
        }
        aws.cloudwatch.MetricAlarm(
            name,
            name=f"{prefix(self._stack)}-{name}",
            alarm_description=description,
            threshold=threshold,
            evaluation_periods=1,
            alarm_actions=[topic.arn],
            opts=self._child,
            **{**usual, **metric},
        )
