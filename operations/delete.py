"""Deletes what somebody made: the state and the pictures of a settled campaign, or a brief that never became one.

A tombstone takes the place of the campaign's row at once, for as long as campaigns are kept: stages that meet it
acknowledge, and its id is not taken again. What lies below it goes by the sweeper, with all old versions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from operations.listing import ListedStatus
from operations.standing import rejection
from shared import keys
from shared.campaigns.brief_rows import BriefRow, BriefRows
from shared.campaigns.store import CampaignStore, CampaignUnknown
from shared.context import BriefReference
from shared.frozen import now

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# A brief that is younger may be read at any moment; after that the sweeper tells the parser of it once more.
UNREAD_FOR = timedelta(hours=1)

STAYS = "Pictures that somebody uploaded stay, as do those that other campaigns share, and what was spent on which day."
STAYS_IN_DETAIL = (
    "what was uploaded to reuse (existing-assets/), pictures in the cache, which other campaigns share, with their "
    "prompts, and what they cost on which day; the events in the archive and in the audit log, for their 90 days or as "
    "long as logs are kept; that it was deleted, when and by whom, for 90 days; and pictures that somebody has just "
    f"looked at, for {keys.SHOWN_MINUTES} minutes, in browsers and at the console's CDN"
)


class CannotDelete(Exception):
    """The message says why not yet, and what would be right. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Delete:
    """What deleting it would remove. `status` as it is listed; `settlement` is None where there is no campaign.

    `created_at` is when a brief that is none came to stand as it does. `charged` in USD, up to now. `objects` and
    `bytes` are those below output/, as they are now, `pictures` those of them with texts; their old versions go, too.
    """

    campaign_id: str
    name: str
    status: ListedStatus
    brief: BriefReference
    settlement: int | None
    created_at: datetime
    products: int = 0
    charged: Decimal = Decimal(0)
    objects: int = 0
    pictures: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Deleting:
    s3: S3Client
    bucket: str
    campaigns: CampaignStore
    rows: BriefRows

    def planned(self, campaign_id: str) -> Delete:
        """Changes nothing. Raises CampaignUnknown, CampaignDeleted, CannotDelete."""
        found = self._campaign(campaign_id) or self._unaccepted(campaign_id)
        folder = keys.campaign_output(campaign_id)
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=folder)
        lying = {entry["Key"]: entry["Size"] for page in pages for entry in page.get("Contents", [])}
        pictures = sum(key.startswith(f"{folder}variants/") for key in lying)
        return replace(found, objects=len(lying), pictures=pictures, bytes=sum(lying.values()))

    def run(self, plan: Delete, request_id: str, deleted_by: str | None) -> BriefRow:
        """The tombstone: this one, or an earlier one. Raises CannotDelete where somebody has asked for more since."""
        tombstone = BriefRow(
            campaign_id=plan.campaign_id,
            status="deleting",
            name="",
            brief=plan.brief,
            created_at=now(),
            deleted_by=deleted_by,
            request_id=request_id,
        )
        if self.rows.delete(tombstone, plan.settlement):
            return tombstone
        standing = self.rows.find(plan.campaign_id)
        if standing is None or not standing.deleted:
            raise CannotDelete(f"{plan.campaign_id} has changed this moment: look at it, and delete it again")
        return standing

    def _campaign(self, campaign_id: str) -> Delete | None:
        """Raises CampaignDeleted, CannotDelete."""
        campaign = self.campaigns.campaign(campaign_id)
        if campaign is None:
            return None
        if campaign.status == "processing":
            raise CannotDelete(f"{campaign_id} is on its way: cancel it first, or wait for its end")
        _, products = self.campaigns.whole(campaign_id, with_variants=False)
        return Delete(
            campaign_id,
            campaign.context.campaign_name,
            campaign.status,
            campaign.brief,
            campaign.settlement,
            campaign.created_at,
            campaign.context.product_count,
            sum((product.charge(campaign.rates) for product in products), Decimal(0)),
        )

    def _unaccepted(self, campaign_id: str) -> Delete:
        """Raises CampaignUnknown, CannotDelete."""
        row = self.rows.find(campaign_id)
        if row and row.status == "submitted" and now() - row.created_at < UNREAD_FOR:
            raise CannotDelete(f"{campaign_id} is submitted and not read yet: cancel or delete it once it is")
        if row:
            status: ListedStatus = "submitted" if row.status == "submitted" else "rejected"
            return Delete(campaign_id, row.name, status, row.brief, None, row.created_at)
        refused = rejection(self.s3, self.bucket, campaign_id)  # of before there were rows
        if refused is None:
            raise CampaignUnknown(f"no campaign {campaign_id}")
        name = refused.brief.key.rpartition("/")[2]
        return Delete(campaign_id, name, "rejected", refused.brief, None, refused.rejected_at)
