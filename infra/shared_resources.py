"""What all stages share: the campaigns' bucket and table, and the bus."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, slots=True)
class SharedResources:
    """`partition` is the first part of ARNs that no resource hands out: aws, aws-us-gov, aws-cn."""

    stack: str
    partition: pulumi.Input[str]
    account: pulumi.Input[str]
    bucket: aws.s3.Bucket
    table: aws.dynamodb.Table
    bus: aws.cloudwatch.EventBus
