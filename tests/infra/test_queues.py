from __future__ import annotations

import pytest

from infra.names import STAGES
from shared.events import StageName
from tests.infra.recorded import ACCOUNT, REGION, Graph, Resource

DAY = 24 * 3600


def policy_of(graph: Graph, queue: Resource) -> list[dict[str, object]]:
    policies = [p for p in graph.all("QueuePolicy") if p.inputs["queueUrl"] == queue.outputs["url"]]
    assert len(policies) == 1, "a second policy of a queue replaces the first"
    statements: list[dict[str, object]] = policies[0].json("policy")["Statement"]
    assert {s["Resource"] for s in statements} == {queue.arn}
    return statements


@pytest.mark.parametrize(
    ("stage", "visibility", "tries"), [("parser", 1800, 3), ("generator", 720, 5), ("variants", 1080, 3)]
)
def test_the_queue_itself_moves_a_message_to_its_dead_letter_queue_only_long_after_its_tries(
    dev: Graph, stage: StageName, visibility: int, tries: int
) -> None:
    queue = dev.one("Queue", f"{stage}-queue")
    dlq = dev.one("Queue", f"{stage}-dlq")
    assert queue.inputs["name"] == f"dev-creative-automation-{stage}"
    assert dlq.inputs["name"] == f"dev-creative-automation-{stage}-dlq"
    assert queue.inputs["visibilityTimeoutSeconds"] == visibility
    assert queue.json("redrivePolicy") == {
        "deadLetterTargetArn": dlq.arn,
        "maxReceiveCount": tries + 100,
    }


@pytest.mark.parametrize("stage", STAGES)
def test_only_its_own_queue_may_use_a_dead_letter_queue(dev: Graph, stage: StageName) -> None:
    allow = dev.one("RedriveAllowPolicy", f"{stage}-dlq-only-for-its-queue")
    assert allow.inputs["queueUrl"] == dev.one("Queue", f"{stage}-dlq").outputs["url"]
    assert allow.json("redriveAllowPolicy") == {
        "redrivePermission": "byQueue",
        "sourceQueueArns": [dev.one("Queue", f"{stage}-queue").arn],
    }


def test_queues_keep_messages_4_days_and_dead_letter_queues_14(dev: Graph) -> None:
    kept = {q.name: q.inputs["messageRetentionSeconds"] / DAY for q in dev.all("Queue")}
    assert kept == {
        **{f"{stage}-queue": 4 for stage in STAGES},
        **{f"{stage}-dlq": 14 for stage in STAGES},
        **{
            f"{rule}-undelivered": 14
            for rule in (
                "generate",
                "reuse",
                "render",
                "contact-sheet",
                "render-again",
                "paint-again",
                "cancel",
                "audit",
            )
        },
    }


@pytest.mark.parametrize("stage", STAGES)
def test_long_polling_lasts_20_seconds(dev: Graph, stage: StageName) -> None:
    assert dev.one("Queue", f"{stage}-queue").inputs["receiveWaitTimeSeconds"] == 20


def test_every_queue_is_encrypted(dev: Graph) -> None:
    assert [q.name for q in dev.all("Queue") if q.inputs.get("sqsManagedSseEnabled") is not True] == []


def test_only_this_bucket_of_this_account_and_one_rule_send_to_the_parser(dev: Graph) -> None:
    (statement, from_rules) = policy_of(dev, dev.one("Queue", "parser-queue"))
    bus = "dev-creative-automation"
    assert from_rules["Principal"] == {"Service": "events.amazonaws.com"}
    assert from_rules["Condition"] == {
        "ArnEquals": {"aws:SourceArn": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{bus}/{bus}-cancel"]}
    }
    assert statement["Principal"] == {"Service": "s3.amazonaws.com"}
    assert statement["Action"] == "sqs:SendMessage"
    assert statement["Condition"] == {
        "ArnEquals": {"aws:SourceArn": f"arn:aws:s3:::dev-creative-automation-{ACCOUNT}"},
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
    }


@pytest.mark.parametrize(
    ("queue", "rules"),
    [
        ("generator-queue", ["generate", "paint-again"]),
        ("variants-queue", ["reuse", "render", "contact-sheet", "render-again"]),
        ("generate-undelivered", ["generate"]),
        ("reuse-undelivered", ["reuse"]),
        ("render-undelivered", ["render"]),
        ("contact-sheet-undelivered", ["contact-sheet"]),
        ("render-again-undelivered", ["render-again"]),
        ("paint-again-undelivered", ["paint-again"]),
        ("cancel-undelivered", ["cancel"]),
        ("audit-undelivered", ["audit"]),
    ],
)
def test_only_its_own_rules_send_to_a_queue(dev: Graph, queue: str, rules: list[str]) -> None:
    (statement,) = policy_of(dev, dev.one("Queue", queue))
    bus = "dev-creative-automation"
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    assert statement["Action"] == "sqs:SendMessage"
    assert statement["Condition"] == {
        "ArnEquals": {"aws:SourceArn": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{bus}/{bus}-{r}" for r in rules]}
    }


def test_nobody_sends_to_the_dead_letter_queues_of_the_stages(dev: Graph) -> None:
    dlqs = {dev.one("Queue", f"{stage}-dlq").outputs["url"] for stage in STAGES}
    assert [p.name for p in dev.all("QueuePolicy") if p.inputs["queueUrl"] in dlqs] == []
