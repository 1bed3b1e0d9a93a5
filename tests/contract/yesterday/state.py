"""What is kept of a campaign: its rows, its manifest, or the reasons of its rejection."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from tests.contract.yesterday.events import (
    BriefReference,
    CampaignContext,
    CampaignStatus,
    Frozen,
    GeneratedImage,
    ImageSource,
    Problem,
    ProductPlan,
    Stage,
    Timestamp,
    Usd,
    Variant,
)

ProductStatus = Literal["pending", "image_ready", "ready", "failed"]


class Note(Frozen):
    pointer: str
    text: str


class Rates(Frozen):
    generation: Usd = Decimal("0.30")
    processing: Usd = Decimal("0.01")
    variants: Usd = Decimal("0.05")


class Failure(Frozen):
    stage: Stage
    code: str
    reason: str
    retryable: bool
    failed_at: Timestamp


class ProductRecord(Frozen):
    campaign_id: str
    plan: ProductPlan
    status: ProductStatus = "pending"
    image: GeneratedImage | None = None
    image_ready_at: Timestamp | None = None
    variants: tuple[Variant, ...] = ()
    ready_at: Timestamp | None = None
    failure: Failure | None = None
    settlement: int | None = None


class CampaignRecord(Frozen):
    context: CampaignContext
    brief: BriefReference
    rates: Rates
    estimated_cost: Usd
    notes: tuple[Note, ...] = ()
    created_at: Timestamp
    status: CampaignStatus = "processing"
    revision: int = Field(default=1, ge=1)
    settlement: int = Field(default=0, ge=0)
    pending_count: int
    ready_count: int = 0
    failed_count: int = 0
    updated_at: Timestamp


class ManifestProduct(Frozen):
    product_id: str
    index: int
    name: str
    status: ProductStatus
    image_source: ImageSource
    source_key: str | None
    image: GeneratedImage | None
    variants: tuple[Variant, ...]
    missed_checks: tuple[str, ...]
    failure: Failure | None
    cost: Usd
    model_cost: Usd


class Manifest(Frozen):
    manifest_version: Literal["1.0"] = "1.0"
    campaign_id: str
    status: CampaignStatus
    revision: int
    settlement: int
    created_at: Timestamp
    updated_at: Timestamp
    brief: BriefReference
    campaign: CampaignContext
    product_count: int
    pending_count: int
    ready_count: int
    failed_count: int
    rates: Rates
    estimated_cost: Usd
    cost: Usd
    model_cost: Usd
    notes: tuple[Note, ...]
    products: tuple[ManifestProduct, ...]


class Rejection(Frozen):
    campaign_id: str
    brief: BriefReference
    rejected_at: Timestamp
    problems: tuple[Problem, ...]
