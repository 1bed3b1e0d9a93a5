"""People who may sign in to the API of the local AWS. Nothing of them outlives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from local.stack import LocalStack

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

_PASSWORD = "Local-only-1"  # noqa: S105 - of an emulator that only this machine reaches


@dataclass(frozen=True, slots=True)
class Person:
    email: str
    password: str


def sign_up(stack: LocalStack, email: str, *groups: str) -> Person:
    """A new person in these groups, ready to sign in: no temporary password, no e-mail."""
    cognito: CognitoIdentityProviderClient = stack.client("cognito-idp")
    pool = stack.outputs["userPoolId"]
    attributes = [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]
    cognito.admin_create_user(
        UserPoolId=pool,
        Username=email,
        MessageAction="SUPPRESS",
        UserAttributes=attributes,  # type: ignore[arg-type]
    )
    cognito.admin_set_user_password(UserPoolId=pool, Username=email, Password=_PASSWORD, Permanent=True)
    for group in groups:
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=email, GroupName=group)
    return Person(email, _PASSWORD)
