from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from infra.names import STAGES
from services.generator.attempts import Attempts
from shared.campaigns.budget import Budget
from shared.campaigns.store import CampaignStore
from shared.events import StageName
from shared.identity import campaign_id
from tests.infra.recorded import ACCOUNT, CALLS, REGION, Graph, deploy, run
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, image, new_campaign, new_products

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BUCKET = f"arn:aws:s3:::dev-creative-automation-{ACCOUNT}"
TABLE = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/dev-creative-automation-campaigns"
BUS = f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/dev-creative-automation"
MODEL = "arn:aws:bedrock:us-west-2::foundation-model/stability.stable-image-core-v1:1"

# What each function may do beyond its own log group and queue, the bus and the table's items.
OBJECTS: dict[StageName, dict[str, set[str]]] = {
    "parser": {
        f"{BUCKET}/input/campaign-briefs/*": {"s3:GetObject", "s3:GetObjectVersion"},
        f"{BUCKET}/existing-assets/*": {"s3:GetObject"},
        f"{BUCKET}/output/*": {"s3:GetObject", "s3:PutObject"},
        f"{BUCKET}/output/rejected/*": {"s3:DeleteObject"},
        BUCKET: {"s3:ListBucket", "s3:ListBucketVersions"},
        TABLE: {"dynamodb:PutItem"},
    },
    "generator": {
        f"{BUCKET}/cache/generated/*": {"s3:GetObject", "s3:PutObject"},
        f"{BUCKET}/output/*": {"s3:GetObject", "s3:PutObject"},
        BUCKET: {"s3:ListBucket"},
        MODEL: {"bedrock:InvokeModel"},
        TABLE: {"dynamodb:PutItem", "dynamodb:DeleteItem"},
    },
    "variants": {
        f"{BUCKET}/existing-assets/*": {"s3:GetObject", "s3:GetObjectVersion"},
        f"{BUCKET}/cache/masks/*": {"s3:GetObject", "s3:PutObject"},
        f"{BUCKET}/output/*": {"s3:GetObject", "s3:PutObject"},
        BUCKET: {"s3:ListBucket"},
    },
}


def grants(graph: Graph, stage: StageName) -> dict[str, set[str]]:
    granted: dict[str, set[str]] = {}
    for statement in graph.one("RolePolicy", f"{stage}-policy").json("policy")["Statement"]:
        granted.setdefault(statement["Resource"], set()).update(statement["Action"])
    return granted


@pytest.mark.parametrize("stage", STAGES)
def test_a_function_may_do_exactly_what_its_stage_needs(dev: Graph, stage: StageName) -> None:
    name = f"dev-creative-automation-{stage}"
    expected = {
        f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/lambda/{name}:*": {
            "logs:CreateLogStream",
            "logs:PutLogEvents",
        },
        f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}": {
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ChangeMessageVisibility",
        },
        f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}-dlq": {"sqs:SendMessage"},
        BUS: {"events:PutEvents"},
        TABLE: {f"dynamodb:{a}" for a in ("GetItem", "BatchGetItem", "UpdateItem", "Query")},
    }
    for resource, actions in OBJECTS[stage].items():
        expected[resource] = expected.get(resource, set()) | actions
    assert grants(dev, stage) == expected


@pytest.mark.parametrize(
    ("stage", "prefixes"),
    [
        ("parser", ["input/campaign-briefs/*", "existing-assets/*", "output/*"]),
        ("generator", ["cache/generated/*", "output/*"]),
        ("variants", ["existing-assets/*", "cache/masks/*", "output/*"]),
    ],
)
def test_a_function_lists_only_the_prefixes_it_reads(dev: Graph, stage: StageName, prefixes: list[str]) -> None:
    statements = dev.one("RolePolicy", f"{stage}-policy").json("policy")["Statement"]
    (listing,) = [s for s in statements if s["Action"] == ["s3:ListBucket"]]
    assert listing["Condition"] == {"StringLike": {"s3:prefix": prefixes}}


def test_the_parser_lists_versions_of_assets_alone(dev: Graph) -> None:
    statements = dev.one("RolePolicy", "parser-policy").json("policy")["Statement"]
    (listing,) = [s for s in statements if s["Action"] == ["s3:ListBucketVersions"]]
    assert listing["Condition"] == {"StringLike": {"s3:prefix": ["existing-assets/*"]}}


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


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def test_no_action_is_granted_by_wildcard(dev: Graph) -> None:
    actions = {action for statement in dev.statements() for action in as_list(statement["Action"])}
    assert actions
    assert sorted(action for action in actions if "*" in action) == []


def beyond_a_prefix(resources: Iterator[str]) -> Iterator[str]:
    """Resources with a wildcard that neither ends a key prefix nor names the streams of one log group."""
    for resource in resources:
        start = resource.removesuffix("*")
        named = start.startswith("arn:aws:s3:::") and start.endswith("/") and start.count("/") > 1
        streams = start.startswith("arn:aws:logs:") and start.endswith(":")
        if "*" in start or (start != resource and not (named or streams)):
            yield resource


def test_no_resource_is_granted_by_wildcard_except_behind_a_prefix(dev: Graph) -> None:
    """Not one action here lacks resource-level permission in AWS, so that there is no exception to name."""
    resources = [resource for statement in dev.statements() for resource in as_list(statement["Resource"])]
    assert resources
    assert list(beyond_a_prefix(iter(resources))) == []


def test_nobody_but_aws_services_is_let_in(dev: Graph) -> None:
    principals = [statement["Principal"] for statement in dev.statements() if "Principal" in statement]
    assert principals
    assert all(set(p) == {"Service"} for p in principals)


@pytest.mark.parametrize("stage", STAGES)
def test_each_function_has_a_role_of_its_own_for_lambda_alone(dev: Graph, stage: StageName) -> None:
    role = dev.one("Role", f"{stage}-role")
    (trust,) = role.json("assumeRolePolicy")["Statement"]
    assert trust["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert dev.one("Function", f"{stage}-function").inputs["role"] == role.arn
    assert dev.one("RolePolicy", f"{stage}-policy").inputs["role"] == role.inputs["name"]


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
    """Asserted here alone: the emulator does not know dynamodb:LeadingKeys."""
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


def test_arns_that_no_resource_hands_out_begin_with_the_partition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CALLS, "aws:index/getPartition:getPartition", {"partition": "aws-us-gov"})
    graph = Graph()
    run("dev", {}, graph)
    [model] = [r for r, actions in grants(graph, "generator").items() if "bedrock:InvokeModel" in actions]
    assert model == "arn:aws-us-gov:bedrock:us-west-2::foundation-model/stability.stable-image-core-v1:1"


def test_no_role_has_a_managed_policy(dev: Graph) -> None:
    roles: list[dict[str, Any]] = [role.inputs for role in dev.all("Role")]
    assert len(roles) == len(STAGES) + 2
    assert not [json.dumps(r) for r in roles if r.get("managedPolicyArns") or r.get("inlinePolicies")]
    assert dev.all("RolePolicyAttachment") == []
