"""Writes down that a campaign is cancelled: once for each time that it is on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.campaigns import items
from shared.campaigns.records import Cancellation

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def write_cancellation(client: DynamoDBClient, table: str, campaign_id: str, cancellation: Cancellation) -> bool:
    """Whether this one stands; not where somebody was first, or the campaign was settled meanwhile."""
    values: dict[str, object] = {
        ":cancellation": cancellation,
        ":processing": "processing",
        ":settlement": cancellation.settlement,
        ":one": 1,
    }
    try:
        client.update_item(
            TableName=table,
            Key=items.key(campaign_id, items.META),
            UpdateExpression="SET cancellation = :cancellation ADD revision :one",
            ConditionExpression="campaign_status = :processing AND settlement = :settlement "
            "AND (attribute_not_exists(cancellation) OR cancellation.settlement < :settlement)",
            ExpressionAttributeValues=items.values(values),
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return False
    return True
