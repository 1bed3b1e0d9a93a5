from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from moto.events.models import EventPattern

from shared.context import BriefReference, CampaignContext, ProductPlan
from shared.events import (
    BriefRejected,
    BriefRejectedData,
    BriefValidated,
    BriefValidatedData,
    CampaignCancelled,
    CampaignCancelledData,
    CampaignCompleted,
    CampaignCompletedData,
    Event,
    ImageGenerated,
    ImageGeneratedData,
    ImageRequested,
    ImageRequestedData,
    RenderRequested,
    RenderRequestedData,
)
from shared.pictures import GeneratedImage
from tests.infra.recorded import Graph

CAMPAIGN = CampaignContext(
    campaign_id="c", campaign_name="C", campaign_message="M", product_count=1, formats=("instagram-square",)
)
BRIEF = BriefReference(bucket="b", key="k", version="v")
RULES = ("generate", "reuse", "render", "contact-sheet", "render-again", "paint-again", "cancel", "audit")


def plan(source: str) -> ProductPlan:
    return ProductPlan.model_validate({"product_id": "p-0", "index": 0, "name": "P", "image_source": source})


def validated(source: str) -> Event:
    data = BriefValidatedData(campaign=CAMPAIGN, product=plan(source), brief=BRIEF)
    return BriefValidated.of(data, "c", "v", datetime.now(UTC), "p-0")


def generated() -> Event:
    image = GeneratedImage.model_validate(
        {"key": "k", "model_id": "m", "recipe": "r", "seed": 1, "width": 1, "height": 1, "cached": False}
        | {"model_cost": 0}
    )
    data = ImageGeneratedData(campaign=CAMPAIGN, product=plan("generate"), image=image)
    return ImageGenerated.of(data, "c", "e", datetime.now(UTC), "p-0")


def requested(kind: type[RenderRequested | ImageRequested]) -> Event:
    about = {"campaign": CAMPAIGN, "product": plan("generate"), "rendition": 2, "request_id": "r", "image": None}
    data = (
        RenderRequestedData.model_validate(about)
        if kind is RenderRequested
        else ImageRequestedData.model_validate({name: each for name, each in about.items() if name != "image"})
    )
    return kind.of(data, "c", "r", datetime.now(UTC), "p-0", 2)


def rejected() -> Event:
    data = BriefRejectedData(campaign_id="c", brief=BRIEF, problem_count=0, problems=(), rejection_key="k")
    return BriefRejected.of(data, "c", "v", datetime.now(UTC))


def cancelled() -> Event:
    data = CampaignCancelledData(campaign_id="c", campaign_name="C", settlement=1, request_id="r")
    return CampaignCancelled.of(data, "c", "r", datetime.now(UTC), 1)


def completed() -> Event:
    data = CampaignCompletedData.model_validate(
        {"campaign_id": "c", "campaign_name": "C", "status": "completed", "settlement": 1, "manifest_key": "k"}
        | {"product_count": 1, "ready_count": 1, "failed_count": 0, "cost": 0, "model_cost": 0}
    )
    return CampaignCompleted.of(data, "c", "e", datetime.now(UTC), 1)


def on_the_bus(event: Event) -> dict[str, Any]:
    source = f"creative-automation.{event.stage or 'generator'}"  # any stage may settle a campaign
    return {"source": source, "detail-type": event.detail_type(), "detail": json.loads(event.model_dump_json())}


def matching_rules(graph: Graph, event: Any) -> set[str]:
    """As moto's EventBridge decides."""
    patterns = {rule.name: EventPattern.load(rule.inputs["eventPattern"]) for rule in graph.all("EventRule")}
    return {name for name, pattern in patterns.items() if pattern.matches_event(event)}


@pytest.mark.parametrize(
    ("event", "rules"),
    [
        (validated("generate"), {"generate", "audit"}),
        (validated("existing"), {"reuse", "audit"}),
        (generated(), {"render", "audit"}),
        (completed(), {"contact-sheet", "audit"}),
        (requested(RenderRequested), {"render-again", "audit"}),
        (requested(ImageRequested), {"paint-again", "audit"}),
        (cancelled(), {"cancel", "audit"}),
        (rejected(), {"audit"}),
    ],
    ids=[
        "new image",
        "existing asset",
        "generated",
        "completed",
        "render again",
        "new picture",
        "cancelled",
        "rejected",
    ],
)
def test_an_event_takes_exactly_its_routes(dev: Graph, event: Event, rules: set[str]) -> None:
    assert matching_rules(dev, on_the_bus(event)) == rules


def test_events_of_others_on_the_bus_take_no_route(dev: Graph) -> None:
    foreign = on_the_bus(validated("generate")) | {"source": "someone.else"}
    assert matching_rules(dev, foreign) == set()


def test_all_rules_are_on_the_stacks_own_bus(dev: Graph) -> None:
    assert {r.name for r in dev.all("EventRule")} == set(RULES)
    assert {r.inputs["eventBusName"] for r in dev.all("EventRule")} == {"dev-creative-automation"}


@pytest.mark.parametrize(
    ("rule", "target"),
    [
        ("generate", "generator-queue"),
        ("reuse", "variants-queue"),
        ("render", "variants-queue"),
        ("contact-sheet", "variants-queue"),
        ("render-again", "variants-queue"),
        ("paint-again", "generator-queue"),
        ("cancel", "parser-queue"),
    ],
)
def test_a_rule_leads_to_its_queue(dev: Graph, rule: str, target: str) -> None:
    inputs = dev.one("EventTarget", rule).inputs
    assert inputs["arn"] == dev.one("Queue", target).arn
    assert inputs["rule"] == f"dev-creative-automation-{rule}"
    assert "inputPath" not in inputs, "the queue gets the event as it was published"


@pytest.mark.parametrize("rule", RULES)
def test_what_cannot_be_delivered_is_tried_for_a_day_and_then_kept(dev: Graph, rule: str) -> None:
    target = dev.one("EventTarget", rule)
    assert target.inputs["retryPolicy"] == {"maximumEventAgeInSeconds": 86400, "maximumRetryAttempts": 185}
    assert target.inputs["deadLetterConfig"] == {"arn": dev.one("Queue", f"{rule}-undelivered").arn}
    assert f"{rule}-undelivered-from-rule" in target.depends_on


@pytest.mark.parametrize(("rule", "policy"), [("generate", "rules-to-generator"), ("audit", "audit-log-policy")])
def test_a_target_waits_for_the_permission_to_deliver(dev: Graph, rule: str, policy: str) -> None:
    assert policy in dev.one("EventTarget", rule).depends_on


def test_every_event_is_kept_90_days_for_replay(dev: Graph) -> None:
    archive = dev.one("EventArchive", "archive").inputs
    assert archive["retentionDays"] == 90
    assert archive["eventSourceArn"] == dev.one("EventBus", "bus").arn
    assert "eventPattern" not in archive


def test_the_audit_log_takes_events_from_its_rule_only(dev: Graph) -> None:
    log_group = dev.one("LogGroup", "audit-log-group")
    assert log_group.inputs["name"] == "/aws/events/dev-creative-automation"
    assert dev.one("EventTarget", "audit").inputs["arn"] == log_group.arn
    policy = dev.one("LogResourcePolicy", "audit-log-policy")
    assert policy.inputs["resourceArn"] == log_group.arn, "of policies of the whole account there can be ten"
    assert "policyName" not in policy.inputs
    create, put = policy.json("policyDocument")["Statement"]
    assert {create["Action"], put["Action"]} == {"logs:CreateLogStream", "logs:PutLogEvents"}
    assert create["Resource"] == put["Resource"] == f"{log_group.arn}:*"
    assert put["Condition"] == {"ArnEquals": {"aws:SourceArn": dev.one("EventRule", "audit").arn}}
    for statement in (create, put):
        assert statement["Principal"] == {"Service": ["events.amazonaws.com", "delivery.logs.amazonaws.com"]}
