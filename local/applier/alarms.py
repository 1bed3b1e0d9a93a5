"""Alarms and dashboards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient


def _cloudwatch(context: Context) -> CloudWatchClient:
    client: CloudWatchClient = context.clients("cloudwatch")
    return client


def _alarm(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("name", name)
    dimensions = inputs.get("dimensions", {})
    _cloudwatch(context).put_metric_alarm(
        AlarmName=name,
        Dimensions=[{"Name": key, "Value": value} for key, value in dimensions.items()],
        **inputs.pick(
            Namespace="namespace",
            MetricName="metricName",
            Statistic="statistic",
            Period="period",
            EvaluationPeriods="evaluationPeriods",
            Threshold="threshold",
            ComparisonOperator="comparisonOperator",
            TreatMissingData="treatMissingData",
            AlarmActions="alarmActions",
            OKActions="okActions",
            AlarmDescription="alarmDescription",
        ),
    )
    return Applied(name, {"name": name, "arn": context.arn("cloudwatch", f"alarm:{name}")})


def _dashboard(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("dashboardName", name)
    _cloudwatch(context).put_dashboard(DashboardName=name, DashboardBody=inputs.document("dashboardBody"))
    return Applied(name, {"dashboardArn": f"arn:aws:cloudwatch::{context.account}:dashboard/{name}"})


RESOURCES: dict[str, Applier] = {
    "aws:cloudwatch/metricAlarm:MetricAlarm": _alarm,
    "aws:cloudwatch/dashboard:Dashboard": _dashboard,
}
