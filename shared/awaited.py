"""The event that a product's next stage waits for, made of its state alone.

As it was first told: the same id, time and cause. Who announces it again repeats a fact and adds none.
"""

from __future__ import annotations

from shared.campaigns.records import CampaignRecord, Cancellation, ProductRecord
from shared.campaigns.requests import Asked
from shared.events import (
    BriefValidated,
    BriefValidatedData,
    CampaignCancelled,
    CampaignCancelledData,
    ImageGenerated,
    ImageGeneratedData,
    ImageRequested,
    ImageRequestedData,
    RenderRequested,
    RenderRequestedData,
    StageName,
)
from shared.identity import rendition_fact

ProductEvent = BriefValidated | ImageGenerated | RenderRequested | ImageRequested


def awaited(campaign: CampaignRecord, product: ProductRecord) -> ProductEvent:
    """ImageGenerated where the product has its generated picture: it is not made, nor paid for, again."""
    if product.asked and (product.asked.kind == "render" or product.image is None):
        return requested(campaign, product, product.asked)
    return image_generated(campaign, product) if product.image else brief_validated(campaign, product)


def campaign_cancelled(campaign: CampaignRecord, cancellation: Cancellation) -> CampaignCancelled:
    settlement = cancellation.settlement + 1
    data = CampaignCancelledData(
        campaign_id=campaign.campaign_id,
        campaign_name=campaign.context.campaign_name,
        settlement=settlement,
        request_id=cancellation.request_id,
        cancelled_by=cancellation.cancelled_by,
    )
    facts = (campaign.campaign_id, cancellation.request_id, cancellation.cancelled_at, settlement)
    return CampaignCancelled.of(data, *facts)


def waits_for(product: ProductRecord) -> StageName:
    """The stage that is to go on with the product."""
    return "generator" if product.plan.image_source == "generate" and product.image is None else "variants"


def rendition_of(event: ProductEvent) -> int:
    return 1 if isinstance(event, BriefValidated) else event.data.rendition


def requested(campaign: CampaignRecord, product: ProductRecord, asked: Asked) -> RenderRequested | ImageRequested:
    common = {
        "campaign": campaign.context,
        "product": product.plan,
        "rendition": product.rendition,
        "request_id": asked.request_id,
        "requested_by": asked.requested_by,
    }
    facts = (product.campaign_id, asked.request_id, asked.requested_at, product.plan.product_id, product.rendition)
    if asked.kind == "image":
        return ImageRequested.of(ImageRequestedData.model_validate({**common, "seed": asked.seed}), *facts)
    anew = {name: getattr(asked, name) for name in ("formats", "locales", "texts_in")}
    render = {**common, **anew, "image": product.image}
    return RenderRequested.of(RenderRequestedData.model_validate(render), *facts)


def brief_validated(campaign: CampaignRecord, product: ProductRecord) -> BriefValidated:
    data = BriefValidatedData(campaign=campaign.context, product=product.plan, brief=campaign.brief)
    campaign_id, product_id = campaign.campaign_id, product.plan.product_id
    return BriefValidated.of(data, campaign_id, campaign.brief.version, campaign.created_at, product_id)


def image_generated(campaign: CampaignRecord, product: ProductRecord) -> ImageGenerated:
    """Raises ValueError for a product without a generated picture."""
    campaign_id, product_id = campaign.campaign_id, product.plan.product_id
    if product.image is None or product.image_ready_at is None:
        raise ValueError(f"product {product_id} of {campaign_id} has no generated picture to announce")
    cause = requested(campaign, product, product.asked) if product.asked else brief_validated(campaign, product)
    rendition, causation_id = product.rendition, str(cause.metadata.event_id)
    data = ImageGeneratedData(campaign=campaign.context, product=product.plan, image=product.image, rendition=rendition)
    facts: tuple[str | int, ...] = (product_id, *rendition_fact(rendition))
    return ImageGenerated.of(data, campaign_id, causation_id, product.image_ready_at, *facts)
