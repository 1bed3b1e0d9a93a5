"""The HTTP API and who may sign in to it: the emulator checks tokens as API Gateway does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs

if TYPE_CHECKING:
    from mypy_boto3_apigatewayv2 import ApiGatewayV2Client
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_lambda import LambdaClient

SIGN_IN_LOOKS = "the look of the sign-in pages: the emulator has its own"


def _api(context: Context, name: str, inputs: Inputs) -> Applied:
    """Its own host name needs a resolver; below the emulator's address every client reaches it."""
    gateway: ApiGatewayV2Client = context.clients("apigatewayv2")
    api = gateway.create_api(Name=inputs.get("name", name), **inputs.pick("protocolType"))
    identifier = api["ApiId"]
    outputs = {
        "apiEndpoint": f"{context.clients.endpoint_url}/_aws/execute-api/{identifier}",
        "executionArn": context.arn("execute-api", identifier),
    }
    return Applied(identifier, outputs)


def _integration(context: Context, _name: str, inputs: Inputs) -> Applied:
    gateway: ApiGatewayV2Client = context.clients("apigatewayv2")
    made = gateway.create_integration(
        ApiId=inputs.need("apiId"), **inputs.pick("integrationType", "integrationUri", "payloadFormatVersion")
    )
    return Applied(made["IntegrationId"])


def _authorizer(context: Context, name: str, inputs: Inputs) -> Applied:
    gateway: ApiGatewayV2Client = context.clients("apigatewayv2")
    compared = inputs.nested("jwtConfiguration")
    jwt: Any = compared.pick("issuer", Audience="audiences") if compared else {}
    made = gateway.create_authorizer(
        ApiId=inputs.need("apiId"),
        Name=inputs.get("name", name),
        **inputs.pick("authorizerType", IdentitySource="identitySources"),
        JwtConfiguration=jwt,
    )
    return Applied(made["AuthorizerId"])


def _route(context: Context, _name: str, inputs: Inputs) -> Applied:
    gateway: ApiGatewayV2Client = context.clients("apigatewayv2")
    made = gateway.create_route(
        ApiId=inputs.need("apiId"),
        **inputs.pick("routeKey", "target", "authorizationType", "authorizerId", "authorizationScopes"),
    )
    return Applied(made["RouteId"])


def _stage(context: Context, name: str, inputs: Inputs) -> Applied:
    gateway: ApiGatewayV2Client = context.clients("apigatewayv2")
    made = gateway.create_stage(
        ApiId=inputs.need("apiId"),
        StageName=inputs.get("name", name),
        **inputs.pick("autoDeploy", "defaultRouteSettings", "accessLogSettings"),
    )
    return Applied(made["StageName"])


def _permission(context: Context, name: str, inputs: Inputs) -> Applied:
    functions: LambdaClient = context.clients("lambda")
    functions.add_permission(
        StatementId=name, **inputs.pick("action", "principal", "sourceArn", FunctionName="function")
    )
    return Applied(name)


def _user_pool(context: Context, name: str, inputs: Inputs) -> Applied:
    cognito: CognitoIdentityProviderClient = context.clients("cognito-idp")
    settings = ("usernameAttributes", "autoVerifiedAttributes", "adminCreateUserConfig", "userPoolTier")
    pool = cognito.create_user_pool(
        PoolName=inputs.get("name", name),
        Policies={"PasswordPolicy": inputs.pick("passwordPolicy")["PasswordPolicy"]},
        **inputs.pick(*settings, "accountRecoverySetting"),
    )["UserPool"]
    inputs.without_effect("deletionProtection")
    return Applied(pool["Id"], {"arn": pool["Arn"], "endpoint": f"cognito-idp.{context.region}/{pool['Id']}"})


def _user_group(context: Context, name: str, inputs: Inputs) -> Applied:
    cognito: CognitoIdentityProviderClient = context.clients("cognito-idp")
    cognito.create_group(GroupName=inputs.get("name", name), **inputs.pick("userPoolId", "description"))
    return Applied(f"{inputs.need('userPoolId')}/{inputs.get('name', name)}")


def _resource_server(context: Context, name: str, inputs: Inputs) -> Applied:
    cognito: CognitoIdentityProviderClient = context.clients("cognito-idp")
    cognito.create_resource_server(Name=inputs.get("name", name), **inputs.pick("userPoolId", "identifier", "scopes"))
    return Applied(inputs.need("identifier"))


def _user_pool_client(context: Context, name: str, inputs: Inputs) -> Applied:
    cognito: CognitoIdentityProviderClient = context.clients("cognito-idp")
    made = cognito.create_user_pool_client(
        ClientName=inputs.get("name", name),
        **inputs.pick("userPoolId", "generateSecret", "explicitAuthFlows", "supportedIdentityProviders"),
        **inputs.pick("preventUserExistenceErrors", "enableTokenRevocation", "tokenValidityUnits"),
        **inputs.pick("accessTokenValidity", "idTokenValidity", "refreshTokenValidity"),
        **inputs.pick(
            AllowedOAuthFlows="allowedOauthFlows",
            AllowedOAuthScopes="allowedOauthScopes",
            AllowedOAuthFlowsUserPoolClient="allowedOauthFlowsUserPoolClient",
            CallbackURLs="callbackUrls",
            LogoutURLs="logoutUrls",
        ),
    )["UserPoolClient"]
    return Applied(made["ClientId"])


def _user_pool_domain(context: Context, _name: str, inputs: Inputs) -> Applied:
    cognito: CognitoIdentityProviderClient = context.clients("cognito-idp")
    cognito.create_user_pool_domain(**inputs.pick("domain", "userPoolId", "managedLoginVersion"))
    return Applied(inputs.need("domain"))


def _branding(context: Context, name: str, inputs: Inputs) -> Applied:
    inputs.without_effect("userPoolId", "clientId", "useCognitoProvidedValues")
    context.not_realised(SIGN_IN_LOOKS)
    return Applied(name)


RESOURCES: dict[str, Applier] = {
    "aws:apigatewayv2/api:Api": _api,
    "aws:apigatewayv2/authorizer:Authorizer": _authorizer,
    "aws:apigatewayv2/integration:Integration": _integration,
    "aws:apigatewayv2/route:Route": _route,
    "aws:apigatewayv2/stage:Stage": _stage,
    "aws:cognito/managedLoginBranding:ManagedLoginBranding": _branding,
    "aws:cognito/resourceServer:ResourceServer": _resource_server,
    "aws:cognito/userGroup:UserGroup": _user_group,
    "aws:cognito/userPool:UserPool": _user_pool,
    "aws:cognito/userPoolClient:UserPoolClient": _user_pool_client,
    "aws:cognito/userPoolDomain:UserPoolDomain": _user_pool_domain,
    "aws:lambda/permission:Permission": _permission,
}
