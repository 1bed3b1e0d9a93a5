"""One page with the key metrics: duration, errors, dead letters, Bedrock throttles, storage."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from infra.environment import METRICS_NAMESPACE
from infra.names import prefix

_DAY = 24 * 3600
# A metric that comes once a day shows nothing in the three hours that a dashboard opens with.
_START = "-P7D"
_DURATION = ("AWS/Lambda", "Duration", "FunctionName")
_ERRORS = ("AWS/Lambda", "Errors", "FunctionName")
_VISIBLE = ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName")

Metric = list[object]


class Dashboard(pulumi.ComponentResource):
    """`url` opens it in the console."""

    def __init__(
        self,
        stack: str,
        region: pulumi.Output[str],
        bucket: pulumi.Input[str],
        functions: Sequence[pulumi.Input[str]],
        dlqs: Sequence[pulumi.Input[str]],
    ) -> None:
        super().__init__("creative-automation:infra:Dashboard", "dashboard")
        name = prefix(stack)
        throttles: Metric = [METRICS_NAMESPACE, "BedrockThrottles", "service", "generator", "stack", stack]
        size: Metric = ["AWS/S3", "BucketSizeBytes", "BucketName", bucket, "StorageType", "StandardStorage"]
        widgets = [
            _widget(0, "Duration (p95, ms)", "p95", region, [[*_DURATION, function] for function in functions]),
            _widget(1, "Failed invocations", "Sum", region, [[*_ERRORS, function] for function in functions]),
            _widget(2, "Dead letters", "Maximum", region, [[*_VISIBLE, dlq] for dlq in dlqs]),
            _widget(3, "Bedrock throttles", "Sum", region, [throttles]),
            _widget(4, "Storage (bytes)", "Average", region, [size], period=_DAY),
        ]
        aws.cloudwatch.Dashboard(
            "key-metrics",
            dashboard_name=name,
            # Each graph keeps its own period, whatever the range.
            dashboard_body=pulumi.Output.json_dumps({"start": _START, "periodOverride": "inherit", "widgets": widgets}),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.url = pulumi.Output.concat(
            "https://",
            region,
            ".console.aws.amazon.com/cloudwatch/home?region=",
            region,
            f"#dashboards/dashboard/{name}",
        )
        self.register_outputs({"url": self.url})


def _widget(
    index: int, title: str, statistic: str, region: pulumi.Input[str], metrics: list[Metric], period: int = 300
) -> dict[str, object]:
    """A graph; two to a row, on the dashboard's grid of 24 columns."""
    return {
        "type": "metric",
        "x": 12 * (index % 2),
        "y": 6 * (index // 2),
        "width": 12,
        "height": 6,
        "properties": {"title": title, "region": region, "stat": statistic, "period": period, "metrics": metrics},
    }
