"""The HTTP API for people without AWS credentials: one function behind API Gateway, which checks who calls.

The function is the parser's image with another command: it reads briefs, too.
"""

from __future__ import annotations

import json
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.environment import api_environment
from infra.names import prefix
from infra.permissions import LAMBDA_TRUST, api_statements, policy_document
from infra.settings import Settings
from infra.shared_resources import SharedResources
from infra.sign_in import API_SCOPE, OWN_SCOPE, SignIn

COMMAND: Final = "services.api.handler.handler"
MEMORY_MB, TIMEOUT_SECONDS = 1024, 29  # API Gateway waits for 30 s (HTTP API quotas)
OPEN_ROUTES: Final = ("GET /api/health", "GET /api/openapi.json")

# A second's calls of all people together; beyond them API Gateway answers 429.
_RATE, _BURST = 50, 100
_LOGGED = (
    "requestId", "ip", "requestTime", "httpMethod", "routeKey", "status", "responseLatency", "authorizer.error"
)  # fmt: skip


class Api(pulumi.ComponentResource):
    """`url` is where its paths begin, without a slash at the end."""

    def __init__(
        self, settings: Settings, resources: SharedResources, sign_in: SignIn, image_uri: pulumi.Input[str]
    ) -> None:
        super().__init__("creative-automation:infra:Api", "api")
        self._child = pulumi.ResourceOptions(parent=self)
        self._name = f"{prefix(resources.stack)}-api"
        self._settings = settings
        self.function = self._function(resources, image_uri)
        self.api = aws.apigatewayv2.Api("http-api", name=self._name, protocol_type="HTTP", opts=self._child)
        self._route(sign_in)
        self._serve()
        self.url = self.api.api_endpoint
        self.register_outputs({"url": self.url})

    def _function(self, resources: SharedResources, image_uri: pulumi.Input[str]) -> aws.lambda_.Function:
        logs = self._log_group("api-logs", f"/aws/lambda/{self._name}")
        role = aws.iam.Role(
            "api-role", name=self._name, assume_role_policy=policy_document(LAMBDA_TRUST), opts=self._child
        )
        policy = aws.iam.RolePolicy(
            "api-policy",
            name="api",
            role=role.name,
            policy=policy_document(*api_statements(resources, logs.arn)),
            opts=self._child,
        )
        return aws.lambda_.Function(
            "api-function",
            name=self._name,
            package_type="Image",
            image_uri=image_uri,
            image_config={"commands": [COMMAND]},
            architectures=[self._settings.architecture],
            role=role.arn,
            memory_size=MEMORY_MB,
            timeout=TIMEOUT_SECONDS,
            environment={"variables": api_environment(self._settings, resources)},
            logging_config={
                "log_format": "JSON",
                "log_group": logs.name,
                "application_log_level": self._settings.log_level,
                "system_log_level": "INFO",
            },
            opts=pulumi.ResourceOptions(parent=self, depends_on=[policy]),
        )

    def _route(self, sign_in: SignIn) -> None:
        """All calls but the open ones need an access token of the user pool; an id token has no scope."""
        integration = aws.apigatewayv2.Integration(
            "api-integration",
            api_id=self.api.id,
            integration_type="AWS_PROXY",
            integration_uri=self.function.arn,
            payload_format_version="2.0",
            opts=self._child,
        )
        authorizer = aws.apigatewayv2.Authorizer(
            "api-authorizer",
            api_id=self.api.id,
            name="people",
            authorizer_type="JWT",
            identity_sources=["$request.header.Authorization"],
            jwt_configuration={"issuer": sign_in.issuer, "audiences": [sign_in.audience]},
            opts=self._child,
        )
        target = pulumi.Output.concat("integrations/", integration.id)
        aws.apigatewayv2.Route(
            "api-calls",
            api_id=self.api.id,
            route_key="ANY /api/{proxy+}",
            target=target,
            authorization_type="JWT",
            authorizer_id=authorizer.id,
            authorization_scopes=[API_SCOPE, OWN_SCOPE],
            opts=self._child,
        )
        for route in OPEN_ROUTES:
            name = f"open-{route.rpartition('/')[2].partition('.')[0]}"
            aws.apigatewayv2.Route(
                name, api_id=self.api.id, route_key=route, target=target, authorization_type="NONE", opts=self._child
            )

    def _serve(self) -> None:
        calls = self._log_group("api-access-logs", f"/aws/http-api/{self._name}")
        aws.apigatewayv2.Stage(
            "api-stage",
            api_id=self.api.id,
            name="$default",
            auto_deploy=True,
            default_route_settings={"throttling_rate_limit": _RATE, "throttling_burst_limit": _BURST},
            access_log_settings={
                "destination_arn": calls.arn,
                "format": json.dumps({name: f"$context.{name}" for name in _LOGGED}),
            },
            opts=self._child,
        )
        aws.lambda_.Permission(
            "api-may-call",
            action="lambda:InvokeFunction",
            function=self.function.name,
            principal="apigateway.amazonaws.com",
            source_arn=pulumi.Output.concat(self.api.execution_arn, "/*/*"),
            opts=self._child,
        )

    def _log_group(self, name: str, group: str) -> aws.cloudwatch.LogGroup:
        return aws.cloudwatch.LogGroup(
            name, name=group, retention_in_days=self._settings.log_retention_days, opts=self._child
        )
