"""The domain events: what other teams build on. Additive changes keep the version; a breaking one gets a new type.

Their JSON Schemas are generated into docs/events/ (`make schemas`) and held against drift by a test.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal, Self
from uuid import UUID

from pydantic import Field

from shared.context import BriefReference, CampaignContext, ProductPlan, ProductReference
from shared.costs import ImageSource
from shared.frozen import Frozen, Timestamp, Usd
from shared.identity import event_id
from shared.pictures import GeneratedImage, Variant
from shared.problems import Problem

EVENT_VERSION: Final = "1.0"
SOURCE_PREFIX = "creative-automation."

StageName = Literal["parser", "generator", "variants"]
Emitter = Literal[StageName, "api"]  # people's requests come by the API, and by `creative`
CampaignStatus = Literal["processing", "completed", "completed_with_errors", "failed"]
Rendition = Annotated[int, Field(ge=1, description="1 for what the brief asked for, one more for each request.")]


class Metadata(Frozen):
    """`causation_id` is the event_id (or, for the parser, the S3 version id) that led to this event."""

    event_id: UUID
    event_version: Literal["1.0"] = EVENT_VERSION
    occurred_at: Timestamp
    correlation_id: str = Field(description="The campaign_id.")
    causation_id: str


class CampaignTotals(Frozen):
    """How a campaign stands. `settlement` is 1 for the first time every product was settled, one more for each healing.

    `cost` is what the campaign is charged, `model_cost` the list price of the model calls that made its pictures,
    `possibly_paid` that of calls of which nobody knows: the answer was lost, or the function died. All in USD.
    """

    campaign_id: str
    status: CampaignStatus
    settlement: int
    product_count: int
    ready_count: int
    failed_count: int
    cost: Usd
    model_cost: Usd
    possibly_paid: Usd = Decimal(0)


class Event(Frozen):
    """The `detail` of an EventBridge event; subclasses name its detail-type and the shape of its data."""

    stage: ClassVar[Emitter | None] = None  # the one that emits it; None: any stage
    metadata: Metadata
    data: Frozen

    @classmethod
    def detail_type(cls) -> str:
        return cls.__name__

    @classmethod
    def of(cls, data: Frozen, campaign_id: str, causation_id: str, occurred_at: datetime, *facts: str | int) -> Self:
        """The event about `data`; `facts` tell it from others of its type in the campaign, and so make its id."""
        metadata = Metadata(
            event_id=event_id(campaign_id, cls.detail_type(), *facts),
            occurred_at=occurred_at,
            correlation_id=campaign_id,
            causation_id=causation_id,
        )
        return cls.model_validate({"metadata": metadata, "data": data})


class BriefValidatedData(Frozen):
    campaign: CampaignContext
    product: ProductPlan
    brief: BriefReference


class BriefValidated(Event):
    """Once per product of an accepted brief. Facts of its id: product_id."""

    stage = "parser"
    data: BriefValidatedData


class BriefRejectedData(Frozen):
    """`problems` holds the first, 100 at most; all of them are in the JSON at `rejection_key`."""

    campaign_id: str
    brief: BriefReference
    problem_count: int
    problems: tuple[Problem, ...]
    rejection_key: str


class Rejection(Frozen):
    """`output/rejected/{campaign_id}.json`: every problem of a refused brief, for its author."""

    campaign_id: str
    brief: BriefReference
    rejected_at: Timestamp
    problems: tuple[Problem, ...]


class BriefRejected(Event):
    """Once per refused brief; again where it was not read at first. Facts of its id: why not (unforeseen, gone)."""

    stage = "parser"
    data: BriefRejectedData


class ImageGeneratedData(Frozen):
    campaign: CampaignContext
    product: ProductPlan
    image: GeneratedImage
    rendition: Rendition = 1


class ImageGenerated(Event):
    """Once per product and rendition that has its generated picture. Facts of its id: product_id, rendition from 2."""

    stage = "generator"
    data: ImageGeneratedData


class RequestedData(Frozen):
    """What somebody asked for a product of a settled campaign, complete: the texts and the plan as they are now."""

    campaign: CampaignContext
    product: ProductPlan
    rendition: int = Field(ge=2)
    request_id: str
    requested_by: str | None = None


class RenderRequestedData(RequestedData):
    """`image` is None where a picture of the product's own is rendered: `product.asset_key`.

    `formats` and `locales` (null: the default texts) are those that are made anew; empty: all of them. So are the
    languages `texts_in`, whose texts change.
    """

    image: GeneratedImage | None
    formats: tuple[str, ...] = ()
    locales: tuple[str | None, ...] = ()
    texts_in: tuple[str | None, ...] = ()


class RenderRequested(Event):
    """Once per product that is to be rendered again. Facts of its id: product_id, rendition."""

    stage = "api"
    data: RenderRequestedData


class ImageRequestedData(RequestedData):
    """`seed` is None where the rendition decides it."""

    seed: int | None = None


class ImageRequested(Event):
    """Once per product that is to have a new picture. Facts of its id: product_id, rendition."""

    stage = "api"
    data: ImageRequestedData


class VariantsReadyData(Frozen):
    """`source_key` is the S3 key of the picture that the variants were made from; `cost` is the product's, in USD."""

    campaign_id: str
    product: ProductReference
    image_source: ImageSource
    source_key: str
    variants: tuple[Variant, ...]
    cost: Usd
    rendition: Rendition = 1


class VariantsReady(Event):
    """Once per product and rendition: keep the highest. Facts of its id: product_id, rendition from 2."""

    stage = "variants"
    data: VariantsReadyData


class ProductFailedData(Frozen):
    """`retryable`: whether `creative redrive CAMPAIGN` heals it, once its cause is mended."""

    campaign_id: str
    product: ProductReference
    stage: StageName
    code: str
    reason: str
    retryable: bool
    rendition: Rendition = 1


class ProductFailed(Event):
    """Once per product that is given up. Facts of its id: product_id, stage, code, rendition from 2."""

    data: ProductFailedData


class CampaignCompletedData(CampaignTotals):
    settlement: int = Field(ge=1)
    campaign_name: str
    manifest_key: str


class CampaignCompleted(Event):
    """Once per settlement. Facts of its id: settlement."""

    data: CampaignCompletedData


class CampaignCancelledData(Frozen):
    """`settlement` is the one that ends it: CampaignCompleted with this number follows."""

    campaign_id: str
    campaign_name: str
    settlement: int = Field(ge=1)
    request_id: str
    cancelled_by: str | None = None


class CampaignCancelled(Event):
    """What a campaign has not made is not wanted any more. Facts of its id: settlement."""

    stage = "api"
    data: CampaignCancelledData


EVENTS: dict[str, type[Event]] = {
    event.detail_type(): event
    for event in (
        BriefValidated,
        BriefRejected,
        ImageGenerated,
        VariantsReady,
        ProductFailed,
        CampaignCompleted,
        RenderRequested,
        ImageRequested,
        CampaignCancelled,
    )
}
