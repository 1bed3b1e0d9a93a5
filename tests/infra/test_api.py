"""Who may call the API, and what its function may do: the local AWS does not refuse what AWS would."""

from __future__ import annotations

import pytest

from infra.api import COMMAND, OPEN_ROUTES
from tests.infra.recorded import ACCOUNT, REGION, Graph, deploy

BUCKET = f"arn:aws:s3:::dev-creative-automation-{ACCOUNT}"
BUS = f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/dev-creative-automation"
COOKIE_KEY = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:dev-creative-automation-console-cookie-key-a1B2c3"
READING, ENDING = ("GetItem", "BatchGetItem", "Query"), ("UpdateItem", "DeleteItem")
TABLE = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/dev-creative-automation-campaigns"


def test_every_route_but_health_and_the_document_needs_an_access_token_of_the_user_pool(dev: Graph) -> None:
    routes = {route.inputs["routeKey"]: route.inputs for route in dev.all("Route")}
    assert {key for key, route in routes.items() if route["authorizationType"] == "NONE"} == set(OPEN_ROUTES)
    (guarded,) = (route for key, route in routes.items() if key not in OPEN_ROUTES)
    assert guarded["routeKey"] == "ANY /api/{proxy+}"
    # An id token has no scope: with one asked for, only access tokens are taken.
    assert guarded["authorizationScopes"] == ["creative/api", "aws.cognito.signin.user.admin"]
    compared = dev.one("Authorizer", "api-authorizer").inputs["jwtConfiguration"]
    assert compared == {
        "issuer": f"https://cognito-idp.{REGION}.amazonaws.com/people-id",
        "audiences": ["people-client-id", "console-client-id"],
    }


def test_nobody_registers_by_themselves_and_the_client_has_no_secret(dev: Graph) -> None:
    assert dev.one("UserPool", "people").inputs["adminCreateUserConfig"] == {"allowAdminCreateUserOnly": True}
    client = dev.one("UserPoolClient", "people-client").inputs
    assert client["generateSecret"] is False
    assert client["allowedOauthFlows"] == ["code"]
    assert {group.inputs["name"] for group in dev.all("UserGroup")} == {"marketer", "operator"}


def test_the_people_of_a_protected_stack_cannot_be_deleted_with_it(dev: Graph, prod: Graph) -> None:
    assert dev.one("UserPool", "people").inputs["deletionProtection"] == "INACTIVE"
    assert prod.one("UserPool", "people").inputs["deletionProtection"] == "ACTIVE"
    assert prod.one("UserPool", "people").protect


def test_the_function_reads_submits_briefs_ends_campaigns_and_does_nothing_else(dev: Graph) -> None:
    granted: dict[str, set[str]] = {}
    for statement in dev.one("RolePolicy", "api-policy").json("policy")["Statement"]:
        granted.setdefault(statement["Resource"], set()).update(statement["Action"])
    assert granted == {
        f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/lambda/dev-creative-automation-api:*": {
            "logs:CreateLogStream",
            "logs:PutLogEvents",
        },
        TABLE: {f"dynamodb:{action}" for action in (*READING, "PutItem", "ConditionCheckItem", *ENDING)},
        f"{TABLE}/index/campaigns-by-status": {"dynamodb:Query"},
        BUS: {"events:PutEvents"},
        COOKIE_KEY: {"secretsmanager:GetSecretValue"},
        f"{BUCKET}/cache/generated/*": {"s3:GetObject"},
        f"{BUCKET}/existing-assets/*": {"s3:GetObject", "s3:GetObjectVersion"},
        f"{BUCKET}/existing-assets/uploads/*": {"s3:PutObject"},
        f"{BUCKET}/output/*": {"s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"},
        f"{BUCKET}/input/campaign-briefs/by-id/*": {"s3:GetObject", "s3:PutObject"},
        BUCKET: {"s3:ListBucket", "s3:ListBucketVersions"},
    }


def test_no_other_function_may_write_a_brief(dev: Graph) -> None:
    writers = {
        policy.name
        for policy in dev.all("RolePolicy")
        for statement in policy.json("policy")["Statement"]
        if "s3:PutObject" in statement["Action"] and statement["Resource"].startswith(f"{BUCKET}/input/")
    }
    assert writers == {"api-policy"}


def test_the_function_is_the_parsers_image_with_a_command_of_its_own(dev: Graph) -> None:
    function, parser = dev.one("Function", "api-function").inputs, dev.one("Function", "parser-function").inputs
    assert function["imageUri"] == parser["imageUri"]
    assert function["imageConfig"] == {"commands": [COMMAND]}
    assert function["timeout"] < 30  # API Gateway gives up then


def test_only_this_api_may_invoke_the_function(dev: Graph) -> None:
    permission = dev.one("Permission", "api-may-call").inputs
    assert permission["principal"] == "apigateway.amazonaws.com"
    assert permission["function"] == "dev-creative-automation-api"
    assert permission["sourceArn"].startswith(f"arn:aws:execute-api:{REGION}:{ACCOUNT}:")
    assert permission["sourceArn"].endswith("/*/*")


def test_calls_are_throttled_and_logged(dev: Graph) -> None:
    stage = dev.one("Stage", "api-stage").inputs
    assert stage["defaultRouteSettings"] == {"throttlingRateLimit": 50, "throttlingBurstLimit": 100}
    assert stage["accessLogSettings"]["destinationArn"] == dev.one("LogGroup", "api-access-logs").arn
    assert "$context.status" in stage["accessLogSettings"]["format"]


@pytest.mark.parametrize(("name", "metric"), [("api-errors", "5xx"), ("api-latency", "Latency")])
def test_errors_and_waiting_are_noticed(dev: Graph, name: str, metric: str) -> None:
    alarm = dev.one("MetricAlarm", name).inputs
    assert (alarm["namespace"], alarm["metricName"]) == ("AWS/ApiGateway", metric)
    assert alarm["alarmActions"] == [dev.one("Topic", "notice-topic").arn]


def test_a_stack_can_do_without_it() -> None:
    without = deploy("dev", apiEnabled="false")
    assert without.all("Api") == without.all("UserPool") == []
    assert "apiUrl" not in without.outputs
