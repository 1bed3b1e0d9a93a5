from __future__ import annotations

import json
from typing import Any

import pytest

from infra.names import STAGES
from shared.events import StageName
from tests.infra.recorded import REGION, ROOT, Graph

DLQS = [f"{stage}-dlq" for stage in STAGES] + [
    f"{r}-undelivered"
    for r in ("generate", "reuse", "render", "contact-sheet", "render-again", "paint-again", "cancel", "audit")
]


def alarm(graph: Graph, name: str) -> dict[str, Any]:
    inputs = graph.one("MetricAlarm", name).inputs
    keys = ("namespace", "metricName", "dimensions", "statistic", "threshold", "comparisonOperator", "period")
    return {key: inputs[key] for key in keys}


def above(threshold: int, namespace: str, metric: str, dimensions: dict[str, str], statistic: str) -> dict[str, Any]:
    return {
        "namespace": namespace,
        "metricName": metric,
        "dimensions": dimensions,
        "statistic": statistic,
        "threshold": threshold,
        "comparisonOperator": "GreaterThanThreshold",
        "period": 300,
    }


def test_there_is_an_alarm_for_every_dead_letter_queue(dev: Graph) -> None:
    with_alarm = {a.name for a in dev.all("MetricAlarm")}
    dead_letter_queues = {q.name for q in dev.all("Queue") if not q.name.endswith("-queue")}
    assert dead_letter_queues == set(DLQS)
    assert dead_letter_queues <= with_alarm


@pytest.mark.parametrize("name", DLQS)
def test_any_message_in_a_dead_letter_queue_alarms(dev: Graph, name: str) -> None:
    dimensions = {"QueueName": f"dev-creative-automation-{name}"}
    expected = above(0, "AWS/SQS", "ApproximateNumberOfMessagesVisible", dimensions, "Maximum")
    assert alarm(dev, name) == expected


@pytest.mark.parametrize("stage", STAGES)
def test_more_than_five_errors_in_five_minutes_alarm(dev: Graph, stage: StageName) -> None:
    dimensions = {"FunctionName": f"dev-creative-automation-{stage}"}
    assert alarm(dev, f"{stage}-errors") == above(5, "AWS/Lambda", "Errors", dimensions, "Sum")


@pytest.mark.parametrize("stage", STAGES)
def test_more_than_five_throttled_invocations_in_five_minutes_alarm(dev: Graph, stage: StageName) -> None:
    dimensions = {"FunctionName": f"dev-creative-automation-{stage}"}
    assert alarm(dev, f"{stage}-throttles") == above(5, "AWS/Lambda", "Throttles", dimensions, "Sum")


@pytest.mark.parametrize("stage", STAGES)
def test_more_than_five_failed_messages_in_five_minutes_alarm(dev: Graph, stage: StageName) -> None:
    """Partial batch responses are no errors to Lambda."""
    expected = above(5, "CreativeAutomation", "MessagesFailed", {"service": stage, "stack": "dev"}, "Sum")
    assert alarm(dev, f"{stage}-failed-messages") == expected


@pytest.mark.parametrize("stage", STAGES)
def test_a_message_that_waits_for_an_hour_alarms(dev: Graph, stage: StageName) -> None:
    dimensions = {"QueueName": f"dev-creative-automation-{stage}"}
    expected = above(3600, "AWS/SQS", "ApproximateAgeOfOldestMessage", dimensions, "Maximum")
    assert alarm(dev, f"{stage}-oldest-message") == expected


def test_a_campaign_that_stands_still_and_a_sweep_that_fails_alarm(dev: Graph) -> None:
    stands_still = {"service": "sweeper", "stack": "dev"}
    expected = above(0, "CreativeAutomation", "CampaignsSwept", stands_still, "Sum")
    assert alarm(dev, "campaigns-without-progress") == expected
    failed = above(0, "AWS/Lambda", "Errors", {"FunctionName": "dev-creative-automation-sweeper"}, "Sum")
    assert alarm(dev, "sweeper-errors") == failed


def test_a_schedule_that_no_longer_calls_the_sweeper_alarms_after_fifteen_minutes(dev: Graph) -> None:
    expected = {
        **above(1, "AWS/Lambda", "Invocations", {"FunctionName": "dev-creative-automation-sweeper"}, "Sum"),
        "comparisonOperator": "LessThanThreshold",
        "period": 900,
    }
    assert alarm(dev, "sweeper-silent") == expected
    # Without calls there are no zeros: the metric has no data at all.
    assert dev.one("MetricAlarm", "sweeper-silent").inputs["treatMissingData"] == "breaching"
    assert dev.one("Schedule", "sweep").inputs["scheduleExpression"] == "rate(5 minutes)"


def test_more_than_ten_bedrock_throttles_alarm(dev: Graph) -> None:
    dimensions = {"service": "generator", "stack": "dev"}
    assert alarm(dev, "bedrock-throttles") == above(10, "CreativeAutomation", "BedrockThrottles", dimensions, "Sum")


@pytest.mark.parametrize(
    ("metric", "counted_in"),
    [
        ("MessagesFailed", "shared/stage_queue.py"),
        ("BedrockThrottles", "services/generator/bedrock.py"),
        ("CampaignsSwept", "services/sweeper/sweep.py"),
    ],
)
def test_the_code_counts_what_an_alarm_reads(metric: str, counted_in: str) -> None:
    assert f'count("{metric}")' in (ROOT / counted_in).read_text()


def test_what_does_not_mend_itself_is_urgent_and_all_else_a_notice(dev: Graph) -> None:
    urgent, notice = (dev.one("Topic", f"{name}-topic").arn for name in ("urgent", "notice"))
    alarms = {each.name: each.inputs["alarmActions"] for each in dev.all("MetricAlarm")}
    oldest = [f"{stage}-oldest-message" for stage in STAGES]
    failures = [f"{stage}-{kind}" for stage in STAGES for kind in ("errors", "throttles", "failed-messages")]
    swept = ["sweeper-errors", "campaigns-without-progress"]
    assert alarms == {
        **{name: [urgent] for name in [*DLQS, *oldest, "sweeper-silent"]},
        **{name: [notice] for name in [*failures, *swept, "bedrock-throttles", "api-errors", "api-latency"]},
    }


def test_silence_and_the_first_ok_of_a_new_alarm_tell_nobody(dev: Graph) -> None:
    """CloudWatch starts an alarm as INSUFFICIENT_DATA and runs its OK actions a minute later."""
    for each in dev.all("MetricAlarm"):
        silence = "breaching" if each.name == "sweeper-silent" else "notBreaching"
        assert each.inputs["treatMissingData"] == silence
        assert not each.inputs.get("okActions")
        assert not each.inputs.get("insufficientDataActions")
        assert each.inputs["evaluationPeriods"] == 1
        assert each.inputs["name"] == f"dev-creative-automation-{each.name}"


def test_the_dashboard_shows_the_key_metrics(dev: Graph) -> None:
    dashboard = dev.one("Dashboard", "key-metrics")
    body = json.loads(dashboard.inputs["dashboardBody"])
    widgets = body["widgets"]
    assert (body["start"], body["periodOverride"]) == ("-P7D", "inherit"), "or the daily metric shows nothing"
    shown = {(metric[0], metric[1]) for widget in widgets for metric in widget["properties"]["metrics"]}
    assert shown == {
        ("AWS/Lambda", "Duration"),
        ("AWS/Lambda", "Errors"),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
        ("CreativeAutomation", "BedrockThrottles"),
        ("AWS/S3", "BucketSizeBytes"),
    }
    assert {widget["properties"]["region"] for widget in widgets} == {REGION}
    assert dev.outputs["dashboardUrl"].endswith(f"#dashboards/dashboard/{dashboard.inputs['dashboardName']}")
