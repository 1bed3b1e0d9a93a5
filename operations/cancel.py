"""Cancels a campaign: what is not made yet is not wanted any more, and fails with the code `cancelled` for good.

State first, then CampaignCancelled; who cancels once more announces it again. Pictures that are being made or asked for
at that moment are kept and charged: nobody can call them back.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from shared.awaited import campaign_cancelled
from shared.campaigns.cancellation import write_cancellation
from shared.campaigns.records import CampaignRecord, Cancellation
from shared.campaigns.store import CampaignStore
from shared.frozen import now
from shared.manifest import manifest_of
from shared.publisher import Publisher

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class CannotCancel(Exception):
    """The message says why, and what would be right. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """What cancelling the campaign would do. `pictures` counts products that have theirs, without variants.

    `being_made` counts those whose picture the model was asked for, without an answer yet, or with one that was lost:
    each is charged if it comes. More may be asked for until the cancellation takes effect.
    `charged` is what the campaign has cost so far, in USD; `possibly_paid` that of calls without an answer.
    """

    campaign: CampaignRecord
    unmade: int
    pictures: int
    being_made: int
    charged: Decimal
    possibly_paid: Decimal


@dataclass(frozen=True, slots=True)
class Cancelling:
    dynamodb: DynamoDBClient
    table: str
    publisher: Publisher

    @property
    def campaigns(self) -> CampaignStore:
        return CampaignStore(self.dynamodb, self.table)

    def planned(self, campaign_id: str) -> Cancel:
        """Changes nothing. Raises CampaignUnknown, and CannotCancel for a settled campaign."""
        read, rows = self.campaigns.whole(campaign_id, with_variants=False)
        products = tuple(rows)
        manifest = manifest_of(read, products)
        campaign = self._processing(campaign_id)
        statuses = [product.status for product in manifest.products]
        return Cancel(
            campaign,
            statuses.count("pending") + statuses.count("image_ready"),
            statuses.count("image_ready"),
            sum(product.status == "pending" and product.unanswered > 0 for product in products),
            manifest.cost,
            manifest.possibly_paid,
        )

    def run(self, campaign_id: str, request_id: str, cancelled_by: str | None) -> CampaignRecord:
        """The campaign as it is cancelled, by this call or an earlier one.

        Raises CampaignUnknown, CannotCancel, EventsNotPublished.
        """
        campaign = self._processing(campaign_id)
        while campaign.cancelled is None:
            this = Cancellation(
                request_id=request_id, cancelled_at=now(), cancelled_by=cancelled_by, settlement=campaign.settlement
            )
            write_cancellation(self.dynamodb, self.table, campaign_id, this)
            campaign = self._processing(campaign_id)
        self.publisher.publish([campaign_cancelled(campaign, campaign.cancelled)], cancelled_by)
        return campaign

    def _processing(self, campaign_id: str) -> CampaignRecord:
        campaign, _ = self.campaigns.whole(campaign_id, with_variants=False)
        if campaign.status != "processing":
            raise CannotCancel(
                f"nothing to cancel: {campaign_id} is {campaign.status.replace('_', ' ')}: all its products are ready "
                "or failed, and nothing more is made or charged; to have it gone, delete it"
            )
        return campaign
