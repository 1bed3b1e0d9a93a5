"""Small campaigns for tests: only what a test names differs from the ordinary."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from shared.campaigns.brief_rows import BriefRow
from shared.campaigns.records import Failure, NewCampaign, ProductRecord
from shared.context import BriefReference, CampaignContext, ProductPlan
from shared.costs import DEFAULT_RATES, ImageSource
from shared.pictures import Check, GeneratedImage, Variant

CREATED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 31, tzinfo=UTC)
CAMPAIGN_ID = "summer-20261123-093000-0a1b2c"


def new_campaign(products: int, campaign_id: str = CAMPAIGN_ID) -> NewCampaign:
    return NewCampaign(
        context=CampaignContext(
            campaign_id=campaign_id,
            campaign_name="Summer",
            campaign_message="Stay cool",
            product_count=products,
            formats=("instagram-square",),
        ),
        brief=BriefReference(bucket="b", key="input/campaign-briefs/summer.json", version="v1"),
        rates=DEFAULT_RATES,
        estimated_cost=Decimal("0.36") * products,
        created_at=CREATED,
    )


def new_products(count: int, source: ImageSource = "generate", campaign_id: str = CAMPAIGN_ID) -> list[ProductRecord]:
    return [
        ProductRecord(
            campaign_id=campaign_id,
            plan=ProductPlan(
                product_id=f"bottle-{index}",
                index=index,
                name=f"Bottle {index}",
                image_source=source,
                asset_key="existing-assets/bottle.png" if source == "existing" else None,
            ),
        )
        for index in range(count)
    ]


def image(seed: int = 7) -> GeneratedImage:
    return GeneratedImage(
        key="output/x/generated/bottle-0.png",
        model_id="stability.stable-image-core-v1:1",
        recipe="ab" * 32,
        seed=seed,
        width=1024,
        height=1024,
        cached=False,
        model_cost=Decimal("0.04"),
    )


def variant(contrast: float = 7.2) -> Variant:
    return Variant(
        format="instagram-square",
        locale=None,
        key="output/x/variants/bottle-0-instagram-square.jpg",
        width=1080,
        height=1080,
        bytes=123_456,
        evidence={"contrast": Check(value=contrast, bar=">= 4.5", passed=contrast >= 4.5)},
    )


def failure(code: str = "content_filtered") -> Failure:
    return Failure(stage="generator", code=code, reason="no", retryable=False, failed_at=LATER)


def submitted(campaign_id: str, at: datetime = CREATED) -> BriefRow:
    key = f"input/campaign-briefs/by-id/{campaign_id}.json"
    brief = BriefReference(bucket="b", key=key, version="v1")
    return BriefRow(campaign_id=campaign_id, status="submitted", name="Winter", brief=brief, created_at=at)
