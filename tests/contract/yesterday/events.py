"""The base of the models, and the events."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer

Usd = Annotated[Decimal, Field(ge=0), PlainSerializer(float, return_type=float, when_used="json")]
Timestamp = AwareDatetime
Stage = Literal["parser", "generator", "variants"]
ImageSource = Literal["generate", "existing"]
CampaignStatus = Literal["processing", "completed", "completed_with_errors", "failed"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def read_json(cls, text: str | bytes) -> Self:
        return cls.model_validate_json(text, extra="ignore")

    @classmethod
    def read_plain(cls, plain: object) -> Self:
        return cls.model_validate(plain, extra="ignore")


class Problem(Frozen):
    pointer: str
    code: str
    found: str
    expected: str


class Metadata(Frozen):
    event_id: UUID
    event_version: Literal["1.0"] = "1.0"
    occurred_at: Timestamp
    correlation_id: str
    causation_id: str


class BriefReference(Frozen):
    bucket: str
    key: str
    version: str


class CampaignContext(Frozen):
    campaign_id: str
    campaign_name: str
    campaign_message: str
    product_count: int
    formats: tuple[str, ...]
    messages: dict[str, str] = Field(default_factory=dict)
    brand: str | None = None
    brand_colors: tuple[str, ...] = ()
    logo_key: str | None = None
    call_to_action: str | None = None
    target_audience: str | None = None
    target_regions: tuple[str, ...] = ()


class ProductReference(Frozen):
    product_id: str
    index: int = Field(ge=0)
    name: str


class ProductPlan(ProductReference):
    description: str = ""
    image_source: ImageSource
    asset_key: str | None = None


class GeneratedImage(Frozen):
    key: str
    model_id: str
    recipe: str
    seed: int
    width: int
    height: int
    cached: bool
    model_cost: Usd


class Check(Frozen):
    value: float
    bar: str
    passed: bool


class Variant(Frozen):
    format: str
    locale: str | None
    key: str
    width: int
    height: int
    bytes: int
    evidence: dict[str, Check]


class BriefValidatedData(Frozen):
    campaign: CampaignContext
    product: ProductPlan
    brief: BriefReference


class BriefRejectedData(Frozen):
    campaign_id: str
    brief: BriefReference
    problem_count: int
    problems: tuple[Problem, ...]
    rejection_key: str


class ImageGeneratedData(Frozen):
    campaign: CampaignContext
    product: ProductPlan
    image: GeneratedImage


class VariantsReadyData(Frozen):
    campaign_id: str
    product: ProductReference
    image_source: ImageSource
    source_key: str
    variants: tuple[Variant, ...]
    cost: Usd


class ProductFailedData(Frozen):
    campaign_id: str
    product: ProductReference
    stage: Stage
    code: str
    reason: str
    retryable: bool


class CampaignCompletedData(Frozen):
    campaign_id: str
    campaign_name: str
    status: CampaignStatus
    settlement: int = Field(ge=1)
    product_count: int
    ready_count: int
    failed_count: int
    cost: Usd
    model_cost: Usd
    manifest_key: str


class Event(Frozen):
    metadata: Metadata
    data: Frozen


class BriefValidated(Event):
    data: BriefValidatedData


class BriefRejected(Event):
    data: BriefRejectedData


class ImageGenerated(Event):
    data: ImageGeneratedData


class VariantsReady(Event):
    data: VariantsReadyData


class ProductFailed(Event):
    data: ProductFailedData


class CampaignCompleted(Event):
    data: CampaignCompletedData


EVENTS: dict[str, type[Event]] = {
    event.__name__: event
    for event in (BriefValidated, BriefRejected, ImageGenerated, VariantsReady, ProductFailed, CampaignCompleted)
}
