"""From a product's picture to its variants, and so to VariantsReady."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rendering.render import Look, Origin, Rendered, open_picture, render
from rendering.unusable import UnusablePicture, UnusableText
from services.variants.contact_sheets import ContactSheets
from services.variants.sources import SourceMissing, Sources, SourceTooLarge
from shared import keys
from shared.campaigns.store import CampaignStore
from shared.events import (
    BriefValidated,
    CampaignCompleted,
    CampaignContext,
    Event,
    ImageGenerated,
    ProductPlan,
    Variant,
)
from shared.formats import FORMATS
from shared.incoming import read_event
from shared.observability import count, logger
from shared.settlement import Settlement

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class Job:
    """One product to render: its picture lies at `source_key`; `recipe` is None for a supplied picture."""

    campaign: CampaignContext
    product: ProductPlan
    source_key: str
    recipe: str | None
    causation_id: str


@dataclass(frozen=True, slots=True)
class Production:
    s3: S3Client
    bucket: str
    sources: Sources
    campaigns: CampaignStore
    settlement: Settlement
    contact_sheets: ContactSheets

    def take(self, body: str) -> None:
        """Handle one ImageGenerated, one BriefValidated with an existing asset, or one CampaignCompleted."""
        event = read_event(body, ImageGenerated, BriefValidated, CampaignCompleted)
        if isinstance(event, CampaignCompleted):
            key = self.contact_sheets.make(event.data.campaign_id)
            logger.info("contact sheet made", key=key)
        else:
            self._produce(_job(event))

    def give_up(self, body: str, error: Exception) -> None:
        event = read_event(body, ImageGenerated, BriefValidated, CampaignCompleted)
        if isinstance(event, CampaignCompleted):
            return  # the campaign has all its variants: for the sheet alone nobody's product fails
        reason = f"no variants after several tries. The last time: {error}. The platform team can redrive the product."
        self._failed(_job(event), "rendering_failed", reason, retryable=True)

    def _produce(self, job: Job) -> None:
        product = self.campaigns.product(job.campaign.campaign_id, job.product.index)
        if product.status == "ready":
            self.settlement.announce(product, job.causation_id)
            return
        try:
            variants = [self._keep(job, locale, rendered) for locale, rendered in self._rendered(job)]
        except (UnusablePicture, UnusableText) as unusable:
            self._failed(job, unusable.code, unusable.reason, retryable=False)
        except SourceTooLarge as too_large:
            self._failed(job, "picture_too_large", str(too_large), retryable=False)
        except SourceMissing as missing:
            self._failed(job, "picture_missing", f"{missing}; put it back and redrive", retryable=True)
        else:
            self.settlement.ready(job.campaign.campaign_id, job.product.index, variants, job.causation_id)
            count("VariantsRendered", len(variants))
            logger.info("variants ready", product=job.product.product_id, variants=len(variants))

    def _rendered(self, job: Job) -> Iterator[tuple[str | None, Rendered]]:
        """The default message first, then each locale's."""
        campaign = job.campaign
        picture = open_picture(self.sources.fetch(job.source_key))
        look = Look(
            brand_colors=campaign.brand_colors,
            product_name=job.product.name,
            call_to_action=campaign.call_to_action,
            brand=campaign.brand,
            logo=self._logo(campaign),
        )
        origin = Origin(campaign.campaign_id, job.recipe, ai_generated=job.recipe is not None)
        formats = [FORMATS[name] for name in campaign.formats]
        for locale, message in [(None, campaign.campaign_message), *campaign.messages.items()]:
            # The renderer works master by master; manifest and event list the formats as the brief does.
            made = {each.format.name: each for each in render(picture, message, locale, formats, look, origin)}
            for shape in formats:
                yield locale, made[shape.name]

    def _logo(self, campaign: CampaignContext) -> bytes | None:
        """Empty where the logo is gone: the renderer then marks it as missed."""
        if not campaign.logo_key:
            return None
        try:
            return self.sources.fetch(campaign.logo_key)
        except (SourceMissing, SourceTooLarge) as error:
            logger.warning("no logo", reason=str(error))
            return b""

    def _keep(self, job: Job, locale: str | None, rendered: Rendered) -> Variant:
        shape = rendered.format
        key = keys.variant(job.campaign.campaign_id, job.product.product_id, shape.name, locale)
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=rendered.jpeg, ContentType="image/jpeg")
        return Variant(
            format=shape.name,
            locale=locale,
            key=key,
            width=shape.width,
            height=shape.height,
            bytes=len(rendered.jpeg),
            evidence=rendered.evidence,
        )

    def _failed(self, job: Job, code: str, reason: str, *, retryable: bool) -> None:
        campaign_id, index = job.campaign.campaign_id, job.product.index
        self.settlement.failed(campaign_id, index, code, reason, retryable=retryable, causation_id=job.causation_id)
        count("ProductsFailed")
        logger.warning("product failed", index=index, code=code, reason=reason)


def _job(event: Event) -> Job:
    causation_id = str(event.metadata.event_id)
    if isinstance(event, ImageGenerated):
        made = event.data
        return Job(made.campaign, made.product, made.image.key, made.image.recipe, causation_id)
    if isinstance(event, BriefValidated) and (asset_key := event.data.product.asset_key):
        return Job(event.data.campaign, event.data.product, asset_key, None, causation_id)
    raise ValueError("BriefValidated without an existing asset: the rule 'reuse' let the wrong event through")
