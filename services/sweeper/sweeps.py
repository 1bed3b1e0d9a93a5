"""What the sweeper keeps in the table, and how it finds campaigns in which nothing moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.campaigns import BRIEF_PREFIX, STATUS_INDEX, SWEEPER_KEY, announcements, items
from shared.campaigns.announcements import UNANNOUNCED_PREFIX, Unannounced
from shared.campaigns.brief_rows import BriefRow, brief_key
from shared.campaigns.records import CampaignRecord, ProductRecord

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_UNTOLD = items.key(SWEEPER_KEY, "UNTOLD")

FIRST = timedelta(hours=1)


def due(moved: datetime, swept_at: datetime | None, at: datetime) -> bool:
    """Whether what last `moved` then is to be announced again: 1 h, 2, 4 ... after that."""
    since_sweep = swept_at - moved if swept_at and swept_at > moved else timedelta(0)
    return at - moved >= max(FIRST, 2 * since_sweep)


class Sweeps:
    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def quiet_since(self, before: datetime) -> Iterator[str]:
        """Ids of campaigns that are processing and were not settled in since, oldest first.

        From the index, which may be behind: whoever acts on one reads it again.
        """
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName=STATUS_INDEX,
            KeyConditionExpression="campaign_status = :processing",
            FilterExpression="updated_at <= :before",
            ExpressionAttributeValues=items.values({":processing": "processing", ":before": before}),
        )
        for page in pages:
            yield from (row["campaign_id"]["S"] for row in page["Items"])

    def submitted_before(self, before: datetime) -> Iterator[str]:
        """Ids of briefs that are not read yet, oldest first; from the index, as above."""
        return self._briefs("submitted", before)

    def deleting(self, at: datetime) -> Iterator[str]:
        """Ids of what is being deleted, oldest first; from the index, as above."""
        return self._briefs("deleting", at)

    def _briefs(self, status: str, before: datetime) -> Iterator[str]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName=STATUS_INDEX,
            KeyConditionExpression="campaign_status = :status AND created_at <= :before",
            ExpressionAttributeValues=items.values({":status": status, ":before": before}),
        )
        for page in pages:
            yield from (row["campaign_id"]["S"].removeprefix(BRIEF_PREFIX) for row in page["Items"])

    def claim_brief(self, row: BriefRow, at: datetime) -> bool:
        """Whether it is for this sweep to act on a brief that nobody has read."""
        unswept = "swept_at = :swept" if row.swept_at else "attribute_not_exists(swept_at)"
        values: dict[str, object] = {":at": at, ":submitted": "submitted"}
        if row.swept_at:
            values[":swept"] = row.swept_at
        condition = f"campaign_status = :submitted AND {unswept}"
        return self._changed(brief_key(row.campaign_id), "SET swept_at = :at", condition, values)

    def unannounced_since(self, before: datetime) -> Mapping[str, Sequence[Unannounced]]:
        """Settlements that were not announced yet though they are older, by campaign."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="campaign_id = :sweeper AND begins_with(sk, :prefix)",
            FilterExpression="since <= :before",
            ExpressionAttributeValues=items.values(
                {":sweeper": SWEEPER_KEY, ":prefix": UNANNOUNCED_PREFIX, ":before": before}
            ),
            ConsistentRead=True,
        )
        found = defaultdict(list)
        for page in pages:
            for settled in map(announcements.read, page["Items"]):
                found[settled.campaign_id].append(settled)
        return found

    def claim(self, campaign: CampaignRecord, at: datetime) -> bool:
        """Whether it is for this sweep to act on the campaign: nobody else has swept it, and nothing moved."""
        unswept = "swept_at = :swept" if campaign.swept_at else "attribute_not_exists(swept_at)"
        values: dict[str, object] = {":at": at, ":processing": "processing", ":revision": campaign.revision}
        if campaign.swept_at:
            values[":swept"] = campaign.swept_at
        return self._changed(
            items.key(campaign.campaign_id, items.META),
            "SET swept_at = :at",
            f"campaign_status = :processing AND revision = :revision AND {unswept}",
            values,
        )

    def resume(self, product: ProductRecord, at: datetime) -> bool:
        """Whether this sweep lets a product go on that waited until now."""
        return self._changed(
            items.key(product.campaign_id, items.product_sk(product.plan.index)),
            "SET resumed_at = :at REMOVE waits_until, waits_for",
            "waits_until = :until",
            {":at": at, ":until": product.waits_until},
        )

    def untold(self) -> list[str]:
        """Ids of campaigns whose failure was begun by a sweep, and perhaps not announced."""
        found = self._client.get_item(TableName=self._table, Key=_UNTOLD, ConsistentRead=True).get("Item", {})
        return sorted(found["campaigns"]["SS"]) if "campaigns" in found else []

    def begin_failing(self, campaign_id: str) -> None:
        self._update_untold("ADD", campaign_id)

    def told(self, campaign_id: str) -> None:
        self._update_untold("DELETE", campaign_id)

    def _update_untold(self, action: str, campaign_id: str) -> None:
        """A set: to add or remove a member twice changes nothing."""
        self._client.update_item(
            TableName=self._table,
            Key=_UNTOLD,
            UpdateExpression=f"{action} campaigns :this",
            ExpressionAttributeValues={":this": {"SS": [campaign_id]}},
        )

    def _changed(self, key: items.Item, update: str, condition: str, values: dict[str, object]) -> bool:
        try:
            self._client.update_item(
                TableName=self._table,
                Key=key,
                UpdateExpression=update,
                ConditionExpression=condition,
                ExpressionAttributeValues=items.values(values),
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True
