"""The campaigns' state: one table, on demand, with point-in-time recovery and an index to list campaigns by status."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.names import prefix
from shared.campaigns import LISTED, STATUS_INDEX


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
                "key_schemas": [
                    {"attribute_name": "campaign_status", "key_type": "HASH"},
                    {"attribute_name": "created_at", "key_type": "RANGE"},
                ],
                "projection_type": "INCLUDE",
                "non_key_attributes": list(LISTED),
            }
        ],
        ttl={"enabled": True, "attribute_name": "expires_at"},
        point_in_time_recovery={"enabled": True},
        server_side_encryption={"enabled": False},  # False is DynamoDB's own key: still encrypted, at no charge
        deletion_protection_enabled=protect,
        opts=pulumi.ResourceOptions(protect=protect),
    )
