"""Event buses with rules, targets and archives; queues; topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs
from local.failure import LocalAwsFailed

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

ALARM_EMAILS = "e-mails of alarms: the subscription is there, nothing is sent"
ALARM_PAGER = "the pager's subscription: it would be called"
ALARM_CHAT = "the chat channel of alarms: the emulator has no such service"
ALARM_BILL = "the alarm on the account's bill, and who may publish to its topic: there is no bill"


def _events(context: Context) -> EventBridgeClient:
    client: EventBridgeClient = context.clients("events")
    return client


def _bus(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("name", name)
    return Applied(name, {"name": name, "arn": _events(context).create_event_bus(Name=name)["EventBusArn"]})


def _rule(context: Context, name: str, inputs: Inputs) -> Applied:
    name, bus = inputs.get("name", name), inputs.get("eventBusName", "default")
    rule = _events(context).put_rule(Name=name, EventBusName=bus, EventPattern=inputs.need("eventPattern"))
    return Applied(f"{bus}/{name}", {"name": name, "arn": rule["RuleArn"]})


def _target(context: Context, name: str, inputs: Inputs) -> Applied:
    rule, bus, identity = inputs.need("rule"), inputs.get("eventBusName", "default"), inputs.get("targetId", name)
    arn = inputs.need("arn")
    if arn.startswith("arn:aws:logs:"):
        arn = context.log_targets.queue_for(rule, arn)
    settings = inputs.pick("deadLetterConfig", "retryPolicy")
    target = {"Id": identity, "Arn": arn, **settings}
    answer = _events(context).put_targets(Rule=rule, EventBusName=bus, Targets=[target])  # type: ignore[list-item]
    if answer["FailedEntryCount"]:
        raise LocalAwsFailed(f"EventBridge refused the target: {answer['FailedEntries'][0]['ErrorMessage']}")
    return Applied(f"{bus}-{rule}-{identity}", {"targetId": identity})


def _archive(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("name", name)
    archive = _events(context).create_archive(
        ArchiveName=name,
        EventSourceArn=inputs.need("eventSourceArn"),
        **inputs.pick("retentionDays", "description"),
    )
    return Applied(name, {"name": name, "arn": archive["ArchiveArn"]})


def _queue(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("name", name)
    attributes = inputs.pick(
        "redrivePolicy",
        "sqsManagedSseEnabled",
        VisibilityTimeout="visibilityTimeoutSeconds",
        MessageRetentionPeriod="messageRetentionSeconds",
        ReceiveMessageWaitTimeSeconds="receiveWaitTimeSeconds",
    )
    texts = {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in attributes.items()}
    sqs: SQSClient = context.clients("sqs")
    queue = sqs.create_queue(QueueName=name, Attributes=texts)  # type: ignore[arg-type]
    return Applied(queue["QueueUrl"], {"url": queue["QueueUrl"], "name": name, "arn": context.arn("sqs", name)})


def _attribute(attribute: str, key: str) -> Applier:
    def apply(context: Context, _name: str, inputs: Inputs) -> Applied:
        url = inputs.need("queueUrl")
        sqs: SQSClient = context.clients("sqs")
        sqs.set_queue_attributes(QueueUrl=url, Attributes={attribute: inputs.document(key)})  # type: ignore[dict-item]
        return Applied(url)

    return apply


def _topic(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("name", name)
    sns: SNSClient = context.clients("sns")
    arn = sns.create_topic(Name=name)["TopicArn"]
    return Applied(arn, {"arn": arn, "name": name})


def _subscription(context: Context, name: str, inputs: Inputs) -> Applied:
    protocol = inputs.need("protocol")
    if protocol == "https":
        inputs.without_effect("topic", "endpoint", "endpointAutoConfirms")
        context.not_realised(ALARM_PAGER)
        return Applied(name)
    context.not_realised(ALARM_EMAILS)
    sns: SNSClient = context.clients("sns")
    arn = sns.subscribe(
        TopicArn=inputs.need("topic"),
        Protocol=protocol,
        ReturnSubscriptionArn=True,
        **inputs.pick("endpoint"),
    )["SubscriptionArn"]
    return Applied(arn, {"arn": arn})


def _topic_policy(context: Context, name: str, inputs: Inputs) -> Applied:
    inputs.without_effect("arn", "policy")
    context.not_realised(ALARM_BILL)
    return Applied(name)


def _budget(context: Context, name: str, inputs: Inputs) -> Applied:
    inputs.without_effect("name", "budgetType", "limitAmount", "limitUnit", "timeUnit", "notifications")
    context.not_realised(ALARM_BILL)
    return Applied(name)


def _slack_channel(context: Context, name: str, inputs: Inputs) -> Applied:
    inputs.without_effect("configurationName", "slackTeamId", "slackChannelId", "region")
    inputs.without_effect("iamRoleArn", "guardrailPolicyArns", "snsTopicArns")
    context.not_realised(ALARM_CHAT)
    return Applied(name)


RESOURCES: dict[str, Applier] = {
    "aws:cloudwatch/eventBus:EventBus": _bus,
    "aws:cloudwatch/eventRule:EventRule": _rule,
    "aws:cloudwatch/eventTarget:EventTarget": _target,
    "aws:cloudwatch/eventArchive:EventArchive": _archive,
    "aws:sqs/queue:Queue": _queue,
    "aws:sqs/queuePolicy:QueuePolicy": _attribute("Policy", "policy"),
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": _attribute("RedriveAllowPolicy", "redriveAllowPolicy"),
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": _slack_channel,
    "aws:budgets/budget:Budget": _budget,
    "aws:sns/topic:Topic": _topic,
    "aws:sns/topicPolicy:TopicPolicy": _topic_policy,
    "aws:sns/topicSubscription:TopicSubscription": _subscription,
}
