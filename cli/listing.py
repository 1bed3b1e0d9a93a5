"""The campaigns of a table, newest first, from its index by status and time: no brief and no product is read."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from shared.campaigns import STATUS_INDEX
from shared.events import CampaignStatus

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class Listed:
    """`name` is empty for a campaign from before rows had it."""

    campaign_id: str
    name: str
    status: CampaignStatus
    created_at: datetime
    pending: int
    ready: int
    failed: int


def newest_first(
    dynamodb: DynamoDBClient, table: str, statuses: Sequence[CampaignStatus], page: int
) -> Iterator[Listed]:
    """Campaigns with any of the statuses; `page` is how many of each are asked for at a time.

    The index follows the table within a second: a campaign that changes meanwhile may come twice or not at all.
    """
    each = (_with_status(dynamodb, table, status, page) for status in statuses)
    return heapq.merge(*each, key=attrgetter("created_at"), reverse=True)


def _with_status(dynamodb: DynamoDBClient, table: str, status: CampaignStatus, page: int) -> Iterator[Listed]:
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        IndexName=STATUS_INDEX,
        KeyConditionExpression="campaign_status = :status",
        ExpressionAttributeValues={":status": {"S": status}},
        ScanIndexForward=False,
        PaginationConfig={"PageSize": page},
    )
    for answer in pages:
        yield from (_listed(item, status) for item in answer["Items"])


def _listed(item: dict[str, Any], status: CampaignStatus) -> Listed:
    pending, ready, failed = (int(item[f"{name}_count"]["N"]) for name in ("pending", "ready", "failed"))
    return Listed(
        campaign_id=item["campaign_id"]["S"],
        name=item.get("campaign_name", {"S": ""})["S"],
        status=status,
        created_at=datetime.fromisoformat(item["created_at"]["S"]),
        pending=pending,
        ready=ready,
        failed=failed,
    )
