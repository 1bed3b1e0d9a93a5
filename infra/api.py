"""The HTTP API for people without AWS credentials: one function behind API Gateway, which checks who calls.

The function is the parser's image with another command: it reads briefs, too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.cookie_key import CookieSigning
from infra.environment import api_environment
from infra.function import Function
from infra.names import prefix
from infra.permissions import api_statements
from infra.settings import Settings
from infra.shared_resources import SharedResources
from infra.sign_in import API_SCOPE, OWN_SCOPE

COMMAND: Final = "services.api.handler.handler"
MEMORY_MB, TIMEOUT_SECONDS = 1024, 29  # API Gateway waits for 30 s (HTTP API quotas)
OPEN_ROUTES: Final = ("GET /api/health", "GET /api/openapi.json")

# A second's calls of all people together; beyond them API Gateway answers 429.
_RATE, _BURST = 50, 100
_LOGGED = (
    "requestId", "ip", "requestTime", "httpMethod", "routeKey", "status", "responseLatency", "authorizer.error"
)  # fmt: skip


class Api(pulumi.ComponentResource):
    """`url` is where its paths begin, without a slash at the end. It answers once `answer` says to whom, and by what.

    The console needs its address first, for it is served at the same host.
    """

    def __init__(self, settings: Settings, resources: SharedResources) -> None:
        super().__init__("creative-automation:infra:Api", "api")
        self._child = pulumi.ResourceOptions(parent=self)
        self._name = f"{prefix(resources.stack)}-api"
        self._settings, self._resources = settings, resources
        self.api = aws.apigatewayv2.Api("http-api", name=self._name, protocol_type="HTTP", opts=self._child)
        self.url = self.api.api_endpoint
        self.register_outputs({"url": self.url})

    def answer(
        self,
        image_uri: pulumi.Input[str],
        issuer: pulumi.Input[str],
        audiences: Sequence[pulumi.Input[str]],
        signing: CookieSigning | None,
    ) -> aws.lambda_.Function:
        """The function that answers, and whom: `audiences` are the clients that people sign in with.

        `signing`: what it needs to let the console's people read pictures, None without a console.
        """
        function = Function(
            self,
            "api",
            self._name,
            self._settings,
            image_uri,
            api_environment(self._settings, self._resources, signing),
            lambda logs: api_statements(self._resources, signing, logs),
            memory_mb=MEMORY_MB,
            timeout_seconds=TIMEOUT_SECONDS,
            command=COMMAND,
        ).function
        self._serve(function)
        self._let_in(function, issuer, audiences)
        return function

    def _let_in(
        self, function: aws.lambda_.Function, issuer: pulumi.Input[str], audiences: Sequence[pulumi.Input[str]]
    ) -> None:
        """All calls but the open ones need an access token of the user pool; an id token has no scope."""
        integration = aws.apigatewayv2.Integration(
            "api-integration",
            api_id=self.api.id,
            integration_type="AWS_PROXY",
            integration_uri=function.arn,
            payload_format_version="2.0",
            opts=self._child,
        )
        authorizer = aws.apigatewayv2.Authorizer(
            "api-authorizer",
            api_id=self.api.id,
            name="people",
            authorizer_type="JWT",
            identity_sources=["$request.header.Authorization"],
            jwt_configuration={"issuer": issuer, "audiences": audiences},
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

    def _serve(self, function: aws.lambda_.Function) -> None:
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
            function=function.name,
            principal="apigateway.amazonaws.com",
            source_arn=pulumi.Output.concat(self.api.execution_arn, "/*/*"),
            opts=self._child,
        )

    def _log_group(self, name: str, group: str) -> aws.cloudwatch.LogGroup:
        return aws.cloudwatch.LogGroup(
            name, name=group, retention_in_days=self._settings.log_retention_days, opts=self._child
        )
