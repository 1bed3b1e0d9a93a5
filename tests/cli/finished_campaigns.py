"""Campaigns that have ended, with their pictures in the bucket."""

from __future__ import annotations

from pathlib import Path

from shared import keys
from shared.campaigns.records import NewCampaign, ProductRecord
from shared.pictures import Variant
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, image, new_campaign, new_products, variant
from tests.unit.conftest import Account

FORMATS = SQUARE, STORY = "instagram-square", "instagram-story"


def product_records(campaign: NewCampaign, name: str = "Bottle") -> list[ProductRecord]:
    products = new_products(campaign.context.product_count)
    return [p.model_copy(update={"plan": p.plan.model_copy(update={"name": name})}) for p in products]


def variant_in(locale: str | None = None, name: str = "instagram-square") -> Variant:
    key = keys.variant(CAMPAIGN_ID, "bottle-0", name, locale)
    return variant().model_copy(update={"key": key, "locale": locale, "format": name})


def finish(account: Account, campaign: NewCampaign, products: list[ProductRecord], *variants: Variant) -> None:
    account.campaigns.accept(campaign, products)
    account.campaigns.image_ready(account.campaigns.product(CAMPAIGN_ID, 0), image(), LATER)
    account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, 0), variants, LATER)
    for each in variants:
        account.put(each.key, f"picture {each.locale}".encode())
    account.manifests.write(CAMPAIGN_ID)


def finish_in_two_formats_and_languages(account: Account) -> None:
    campaign = new_campaign(1)
    context = campaign.context.model_copy(update={"formats": (SQUARE, STORY), "locales": ("de-DE",)})
    campaign = campaign.model_copy(update={"context": context})
    finish(
        account,
        campaign,
        product_records(campaign),
        *(variant_in(tag, name) for tag in (None, "de-DE") for name in FORMATS),
    )
    account.put(keys.contact_sheet(CAMPAIGN_ID), b"sheet")


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
