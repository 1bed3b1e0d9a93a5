"""What settling a product changes. Pure: the store writes it as one transaction.

    product                                   campaign's counts
    pending | image_ready -> ready            pending - 1, ready + 1
    pending | image_ready -> failed           pending - 1, failed + 1
    failed -> ready (healed by a redrive)     failed - 1, ready + 1

The product that takes `pending` to 0 settles the campaign; each healing after that settles it once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.campaigns.records import CampaignRecord, ProductRecord, ProductState, final_status
from shared.events import CampaignStatus

Outcome = Literal["ready", "failed"]


@dataclass(frozen=True, slots=True)
class Settling:
    """The counts' changes, and the condition on the campaign under which they are right.

    `status` and `settlement` are None unless this settles the campaign.
    """

    pending: int
    ready: int
    failed: int
    condition: str
    values: dict[str, object]
    status: CampaignStatus | None = None
    settlement: int | None = None

    def applied(self, state: ProductState, changes: Mapping[str, object], at: datetime) -> ProductState:
        """The state after the transaction.

        Status and settlement of the campaign are what it wrote or conditioned on; counts may be older than others'
        settlements, as `state` is: only where this settled the campaign are they sure to be its own.
        """
        before, settled = state.campaign, {} if self.settlement is None else {"settlement": self.settlement}
        campaign = before.model_copy(
            update={
                "pending_count": before.pending_count + self.pending,
                "ready_count": before.ready_count + self.ready,
                "failed_count": before.failed_count + self.failed,
                "revision": before.revision + 1,
                "status": self.status or before.status,
                "updated_at": at,
                **settled,
            }
        )
        healed = {"failure": None} if self.ready else {}
        return ProductState(campaign, state.product.model_copy(update={**healed, **changes, **settled}))


def settling(product: ProductRecord, campaign: CampaignRecord, outcome: Outcome) -> Settling | None:
    """None where the product has this outcome, or a better one, already; and where it was cancelled."""
    if product.failure and product.failure.cancelled:
        return None
    if product.status == "ready" or (product.status == "failed" and outcome == "failed"):
        return None
    if product.status == "failed":
        return _healing(campaign)
    ready, failed = (1, 0) if outcome == "ready" else (0, 1)
    if campaign.pending_count > 1:
        # Others are still to come, whatever else happens meanwhile: no need to agree on the exact counts.
        return Settling(-1, ready, failed, "pending_count > :one", {":one": 1})
    return Settling(
        -1,
        ready,
        failed,
        "pending_count = :one AND failed_count = :failed_count",
        {":one": 1, ":failed_count": campaign.failed_count},
        final_status(campaign.ready_count + ready, campaign.failed_count + failed),
        campaign.settlement + 1,
    )


def _healing(campaign: CampaignRecord) -> Settling:
    if campaign.status == "processing":
        return Settling(0, 1, -1, "campaign_status = :processing", {":processing": "processing"})
    return Settling(
        0,
        1,
        -1,
        "settlement = :settlement_before AND failed_count = :failed_count",
        {":settlement_before": campaign.settlement, ":failed_count": campaign.failed_count},
        final_status(campaign.ready_count + 1, campaign.failed_count - 1),
        campaign.settlement + 1,
    )
