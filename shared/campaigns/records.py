"""What is kept of a campaign and of each of its products."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import Field

from shared.campaigns.requests import Asked, EarlierRendition, Request, Source
from shared.context import BriefReference, CampaignContext, ProductPlan, ProductReference
from shared.costs import Rates
from shared.events import CampaignStatus, Rendition, StageName
from shared.frozen import Frozen, Timestamp, Usd
from shared.pictures import GeneratedImage, Variant
from shared.problems import CANCELLED, Note

ProductStatus = Literal["pending", "image_ready", "ready", "failed"]


class Failure(Frozen):
    """Why a product was given up. `code` is for machines, `reason` a sentence for the marketer."""

    stage: StageName
    code: str
    reason: str
    retryable: bool
    failed_at: Timestamp

    @property
    def cancelled(self) -> bool:
        """Whether nothing went wrong: it was not wanted any more."""
        return self.code == CANCELLED


class ProductRecord(Frozen):
    """`settlement` is the number of the campaign's settlement that this product caused, if it was the last one.

    `waits_until` is set where a day's budget had no room for its picture: the start of the day (UTC) on which it may go
    on; `waits_for` is the price in USD of that picture, `resumed_at` the time at which it last went on.

    `model_cost` is the list price of the model calls that made its pictures, `possibly_paid` that of calls of which
    nobody knows: the answer was lost, or the function died. `unanswered` counts these, since the product has had a
    picture or was given up for them; `called_at` is the time of the last.

    `rendition` comes from the request `asked`, None for the first. Until it is ready, `variants` are those of
    `variants_rendition`; until it has a picture, `source_before` is the one to go on with. `charged_before` is what all
    renditions before it were charged, in USD.
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
    unanswered: int = 0
    called_at: Timestamp | None = None
    rendition: Rendition = 1
    asked: Asked | None = None
    variants_rendition: Rendition = 1
    source_before: Source | None = None
    charged_before: Usd = Decimal(0)
    earlier: tuple[EarlierRendition, ...] = ()

    @property
    def owner(self) -> str:
        """Who a picture is paid for: CAMPAIGN/PRODUCT, and /r2 for its second rendition."""
        of_rendition = f"/r{self.rendition}" if self.rendition > 1 else ""
        return f"{self.campaign_id}/{self.plan.product_id}{of_rendition}"

    @property
    def own_source(self) -> Source | None:
        """The picture of this rendition; None where it has none, or none yet."""
        if self.image:
            return Source(image=self.image)
        own = Source(asset_key=self.plan.asset_key, asset_version=self.plan.asset_version)
        return own if own.asset_key else None

    @property
    def source(self) -> Source | None:
        """The picture of this rendition, else that of an earlier one."""
        return self.own_source or self.source_before

    @property
    def source_key(self) -> str | None:
        return self.source.key if self.source else None

    def charge(self, rates: Rates) -> Decimal:
        """For all that was done so far, in USD: each rendition pays for its own variants, and for a picture it made."""
        generated = self.image is not None and (self.asked is None or self.asked.kind == "image")
        own = rates.product(generated=generated, rendered=self.status == "ready")
        return self.charged_before + own - (rates.processing if self.asked else 0)

    @property
    def reference(self) -> ProductReference:
        return ProductReference(product_id=self.plan.product_id, index=self.plan.index, name=self.plan.name)


class NewCampaign(Frozen):
    """An accepted brief, before anything was done for it. `more_notes` counts those that only the manifest holds.

    `requested_by` is the user of the API who submitted it; None for an upload with AWS credentials. `max_cost` and
    `prohibited_words` are the brief's, for what is requested later.
    """

    context: CampaignContext
    brief: BriefReference
    rates: Rates
    estimated_cost: Usd
    notes: tuple[Note, ...] = ()
    more_notes: int = 0
    requested_by: str | None = None
    max_cost: Usd | None = None
    prohibited_words: tuple[str, ...] = ()
    created_at: Timestamp


class Cancellation(Frozen):
    """That what a campaign has not made is not wanted any more. `cancelled_by` is a user of the API, or an ARN.

    `settlement` is the one that the campaign had: with the next one it is over.
    """

    request_id: str
    cancelled_at: Timestamp
    cancelled_by: str | None = None
    settlement: int = Field(ge=0)


class CampaignRecord(NewCampaign):
    """`revision` grows with every change of the counts; `settlement` counts how often the last product was settled.

    `swept_at`: when the sweeper last announced again what its products wait for. `request` is the newest, which made
    `rendition`.
    """

    status: CampaignStatus = "processing"
    revision: int = Field(default=1, ge=1)
    settlement: int = Field(default=0, ge=0)
    pending_count: int
    ready_count: int = 0
    failed_count: int = 0
    updated_at: Timestamp
    swept_at: Timestamp | None = None
    rendition: Rendition = 1
    request: Request | None = None
    cancellation: Cancellation | None = None

    @property
    def campaign_id(self) -> str:
        return self.context.campaign_id

    @property
    def cancelled(self) -> Cancellation | None:
        """The cancellation that is in force: not that of an earlier time when the campaign was on its way."""
        this = self.cancellation
        return this if this and self.status == "processing" and this.settlement == self.settlement else None

    @property
    def ended_by_cancelling(self) -> bool:
        before = self.cancellation.settlement if self.cancellation else None
        return ended_by_cancelling(self.status, self.settlement, before)


def accepted(new: NewCampaign) -> CampaignRecord:
    return CampaignRecord(**dict(new), pending_count=new.context.product_count, updated_at=new.created_at)


@dataclass(frozen=True, slots=True)
class ProductState:
    """A product and its campaign as they were read, or as a write left them.

    `unopened` is the row of a product that has not taken over the campaign's request yet (opening.py).
    """

    campaign: CampaignRecord
    product: ProductRecord
    unopened: ProductRecord | None = None


def ended_by_cancelling(status: CampaignStatus, settlement: int, cancelled_after: int | None) -> bool:
    """Whether what a settled campaign lacks is what was cancelled; not once more was asked for, or healed, after that.

    `cancelled_after` is the settlement of its cancellation.
    """
    return status in ("failed", "completed_with_errors") and cancelled_after == settlement - 1


def final_status(ready: int, failed: int) -> CampaignStatus:
    """The status of a campaign whose every product is settled."""
    if failed == 0:
        return "completed"
    return "completed_with_errors" if ready else "failed"
