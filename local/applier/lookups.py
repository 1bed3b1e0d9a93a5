"""What a program asks AWS about itself."""

from __future__ import annotations

from typing import Any

from local.applier.context import Context, Lookup
from local.applier.inputs import Inputs


def _caller_identity(context: Context, _inputs: Inputs) -> dict[str, Any]:
    account = context.account
    return {"id": account, "accountId": account, "userId": account, "arn": f"arn:aws:iam::{account}:root"}


def _region(context: Context, _inputs: Inputs) -> dict[str, Any]:
    return {"id": context.region, "region": context.region, "name": context.region}


LOOKUPS: dict[str, Lookup] = {
    "aws:index/getCallerIdentity:getCallerIdentity": _caller_identity,
    "aws:index/getRegion:getRegion": _region,
}
