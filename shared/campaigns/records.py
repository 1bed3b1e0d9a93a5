"""What is kept of a campaign and of each of its products."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import Field

from shared.context import BriefReference, CampaignContext, ProductPlan, ProductReference
from shared.costs import Rates
from shared.events import CampaignStatus, StageName
from shared.frozen import Frozen, Timestamp, Usd
from shared.pictures import GeneratedImage, Variant
from shared.problems import Note

ProductStatus = Literal["pending", "image_ready", "ready", "failed"]


class Failure(Frozen):
    """Why a product was given up. `code` is for machines, `reason` a sentence for the marketer."""

    stage: StageName
    code: str
    reason: str
    retryable: bool
    failed_at: Timestamp


class ProductRecord(Frozen):
    """`settlement` is the number of the campaign's settlement that this product caused, if it was the last one.

    `waits_until` is set where a day's budget had no room for its picture: the start of the day (UTC) on which it may go
    on; `waits_for` is the price in USD of that picture, `resumed_at` the time at which it last went on.

    `model_cost` is the list price of the model calls that made its
    pictures, `possibly_paid` that of calls of which nobody knows: the answer was lost, or the function died.
    """

    campaign_id: str
    plan: ProductPlan
    status: ProductStatus = "pending"
    image: GeneratedImage | None = None
    image_ready_at: Timestamp | None = None
    variants: tuple[Variant, ...] = ()
    ready_at: Timestamp | None = None
    failure: Failure | None = None
    settlement: int | None = None
    waits_until: Timestamp | None = None
    waits_for: Usd | None = None
    resumed_at: Timestamp | None = None
    model_cost: Usd = Decimal(0)
    possibly_paid: Usd = Decimal(0)

    @property
    def reference(self) -> ProductReference:
        return ProductReference(product_id=self.plan.product_id, index=self.plan.index, name=self.plan.name)


class NewCampaign(Frozen):
    """An accepted brief, before anything was done for it. `more_notes` counts those that only the manifest holds.

    `requested_by` is the user of the API who submitted it; None for an upload with AWS credentials.
    """

    context: CampaignContext
    brief: BriefReference
    rates: Rates
    estimated_cost: Usd
    notes: tuple[Note, ...] = ()
    more_notes: int = 0
    requested_by: str | None = None
    created_at: Timestamp


class CampaignRecord(NewCampaign):
    """`revision` grows with every change of the counts; `settlement` counts how often the last product was settled.

    `swept_at`: when the sweeper last announced again what its products wait for.
    """

    status: CampaignStatus = "processing"
    revision: int = Field(default=1, ge=1)
    settlement: int = Field(default=0, ge=0)
    pending_count: int
    ready_count: int = 0
    failed_count: int = 0
    updated_at: Timestamp
    swept_at: Timestamp | None = None

    @property
    def campaign_id(self) -> str:
        return self.context.campaign_id


def accepted(new: NewCampaign) -> CampaignRecord:
    return CampaignRecord(**dict(new), pending_count=new.context.product_count, updated_at=new.created_at)


@dataclass(frozen=True, slots=True)
class ProductState:
    """A product and its campaign as they were read, or as a write left them."""

    campaign: CampaignRecord
    product: ProductRecord


def final_status(ready: int, failed: int) -> CampaignStatus:
    """The status of a campaign whose every product is settled."""
    if failed == 0:
        return "completed"
    return "completed_with_errors" if ready else "failed"
