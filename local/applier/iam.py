"""Roles and what they may do; the emulator enforces it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs

if TYPE_CHECKING:
    from mypy_boto3_iam import IAMClient


def _iam(context: Context) -> IAMClient:
    client: IAMClient = context.clients("iam")
    return client


def _role(context: Context, name: str, inputs: Inputs) -> Applied:
    role = _iam(context).create_role(
        RoleName=inputs.get("name", name),
        AssumeRolePolicyDocument=inputs.document("assumeRolePolicy"),
    )["Role"]
    return Applied(role["RoleName"], {"arn": role["Arn"], "name": role["RoleName"], "uniqueId": role["RoleId"]})


def _role_policy(context: Context, name: str, inputs: Inputs) -> Applied:
    role, name = inputs.need("role"), inputs.get("name", name)
    _iam(context).put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=inputs.document("policy"))
    return Applied(f"{role}:{name}", {"name": name})


RESOURCES: dict[str, Applier] = {
    "aws:iam/role:Role": _role,
    "aws:iam/rolePolicy:RolePolicy": _role_policy,
}
