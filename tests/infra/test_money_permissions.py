"""Who may write what a paid call needs, and call which model: what is denied is asserted here, for the emulator
knows neither dynamodb:LeadingKeys nor guardrails.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from infra.names import STAGES
from services.generator.attempts import Attempts
from shared.campaigns import SWEEPER_KEY
from shared.campaigns.budget import Budget
from shared.campaigns.store import CampaignStore
from shared.events import StageName
from shared.identity import campaign_id
from tests.infra.recorded import ACCOUNT, REGION, Graph, deploy
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, image, new_campaign, new_products

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

from tests.infra.test_permissions import TABLE, grants


@pytest.fixture(scope="module")
def paying() -> set[tuple[str, str]]:
    """Action and leading key of each item that is written for a paid call, and for one that is given back."""
    written: set[tuple[str, str]] = set()

    def keep(params: dict[str, Any], model: Any, **_: Any) -> None:
        whole = params.get("TransactItems") or [{model.name.removesuffix("Item"): params}]
        for kind, item in (entry for write in whole for entry in write.items()):
            written.add((f"dynamodb:{kind}Item", (item.get("Item") or item["Key"])["campaign_id"]["S"]))

    with mock_aws():
        dynamodb: DynamoDBClient = boto3.client("dynamodb", region_name=REGION)
        dynamodb.create_table(
            TableName="campaigns",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("campaign_id", "sk")],
            KeySchema=[
                {"AttributeName": "campaign_id", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
        )
        campaigns = CampaignStore(dynamodb, "campaigns")
        campaigns.accept(new_campaign(1), new_products(1))
        state = campaigns.product(CAMPAIGN_ID, 0)
        dynamodb.meta.events.register("provide-client-params.dynamodb", keep)
        attempts = Attempts(dynamodb, "campaigns", Budget(dynamodb, "campaigns", None), 60)
        with attempts.lease("0a1b"):
            with attempts.book(state, "0a1b", "model", Decimal("0.04"), 1):
                pass  # no call is made: all of it is given back
            with attempts.book(state, "0a1b", "model", Decimal("0.04"), 2) as booking:
                booking.called = True
        campaigns.image_ready(state, image(), LATER, booking.attempt)
    return written


def allows(graph: Graph, stage: StageName, action: str, leading_key: str) -> bool:
    """As IAM decides on an item of the table."""
    statements = graph.one("RolePolicy", f"{stage}-policy").json("policy")["Statement"]
    return any(
        action in statement["Action"] and statement["Resource"] == TABLE and _holds(statement, leading_key)
        for statement in statements
    )


def _holds(statement: dict[str, Any], leading_key: str) -> bool:
    for operator, keys in statement.get("Condition", {}).items():
        like = any(fnmatchcase(leading_key, pattern) for pattern in keys["dynamodb:LeadingKeys"])
        if like != {"ForAllValues:StringLike": True, "ForAllValues:StringNotLike": False}[operator]:
            return False
    return True


def test_the_generator_may_call_exactly_the_configured_models() -> None:
    chosen, other = "stability.sd3-5-large-v1:0", "stability.stable-image-ultra-v1:1"
    graph = deploy("dev", bedrockModelId=chosen, fallbackModels=json.dumps([other]))
    models = [resource for resource, actions in grants(graph, "generator").items() if "bedrock:InvokeModel" in actions]
    assert models == [f"arn:aws:bedrock:us-west-2::foundation-model/{model}" for model in (chosen, other)]
    variables = graph.one("Function", "generator-function").inputs["environment"]["variables"]
    assert (variables["BEDROCK_MODEL_ID"], json.loads(variables["FALLBACK_MODELS"])) == (chosen, [other])


def test_the_generator_may_apply_the_configured_guardrail_and_no_other(dev: Graph) -> None:
    graph = deploy("dev", bedrockGuardrail='{"id": "gr7x", "version": "3"}')
    guardrails = [r for r, actions in grants(graph, "generator").items() if "bedrock:ApplyGuardrail" in actions]
    assert guardrails == [f"arn:aws:bedrock:us-west-2:{ACCOUNT}:guardrail/gr7x"]
    variables = graph.one("Function", "generator-function").inputs["environment"]["variables"]
    assert (variables["GUARDRAIL_ID"], variables["GUARDRAIL_VERSION"]) == ("gr7x", "3")
    assert not [r for r, actions in grants(dev, "generator").items() if "bedrock:ApplyGuardrail" in actions]


def test_the_generator_may_write_all_that_a_paid_call_needs(dev: Graph, paying: set[tuple[str, str]]) -> None:
    kinds = {(action, re.split("[/#]", key)[0]) for action, key in paying}
    assert kinds == {
        ("dynamodb:PutItem", "recipe"),
        ("dynamodb:DeleteItem", "recipe"),
        ("dynamodb:PutItem", "BUDGET"),
        ("dynamodb:UpdateItem", "BUDGET"),
        ("dynamodb:DeleteItem", "BUDGET"),
        ("dynamodb:UpdateItem", CAMPAIGN_ID),
    }
    assert [write for write in paying if not allows(dev, "generator", *write)] == []


def test_the_generator_puts_and_deletes_no_campaign(dev: Graph) -> None:
    campaign = campaign_id(datetime.now(UTC), "b", "recipe/x.json", "v")
    assert not allows(dev, "generator", "dynamodb:PutItem", campaign)
    assert not allows(dev, "generator", "dynamodb:DeleteItem", campaign)
    assert allows(dev, "generator", "dynamodb:UpdateItem", campaign)


@pytest.mark.parametrize("stage", ["parser", "variants"])
def test_no_other_stage_touches_leases_and_budgets(dev: Graph, paying: set[tuple[str, str]], stage: StageName) -> None:
    money = {(action, key) for action, key in paying if key != CAMPAIGN_ID}
    assert [write for write in money if allows(dev, stage, *write)] == []
    assert not allows(dev, stage, "dynamodb:GetItem", "BUDGET#2026-11-25")
    assert allows(dev, stage, "dynamodb:UpdateItem", CAMPAIGN_ID)


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_deletes_notes_of_settlements_and_no_campaign(dev: Graph, stage: StageName) -> None:
    assert allows(dev, stage, "dynamodb:UpdateItem", SWEEPER_KEY)
    assert allows(dev, stage, "dynamodb:DeleteItem", SWEEPER_KEY)
    assert not allows(dev, stage, "dynamodb:DeleteItem", CAMPAIGN_ID)
