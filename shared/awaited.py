"""The event that a product's next stage waits for, made of its state alone.

As it was first told: the same id, time and cause. Who announces it again repeats a fact and adds none.
"""

from __future__ import annotations

from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.events import BriefValidated, BriefValidatedData, ImageGenerated, ImageGeneratedData


def awaited(campaign: CampaignRecord, product: ProductRecord) -> BriefValidated | ImageGenerated:
    """ImageGenerated where the product has its generated picture: it is not made, nor paid for, again."""
    return image_generated(campaign, product) if product.image else brief_validated(campaign, product)


def brief_validated(campaign: CampaignRecord, product: ProductRecord) -> BriefValidated:
    data = BriefValidatedData(campaign=campaign.context, product=product.plan, brief=campaign.brief)
    campaign_id, product_id = campaign.campaign_id, product.plan.product_id
    return BriefValidated.of(data, campaign_id, campaign.brief.version, campaign.created_at, product_id)


def image_generated(campaign: CampaignRecord, product: ProductRecord) -> ImageGenerated:
    """Raises ValueError for a product without a generated picture."""
    campaign_id, product_id = campaign.campaign_id, product.plan.product_id
    if product.image is None or product.image_ready_at is None:
        raise ValueError(f"product {product_id} of {campaign_id} has no generated picture to announce")
    data = ImageGeneratedData(campaign=campaign.context, product=product.plan, image=product.image)
    causation_id = str(brief_validated(campaign, product).metadata.event_id)
    return ImageGenerated.of(data, campaign_id, causation_id, product.image_ready_at, product_id)
