"""Every resource type and lookup that the local AWS knows, by its Pulumi token."""

from __future__ import annotations

from local.applier import alarms, dynamodb, ecr, eventbridge, functions, iam, images, logs, lookups, s3, sns, sqs
from local.applier.context import Applier, Lookup

RESOURCES: dict[str, Applier] = {
    **alarms.RESOURCES,
    **dynamodb.RESOURCES,
    **ecr.RESOURCES,
    **eventbridge.RESOURCES,
    **functions.RESOURCES,
    **iam.RESOURCES,
    **images.RESOURCES,
    **logs.RESOURCES,
    **s3.RESOURCES,
    **sns.RESOURCES,
    **sqs.RESOURCES,
}

LOOKUPS: dict[str, Lookup] = {**ecr.LOOKUPS, **lookups.LOOKUPS}
