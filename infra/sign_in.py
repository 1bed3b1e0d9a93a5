"""Who may use the API: people that an operator adds, in two groups, signed in by Cognito's own pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.names import prefix

# Scopes of access tokens: the first is asked for at the sign-in page, the second is in each token that a person's name
# and password get from Cognito itself (InitiateAuth). An id token has neither.
RESOURCE_SERVER: Final = "creative"
API_SCOPE: Final = f"{RESOURCE_SERVER}/api"
OWN_SCOPE: Final = "aws.cognito.signin.user.admin"

GROUPS: Final = {
    "marketer": "Makes campaigns, and looks at all of them.",
    "operator": "May redrive and delete campaigns, too.",
}

# Programs on a person's own machine receive the sign-in's code there (RFC 8252, "Loopback Interface Redirection").
CALLBACK: Final = "http://localhost:8400/callback"


_BY_PASSWORD: Final = ("ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH")


class SignIn(pulumi.ComponentResource):
    """`issuer` is what an authorizer compares a token with, `url` where the sign-in pages are.

    `client` is that of people's own programs. Nobody can register by themselves.
    """

    def __init__(self, stack: str, account: pulumi.Input[str], region: pulumi.Input[str], protect: bool) -> None:
        super().__init__("creative-automation:infra:SignIn", "sign-in")
        self._child = pulumi.ResourceOptions(parent=self)
        self.pool = aws.cognito.UserPool(
            "people",
            name=f"{prefix(stack)}-people",
            username_attributes=["email"],
            auto_verified_attributes=["email"],
            admin_create_user_config={"allow_admin_create_user_only": True},
            account_recovery_setting={"recovery_mechanisms": [{"name": "verified_email", "priority": 1}]},
            password_policy={
                "minimum_length": 12,
                "require_lowercase": True,
                "require_uppercase": True,
                "require_numbers": True,
                "require_symbols": False,
                "temporary_password_validity_days": 7,
            },
            user_pool_tier="ESSENTIALS",
            deletion_protection="ACTIVE" if protect else "INACTIVE",
            opts=pulumi.ResourceOptions(parent=self, protect=protect),
        )
        for group, description in GROUPS.items():
            aws.cognito.UserGroup(
                f"{group}-group", name=group, user_pool_id=self.pool.id, description=description, opts=self._child
            )
        self._scopes = aws.cognito.ResourceServer(
            "api-scopes",
            identifier=RESOURCE_SERVER,
            name="Creative Automation",
            user_pool_id=self.pool.id,
            scopes=[{"scope_name": "api", "scope_description": "Use the API in your name"}],
            opts=self._child,
        )
        domain = aws.cognito.UserPoolDomain(
            "sign-in-domain",
            domain=pulumi.Output.concat(prefix(stack), "-", account),
            user_pool_id=self.pool.id,
            managed_login_version=2,
            opts=self._child,
        )
        self.url = pulumi.Output.concat("https://", domain.domain, ".auth.", region, ".amazoncognito.com")
        self.client = self.client_of("people", [CALLBACK], by_password=True)
        self.issuer = pulumi.Output.concat("https://cognito-idp.", region, ".amazonaws.com/", self.pool.id)
        self.register_outputs({"pool": self.pool.id})

    def client_of(
        self, name: str, callbacks: Sequence[pulumi.Input[str]], *, by_password: bool = False
    ) -> aws.cognito.UserPoolClient:
        """A program in which people sign in; they come back to one of `callbacks`, after signing out, too.

        It is public, without a secret: PKCE protects the code (RFC 7636). `by_password`: without the pages as well.
        """
        client = aws.cognito.UserPoolClient(
            f"{name}-client",
            name=name,
            user_pool_id=self.pool.id,
            generate_secret=False,
            allowed_oauth_flows_user_pool_client=True,
            allowed_oauth_flows=["code"],
            allowed_oauth_scopes=["openid", "email", API_SCOPE],
            callback_urls=callbacks,
            logout_urls=callbacks,
            supported_identity_providers=["COGNITO"],
            explicit_auth_flows=[*(_BY_PASSWORD if by_password else ()), "ALLOW_REFRESH_TOKEN_AUTH"],
            prevent_user_existence_errors="ENABLED",
            enable_token_revocation=True,
            access_token_validity=60,
            id_token_validity=60,
            refresh_token_validity=12,
            token_validity_units={"access_token": "minutes", "id_token": "minutes", "refresh_token": "hours"},
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self._scopes]),
        )
        # Managed login needs a branding, or it shows an error instead of its page (Cognito developer guide).
        aws.cognito.ManagedLoginBranding(
            f"{name}-branding",
            user_pool_id=self.pool.id,
            client_id=client.id,
            use_cognito_provided_values=True,
            opts=self._child,
        )
        return client
