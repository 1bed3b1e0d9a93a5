"""Topics and subscriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs
from local.differences import ALARM_EMAILS

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient


def _sns(context: Context) -> SNSClient:
    client: SNSClient = context.clients("sns")
    return client


def _topic(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("name", name)
    arn = _sns(context).create_topic(Name=name)["TopicArn"]
    return Applied(arn, {"arn": arn, "name": name})


def _subscription(context: Context, _name: str, inputs: Inputs) -> Applied:
    protocol = inputs.need("protocol")
    if protocol == "email":
        context.not_realised(ALARM_EMAILS)
    arn = _sns(context).subscribe(
        TopicArn=inputs.need("topic"),
        Protocol=protocol,
        ReturnSubscriptionArn=True,
        **inputs.pick(Endpoint="endpoint"),
    )["SubscriptionArn"]
    return Applied(arn, {"arn": arn})


RESOURCES: dict[str, Applier] = {
    "aws:sns/topic:Topic": _topic,
    "aws:sns/topicSubscription:TopicSubscription": _subscription,
}
