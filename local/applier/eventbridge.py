"""Event buses, rules, targets and archives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs
from local.failure import LocalAwsFailed

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient


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
    settings = inputs.pick_pascal(DeadLetterConfig="deadLetterConfig", RetryPolicy="retryPolicy")
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
        **inputs.pick(RetentionDays="retentionDays", Description="description"),
    )
    return Applied(name, {"name": name, "arn": archive["ArchiveArn"]})


RESOURCES: dict[str, Applier] = {
    "aws:cloudwatch/eventBus:EventBus": _bus,
    "aws:cloudwatch/eventRule:EventRule": _rule,
    "aws:cloudwatch/eventTarget:EventTarget": _target,
    "aws:cloudwatch/eventArchive:EventArchive": _archive,
}
