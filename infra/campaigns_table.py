"""The campaigns' state: one table, on demand, with point-in-time recovery and an index to list campaigns by status."""

from __future__ import annotations

from typing import Final

import pulumi
import pulumi_aws as aws

from infra.names import prefix

STATUS_INDEX: Final = "campaigns-by-status"

# What a list shows. Not the whole brief: each settled product changes these, and the index would copy it each time.
_LISTED = ["pending_count", "ready_count", "failed_count", "updated_at"]


def campaigns_table(stack: str, protect: bool) -> aws.dynamodb.Table:
    """The table; only campaign items (not products) carry `campaign_status`, so only they are in the index."""
    return aws.dynamodb.Table(
        "campaigns",
        name=f"{prefix(stack)}-campaigns",
        billing_mode="PAY_PER_REQUEST",
        hash_key="campaign_id",
        range_key="sk",
        attributes=[{"name": name, "type": "S"} for name in ("campaign_id", "sk", "campaign_status", "created_at")],
        global_secondary_indexes=[
            {
                "name": STATUS_INDEX,
                "hash_key": "campaign_status",
                "range_key": "created_at",
                "projection_type": "INCLUDE",
                "non_key_attributes": _LISTED,
            }
        ],
        ttl={"enabled": True, "attribute_name": "expires_at"},
        point_in_time_recovery={"enabled": True},
        server_side_encryption={"enabled": False},  # False is DynamoDB's own key: still encrypted, at no charge
        deletion_protection_enabled=protect,
        opts=pulumi.ResourceOptions(protect=protect),
    )
