from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from infra.names import STAGES
from shared.events import StageName
from tests.infra.recorded import ACCOUNT, CALLS, REGION, Graph, run

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
        TABLE: {"dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"},
    },
    "generator": {
        f"{BUCKET}/cache/generated/*": {"s3:GetObject", "s3:PutObject"},
        f"{BUCKET}/output/*": {"s3:GetObject", "s3:PutObject"},
        BUCKET: {"s3:ListBucket"},
        MODEL: {"bedrock:InvokeModel"},
        TABLE: {"dynamodb:PutItem"},
    },
    "variants": {
        f"{BUCKET}/existing-assets/*": {"s3:GetObject", "s3:GetObjectVersion"},
        f"{BUCKET}/cache/masks/*": {"s3:GetObject", "s3:PutObject"},
        f"{BUCKET}/output/*": {"s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"},
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
        TABLE: {f"dynamodb:{a}" for a in ("GetItem", "BatchGetItem", "UpdateItem", "Query", "DeleteItem")},
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


@pytest.mark.parametrize(
    ("function", "action", "rows"),
    [
        ("parser", "DeleteItem", ["SWEEPER", "BRIEF#*"]),
        ("api", "PutItem", ["BRIEF#*"]),
        ("variants", "DeleteItem", ["SWEEPER"]),
    ],
)
def test_rows_that_are_no_campaign_are_the_only_ones_to_be_deleted_or_put(
    dev: Graph, function: str, action: str, rows: list[str]
) -> None:
    statements = dev.one("RolePolicy", f"{function}-policy").json("policy")["Statement"]
    allowed = [s["Condition"] for s in statements if f"dynamodb:{action}" in s["Action"]]
    assert allowed == [{"ForAllValues:StringLike": {"dynamodb:LeadingKeys": [key]}} for key in rows]


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


def test_arns_that_no_resource_hands_out_begin_with_the_partition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CALLS, "aws:index/getPartition:getPartition", {"partition": "aws-us-gov"})
    graph = Graph()
    run("dev", {}, graph)
    [model] = [r for r, actions in grants(graph, "generator").items() if "bedrock:InvokeModel" in actions]
    assert model == "arn:aws-us-gov:bedrock:us-west-2::foundation-model/stability.stable-image-core-v1:1"


def test_no_role_has_a_managed_policy(dev: Graph) -> None:
    roles: list[dict[str, Any]] = [role.inputs for role in dev.all("Role")]
    assert len(roles) == len(STAGES) + 4
    assert not [json.dumps(r) for r in roles if r.get("managedPolicyArns") or r.get("inlinePolicies")]
    assert dev.all("RolePolicyAttachment") == []
