"""Makes a product's variants of its picture, and so VariantsReady."""

from __future__ import annotations

import io
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from PIL import Image

from rendering.contact_sheet.strip import Strip
from rendering.product_variants import Place, places, product_variants, variant_of
from rendering.render import Origin, Rendered, open_picture
from services.variants.masks import Masks
from services.variants.overviews import make_overviews
from services.variants.sources import Sources
from shared import keys
from shared.awaited import ProductEvent, rendition_of
from shared.campaigns.records import ProductRecord, ProductState
from shared.context import CampaignContext, ProductPlan
from shared.events import BriefValidated, CampaignCompleted, Event, ImageGenerated, RenderRequested
from shared.formats import FORMATS
from shared.observability import count, logger
from shared.pictures import Variant
from shared.problems import GivenUp
from shared.stage import Stage, read_event


@dataclass(frozen=True, slots=True)
class Job:
    """One product to render: its picture lies at `source_key`; `recipe` is None for a supplied picture.

    `source_version` is None where any version will do.
    """

    campaign: CampaignContext
    product: ProductPlan
    rendition: int
    source_key: str
    source_version: str | None
    recipe: str | None
    causation_id: str


@dataclass(frozen=True, slots=True)
class Production:
    stage: Stage
    sources: Sources
    masks: Masks

    def take(self, body: str) -> Sequence[Event]:
        """One ImageGenerated, RenderRequested, BriefValidated with an existing asset, or CampaignCompleted."""
        event = _event(body)
        if isinstance(event, CampaignCompleted):
            make_overviews(self.stage, self.sources, event.data.campaign_id)
            return []
        job = _job(event)
        return self.stage.product_work(event, lambda state: self._produced(job, state))

    def give_up(self, body: str, error: Exception) -> Sequence[Event]:
        event = _event(body)
        if isinstance(event, CampaignCompleted):
            return []  # the campaign has all its variants: for an overview alone nobody's product fails
        return self.stage.product_given_up(event, "rendering_failed", "no variants", error)

    def _produced(self, job: Job, state: ProductState) -> Sequence[Event]:
        if state.product.status == "ready":
            return self.stage.settlement.announced(state, job.causation_id)
        kept = _kept(state.product)
        made, strip = {}, self._begun_strip(job, kept)
        for locale, rendered in self._rendered(job, kept):
            made[rendered.format.name, locale] = self._keep(job, locale, rendered)
            strip.put(locale, rendered.format, rendered.picture)
        self._put(keys.thumbnails(job.campaign.campaign_id, job.product.product_id, job.rendition), strip.jpeg())
        count("VariantsRendered", len(made))
        logger.info("variants ready", product=job.product.product_id, variants=len(made), kept=len(kept))
        variants = [(kept | made)[place] for place in places(job.campaign)]
        return self.stage.settlement.ready(state, variants, job.causation_id)

    def _begun_strip(self, job: Job, kept: Mapping[Place, Variant]) -> Strip:
        """With what stays as it was; what is gone of that ends the product."""
        strip = Strip.empty(job.campaign)
        for (name, locale), variant in kept.items():
            with Image.open(io.BytesIO(self.sources.fetch(variant.key, variant.version_id)), formats=("JPEG",)) as old:
                strip.put(locale, FORMATS[name], old.convert("RGB"))
        return strip

    def _rendered(self, job: Job, kept: Container[Place]) -> Iterator[tuple[str | None, Rendered]]:
        picture = open_picture(self.sources.fetch(job.source_key, job.source_version), self.masks)
        origin = Origin(job.campaign.campaign_id, job.recipe, ai_generated=job.recipe is not None)
        return product_variants(job.campaign, job.product, picture, self._logo(job.campaign), origin, kept)

    def _logo(self, campaign: CampaignContext) -> bytes | None:
        """Empty where the logo is gone: the renderer then marks it as missed."""
        if not campaign.logo_key:
            return None
        try:
            return self.sources.fetch(campaign.logo_key, campaign.logo_version)
        except GivenUp as given_up:
            logger.warning("no logo", reason=given_up.reason)
            return b""

    def _keep(self, job: Job, locale: str | None, rendered: Rendered) -> Variant:
        campaign_id, product_id = job.campaign.campaign_id, job.product.product_id
        key = keys.variant(campaign_id, product_id, rendered.format.name, locale, job.rendition)
        return variant_of(rendered, locale, key, self._put(key, rendered.jpeg))

    def _put(self, key: str, jpeg: bytes) -> str | None:
        """The version of the object; None in a bucket that keeps none."""
        bucket = self.stage.settings.bucket
        put = self.stage.s3.put_object(Bucket=bucket, Key=key, Body=jpeg, ContentType="image/jpeg")
        return put.get("VersionId")


def _event(body: str) -> ProductEvent | CampaignCompleted:
    event = read_event(body, ImageGenerated, BriefValidated, RenderRequested, CampaignCompleted)
    return cast("ProductEvent | CampaignCompleted", event)


def _job(event: ProductEvent) -> Job:
    campaign, product = event.data.campaign.of(event.data.product), event.data.product
    causation_id, rendition = str(event.metadata.event_id), rendition_of(event)
    image = event.data.image if isinstance(event, ImageGenerated | RenderRequested) else None
    if image:
        return Job(campaign, product, rendition, image.key, image.version_id, image.recipe, causation_id)
    if product.asset_key:
        return Job(campaign, product, rendition, product.asset_key, product.asset_version, None, causation_id)
    raise ValueError(f"{event.detail_type()} without a picture: a rule let the wrong event through")


def _kept(product: ProductRecord) -> dict[Place, Variant]:
    """Variants of before that the product's request does not ask for anew."""
    asked = product.asked
    if asked is None or asked.kind == "image":
        return {}
    return {
        (variant.format, variant.locale): variant
        for variant in product.variants
        if variant.locale not in asked.texts_in
        and (
            (asked.formats and variant.format not in asked.formats)
            or (asked.locales and variant.locale not in asked.locales)
        )
    }
