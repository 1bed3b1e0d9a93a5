"""Log groups, and who may write to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs

if TYPE_CHECKING:
    from mypy_boto3_logs import CloudWatchLogsClient


def _logs(context: Context) -> CloudWatchLogsClient:
    client: CloudWatchLogsClient = context.clients("logs")
    return client


def _group(context: Context, name: str, inputs: Inputs) -> Applied:
    name, retention = inputs.get("name", name), inputs.get("retentionInDays")
    _logs(context).create_log_group(logGroupName=name)
    if retention:
        _logs(context).put_retention_policy(logGroupName=name, retentionInDays=retention)
    return Applied(name, {"name": name, "arn": context.arn("logs", f"log-group:{name}")})


def _resource_policy(context: Context, _name: str, inputs: Inputs) -> Applied:
    name = inputs.need("policyName")
    _logs(context).put_resource_policy(policyName=name, policyDocument=inputs.document("policyDocument"))
    return Applied(name)


RESOURCES: dict[str, Applier] = {
    "aws:cloudwatch/logGroup:LogGroup": _group,
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": _resource_policy,
}
