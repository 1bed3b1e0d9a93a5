"""The resources that all stages share: the campaigns' bucket and table, and the bus."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi_aws as aws


@dataclass(frozen=True, slots=True)
class SharedResources:
    stack: str
    bucket: aws.s3.Bucket
    table: aws.dynamodb.Table
    bus: aws.cloudwatch.EventBus
