"""Every resource type and lookup that the local AWS knows, by its Pulumi token."""

from __future__ import annotations

from typing import Any

from local.applier import delivery, functions, images, messaging, monitoring, secrets, storage, web
from local.applier.context import Applier, Context, Lookup
from local.applier.inputs import Inputs

RESOURCES: dict[str, Applier] = {
    **delivery.RESOURCES,
    **functions.RESOURCES,
    **images.RESOURCES,
    **messaging.RESOURCES,
    **monitoring.RESOURCES,
    **secrets.RESOURCES,
    **storage.RESOURCES,
    **web.RESOURCES,
}


def _caller_identity(context: Context, _inputs: Inputs) -> dict[str, Any]:
    account = context.account
    return {"id": account, "accountId": account, "userId": account, "arn": f"arn:aws:iam::{account}:root"}


def _region(context: Context, _inputs: Inputs) -> dict[str, Any]:
    return {"id": context.region, "region": context.region, "name": context.region}


def _partition(_context: Context, _inputs: Inputs) -> dict[str, Any]:
    return {"id": "aws", "partition": "aws", "dnsSuffix": "amazonaws.com", "reverseDnsPrefix": "com.amazonaws"}


LOOKUPS: dict[str, Lookup] = {
    **images.LOOKUPS,
    "aws:index/getCallerIdentity:getCallerIdentity": _caller_identity,
    "aws:index/getPartition:getPartition": _partition,
    "aws:index/getRegion:getRegion": _region,
}
