"""The sweeper's function: called every five minutes, and allowed what it needs."""

from __future__ import annotations

import pytest

from infra.sweeper import COMMAND
from services.sweeper.settings import SweeperSettings
from tests.infra.recorded import ACCOUNT, REGION, Graph, deploy

BUCKET = f"arn:aws:s3:::dev-creative-automation-{ACCOUNT}"
TABLE = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/dev-creative-automation-campaigns"


def test_it_is_the_parsers_image_with_a_command_of_its_own(dev: Graph) -> None:
    function, parser = dev.one("Function", "sweeper-function").inputs, dev.one("Function", "parser-function").inputs
    assert function["imageUri"] == parser["imageUri"]
    assert function["imageConfig"] == {"commands": [COMMAND]}


def test_it_is_called_every_five_minutes_by_a_role_that_may_do_nothing_else(dev: Graph) -> None:
    schedule, function = dev.one("Schedule", "sweep"), dev.one("Function", "sweeper-function")
    assert schedule.inputs["scheduleExpression"] == "rate(5 minutes)"
    assert schedule.inputs["target"]["arn"] == function.arn
    assert schedule.inputs["target"]["roleArn"] == dev.one("Role", "sweeper-schedule-role").arn
    (allowed,) = dev.one("RolePolicy", "sweeper-schedule-policy").json("policy")["Statement"]
    assert (allowed["Action"], allowed["Resource"]) == ("lambda:InvokeFunction", function.arn)
    (trust,) = dev.one("Role", "sweeper-schedule-role").json("assumeRolePolicy")["Statement"]
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": ACCOUNT}}


def test_it_may_do_exactly_what_it_needs(dev: Graph) -> None:
    granted: dict[str, set[str]] = {}
    for statement in dev.one("RolePolicy", "sweeper-policy").json("policy")["Statement"]:
        granted.setdefault(statement["Resource"], set()).update(statement["Action"])
    assert granted == {
        f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/lambda/dev-creative-automation-sweeper:*": {
            "logs:CreateLogStream",
            "logs:PutLogEvents",
        },
        f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/dev-creative-automation": {"events:PutEvents"},
        f"arn:aws:sqs:{REGION}:{ACCOUNT}:dev-creative-automation-parser": {"sqs:SendMessage"},
        TABLE: {f"dynamodb:{a}" for a in ("GetItem", "BatchGetItem", "UpdateItem", "Query", "DeleteItem")},
        f"{TABLE}/index/campaigns-by-status": {"dynamodb:Query"},
        f"{BUCKET}/output/*": {"s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"},
        f"{BUCKET}/input/campaign-briefs/*": {"s3:DeleteObject", "s3:DeleteObjectVersion"},
        BUCKET: {"s3:ListBucket", "s3:ListBucketVersions"},
    }


def test_it_deletes_its_own_items_and_those_of_campaigns_but_none_of_the_books(dev: Graph) -> None:
    statements = dev.one("RolePolicy", "sweeper-policy").json("policy")["Statement"]
    deleting = [statement["Condition"] for statement in statements if "dynamodb:DeleteItem" in statement["Action"]]
    assert deleting == [
        {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["SWEEPER"]}},
        {"ForAllValues:StringNotLike": {"dynamodb:LeadingKeys": ["recipe/*", "BUDGET#*"]}},
    ]


def test_it_looks_for_versions_below_output_alone(dev: Graph) -> None:
    statements = dev.one("RolePolicy", "sweeper-policy").json("policy")["Statement"]
    [listing] = [statement for statement in statements if statement["Action"] == ["s3:ListBucketVersions"]]
    assert listing["Condition"] == {"StringLike": {"s3:prefix": ["output/*"]}}


@pytest.mark.parametrize("budget", [None, "1.50"])
def test_it_finds_its_settings(budget: str | None) -> None:
    graph = deploy("dev", **({"dailyBudget": budget} if budget else {}))
    variables = graph.one("Function", "sweeper-function").inputs["environment"]["variables"]
    settings = SweeperSettings(**variables)
    assert settings.bus == graph.outputs["busName"]
    assert settings.parser_queue_url == graph.outputs["queueUrls"]["parser"]
    assert (str(settings.daily_budget) if settings.daily_budget else None) == budget
