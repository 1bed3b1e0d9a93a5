"""Alarms, dashboards and log groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_logs import CloudWatchLogsClient


def _alarm(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("name", name)
    dimensions = inputs.get("dimensions", {})
    cloudwatch: CloudWatchClient = context.clients("cloudwatch")
    cloudwatch.put_metric_alarm(
        AlarmName=name,
        Dimensions=[{"Name": key, "Value": value} for key, value in dimensions.items()],
        **inputs.pick("namespace", "metricName", "statistic", "period", "evaluationPeriods", "threshold"),
        **inputs.pick("extendedStatistic", "comparisonOperator", "treatMissingData", "alarmDescription"),
        **inputs.pick("alarmActions", OKActions="okActions"),
    )
    return Applied(name, {"name": name, "arn": context.arn("cloudwatch", f"alarm:{name}")})


def _dashboard(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("dashboardName", name)
    cloudwatch: CloudWatchClient = context.clients("cloudwatch")
    cloudwatch.put_dashboard(DashboardName=name, DashboardBody=inputs.document("dashboardBody"))
    return Applied(name, {"dashboardArn": f"arn:aws:cloudwatch::{context.account}:dashboard/{name}"})


def _group(context: Context, name: str, inputs: Inputs) -> Applied:
    name, retention = inputs.get("name", name), inputs.get("retentionInDays")
    logs: CloudWatchLogsClient = context.clients("logs")
    logs.create_log_group(logGroupName=name)
    if retention:
        logs.put_retention_policy(logGroupName=name, retentionInDays=retention)
    return Applied(name, {"name": name, "arn": context.arn("logs", f"log-group:{name}")})


def _resource_policy(context: Context, _name: str, inputs: Inputs) -> Applied:
    """Of the whole account (`policyName`) or of one log group (`resourceArn`)."""
    subject = inputs.pick(policyName="policyName", resourceArn="resourceArn")
    logs: CloudWatchLogsClient = context.clients("logs")
    logs.put_resource_policy(policyDocument=inputs.document("policyDocument"), **subject)
    return Applied("".join(subject.values()))


RESOURCES: dict[str, Applier] = {
    "aws:cloudwatch/metricAlarm:MetricAlarm": _alarm,
    "aws:cloudwatch/dashboard:Dashboard": _dashboard,
    "aws:cloudwatch/logGroup:LogGroup": _group,
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": _resource_policy,
}
