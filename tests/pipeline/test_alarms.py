from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.pipeline.briefs import brief
from tests.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_logs import CloudWatchLogsClient

Counted = tuple[str, str, dict[str, str]]


def counted(pipeline: Pipeline, stage: str) -> list[Counted]:
    """Namespace, name and dimensions of every metric in the log of a function (embedded metric format)."""
    logs: CloudWatchLogsClient = pipeline.stack.client("logs")
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=f"/aws/lambda/local-creative-automation-{stage}"
    )
    lines = [event["message"] for page in pages for event in page["events"] if "CloudWatchMetrics" in event["message"]]
    return [metric for line in lines for metric in _metrics(json.loads(line[line.index("{") :]))]


def _metrics(line: dict[str, Any]) -> list[Counted]:
    return [
        (group["Namespace"], metric["Name"], {name: line[name] for name in group["Dimensions"][0]})
        for group in line["_aws"]["CloudWatchMetrics"]
        for metric in group["Metrics"]
    ]


def test_the_alarms_on_failures_read_what_the_functions_count(pipeline: Pipeline) -> None:
    pipeline.stack.image_model.fail_next("ThrottlingException", times=2, when="Alarming Lamp")
    pipeline.run(brief("Alarming", "Alarming Lamp", formats=["twitter-card"]), "alarming.json")
    found = counted(pipeline, "generator")
    cloudwatch: CloudWatchClient = pipeline.stack.client("cloudwatch")
    for name in ("bedrock-throttles", "generator-failed-messages"):
        [alarm] = cloudwatch.describe_alarms(AlarmNames=[f"local-creative-automation-{name}"])["MetricAlarms"]
        dimensions = {each["Name"]: each["Value"] for each in alarm["Dimensions"]}
        assert (alarm["Namespace"], alarm["MetricName"], dimensions) in found
