"""The campaigns of a table, newest first, from its index by status and time: no brief and no product is read."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, get_args

from shared.campaigns import BRIEF_PREFIX, STATUS_INDEX
from shared.campaigns.brief_rows import BriefStatus
from shared.events import CampaignStatus

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


ListedStatus = BriefStatus | CampaignStatus
STATUSES: Final[tuple[ListedStatus, ...]] = (*get_args(BriefStatus), *get_args(CampaignStatus))


@dataclass(frozen=True, slots=True)
class Listed:
    """`name` is empty for a campaign from before rows had it; a brief that is not accepted counts no products."""

    campaign_id: str
    name: str
    status: ListedStatus
    created_at: datetime
    pending: int
    ready: int
    failed: int


def newest_first(
    dynamodb: DynamoDBClient,
    table: str,
    statuses: Sequence[ListedStatus],
    page: int,
    before: tuple[datetime, str] | None = None,
    since: datetime | None = None,
) -> Iterator[Listed]:
    """Campaigns with any of the statuses; `page` is how many of each are asked for at a time.

    `before` is time and id of a campaign: only those behind it are listed. None of before `since` is.

    The index follows the table within a second: a campaign that changes meanwhile is found twice and told once, as it
    was last accepted, or not at all.
    """
    each = (_with_status(dynamodb, table, status, page, before, since) for status in statuses)
    told: set[str] = set()
    for found in heapq.merge(*each, key=_order, reverse=True):
        if found.campaign_id not in told:
            told.add(found.campaign_id)
            yield found


def _order(campaign: Listed) -> tuple[datetime, str]:
    return campaign.created_at, campaign.campaign_id


def _with_status(
    dynamodb: DynamoDBClient,
    table: str,
    status: ListedStatus,
    page: int,
    before: tuple[datetime, str] | None,
    since: datetime | None,
) -> Iterator[Listed]:
    # The index orders by time alone: of campaigns of one millisecond, those that were listed are left out below.
    bounds = {":since": since.isoformat() if since else "0", ":latest": before[0].isoformat() if before else "9"}
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        IndexName=STATUS_INDEX,
        KeyConditionExpression="campaign_status = :status AND created_at BETWEEN :since AND :latest",
        ExpressionAttributeValues={name: {"S": text} for name, text in {":status": status, **bounds}.items()},
        ScanIndexForward=False,
        PaginationConfig={"PageSize": page},
    )
    for answer in pages:
        listed = (_listed(item, status) for item in answer["Items"])
        yield from (each for each in listed if before is None or _order(each) < before)


def _listed(item: dict[str, Any], status: ListedStatus) -> Listed:
    pending, ready, failed = (_count(item, name) for name in ("pending", "ready", "failed"))
    return Listed(
        campaign_id=item["campaign_id"]["S"].removeprefix(BRIEF_PREFIX),
        name=item.get("campaign_name", {"S": ""})["S"],
        status=status,
        created_at=datetime.fromisoformat(item["created_at"]["S"]),
        pending=pending,
        ready=ready,
        failed=failed,
    )


def _count(item: dict[str, Any], name: str) -> int:
    return int(item.get(f"{name}_count", {"N": "0"})["N"])
