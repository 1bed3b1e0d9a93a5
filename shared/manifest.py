"""The manifest: what a campaign came to, for people and programs. A projection of the campaign's state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from textwrap import indent
from typing import Literal

from pydantic import Field

from shared.campaigns.records import CampaignRecord, Cancellation, Failure, ProductRecord, ProductStatus
from shared.campaigns.requests import Asked, EarlierRendition
from shared.context import BriefReference, CampaignContext
from shared.costs import ImageSource, Rates
from shared.events import CampaignTotals, Rendition
from shared.frozen import Frozen, Timestamp, Usd
from shared.pictures import GeneratedImage, Variant
from shared.problems import Note
from shared.texts import OwnTexts


class ManifestProduct(Frozen):
    """`source_key` is the picture that the variants are made from. Costs as in Manifest, for this product.

    `texts` and `translations` are the product's own, where it has others than its campaign. `waits_until`: the day's
    budget has no room for its picture, and it goes on then. `variants` are those of `variants_rendition`, which is less
    than `rendition` until that is ready, and where it failed. `asked` is the request that made the rendition, None for
    the first; `earlier` are those before it.
    """

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
    possibly_paid: Usd = Decimal(0)
    waits_until: Timestamp | None = None
    texts: OwnTexts = OwnTexts()
    translations: dict[str, OwnTexts] = Field(default_factory=dict)
    rendition: Rendition = 1
    variants_rendition: Rendition = 1
    asked: Asked | None = None
    earlier: tuple[EarlierRendition, ...] = ()

    @property
    def cancelled(self) -> bool:
        return self.failure is not None and self.failure.cancelled


class ManifestSummary(CampaignTotals):
    """The manifest without its products. `estimated_cost` is the charge by `rates` if every product succeeds.

    `revision` grows with every change of the campaign. `requested_by` is the user of the API who submitted it,
    `rendition` the newest that was asked for. `cancelled`: what it lacks is not made because somebody stopped it. Of
    `failed_count`, `cancelled_count` are products that nothing heals for that reason, `retryable_count` those that a
    redrive heals once their cause is mended.
    """

    manifest_version: Literal["1.0"] = "1.0"
    revision: int
    created_at: Timestamp
    updated_at: Timestamp
    brief: BriefReference
    requested_by: str | None = None
    cancellation: Cancellation | None = None
    cancelled: bool = False
    cancelled_count: int = 0
    retryable_count: int = 0
    campaign: CampaignContext
    pending_count: int
    rates: Rates
    estimated_cost: Usd
    notes: tuple[Note, ...]
    rendition: Rendition = 1


class Manifest(ManifestSummary):
    products: tuple[ManifestProduct, ...]


@dataclass(slots=True)
class Sums:
    """What a campaign's products come to, costs in USD; `add` one after the other."""

    cost: Decimal = Decimal(0)
    model_cost: Decimal = Decimal(0)
    possibly_paid: Decimal = Decimal(0)
    cancelled_count: int = 0
    retryable_count: int = 0

    def add(self, line: ManifestProduct) -> None:
        self.cost += line.cost
        self.model_cost += line.model_cost
        self.possibly_paid += line.possibly_paid
        if line.failure:
            self.cancelled_count += line.cancelled
            self.retryable_count += line.failure.retryable


def summary_of(campaign: CampaignRecord, sums: Sums, notes: tuple[Note, ...] | None = None) -> ManifestSummary:
    """`notes` are all of them, where the campaign's row had not the room."""
    fields = {**dict(campaign), "notes": campaign.notes if notes is None else notes}
    for name in ("more_notes", "swept_at", "request", "max_cost", "prohibited_words"):
        fields.pop(name)
    context: CampaignContext = fields.pop("context")
    return ManifestSummary(
        **fields,
        **asdict(sums),
        campaign_id=context.campaign_id,
        cancelled=campaign.ended_by_cancelling,
        campaign=context,
        product_count=context.product_count,
    )


def manifest_of(campaign: CampaignRecord, products: Iterable[ProductRecord]) -> Manifest:
    lines, sums = tuple(product_line(product, campaign.rates) for product in products), Sums()
    for line in lines:
        sums.add(line)
    return Manifest(**dict(summary_of(campaign, sums)), products=lines)


def written(
    campaign: CampaignRecord, products: Iterable[ProductRecord], notes: tuple[Note, ...] | None = None
) -> tuple[ManifestSummary, bytes]:
    """The summary, and the whole manifest as JSON.

    Product by product: as models, the 37,800 variants of the largest campaign would fill half a gigabyte.
    """
    text, sums, separator = bytearray(), Sums(), b"\n"
    for product in products:
        line = product_line(product, campaign.rates)
        sums.add(line)
        text += separator + indent(line.model_dump_json(indent=2), "    ").encode()
        separator = b",\n"
    summary = summary_of(campaign, sums, notes)
    head = summary.model_dump_json(indent=2).removesuffix("\n}")
    text[:0] = f'{head},\n  "products": ['.encode()
    text += b"\n  ]\n}"
    return summary, bytes(text)


def product_line(product: ProductRecord, rates: Rates) -> ManifestProduct:
    """The product as the manifest tells of it."""
    plan, image = product.plan, product.image
    missed = (
        f"{variant.format}{f' ({variant.locale})' if variant.locale else ''}: {name}"
        for variant in product.variants
        for name, check in variant.evidence.items()
        if not check.passed
    )
    return ManifestProduct(
        product_id=plan.product_id,
        index=plan.index,
        name=plan.name,
        status=product.status,
        image_source=plan.image_source,
        source_key=product.source_key,
        image=image,
        variants=product.variants,
        missed_checks=tuple(missed),
        failure=product.failure,
        cost=product.charge(rates),
        # Rows of before 2026-11-25 have it in the picture alone.
        model_cost=product.model_cost or (image.model_cost if image else Decimal(0)),
        possibly_paid=product.possibly_paid,
        waits_until=product.waits_until if product.status == "pending" else None,
        texts=plan.texts,
        translations=plan.translations,
        rendition=product.rendition,
        variants_rendition=product.variants_rendition,
        asked=product.asked,
        earlier=product.earlier,
    )
