"""Today's events, rows, manifest and rejection, with every field filled: as a program writes them.

`python -m tests.contract.samples` keeps them as the examples of a version that has landed (see yesterday/).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from shared import keys
from shared.awaited import campaign_cancelled, requested
from shared.campaigns import items
from shared.campaigns.records import CampaignRecord, Cancellation, Failure, NewCampaign, ProductRecord
from shared.campaigns.requests import EarlierRendition, Request, Source, TakenOff
from shared.context import BriefReference, CampaignContext, ProductPlan
from shared.costs import Rates
from shared.events import (
    BriefRejected,
    BriefRejectedData,
    BriefValidated,
    BriefValidatedData,
    CampaignCompleted,
    CampaignCompletedData,
    Event,
    ImageGenerated,
    ImageGeneratedData,
    ProductFailed,
    ProductFailedData,
    Rejection,
    VariantsReady,
    VariantsReadyData,
)
from shared.manifest import manifest_of
from shared.pictures import Check, GeneratedImage, Variant
from shared.problems import Note, Problem
from shared.texts import OwnTexts

EXAMPLES = Path(__file__).parent / "examples"

_CAMPAIGN_ID = "dawn-swim-20261125-060000-0a1b2c"
_AT = datetime(2026, 11, 25, 6, 0, 0, 125_000, tzinfo=UTC)
_BRIEF = BriefReference(bucket="campaigns", key="input/campaign-briefs/dawn-swim.json", version="3sL4kqtJ")
_PROBLEM = Problem(pointer="/products/0/name", code="missing", found="nothing", expected="the product's name")
_CONTEXT = CampaignContext(
    campaign_id=_CAMPAIGN_ID,
    campaign_name="Dawn swim",
    campaign_message="Cold for a minute, awake all day",
    product_count=2,
    formats=("instagram-square", "twitter-card"),
    locales=("de",),
    messages={"de": "Kurz kalt, lange wach"},
    translations={
        "de": OwnTexts(message="Kurz kalt, lange wach", disclaimer="Nur für Geübte.", taken_off=("subline",))
    },
    subline="Sundays at six",
    offer="First swim free",
    disclaimer="At your own risk.",
    scene="a misty lake at dawn",
    style="grainy film",
    brand="Coldwater Club",
    brand_colors=("#005F73", "#E9D8A6"),
    logo_key="existing-assets/coldwater/badge.png",
    call_to_action="Dive in",
    target_audience="Open-water beginners",
    target_regions=("Lake District",),
)
_ROBE = ProductPlan(
    product_id="changing-robe-0",
    index=0,
    name="Changing robe",
    description="Fleece-lined",
    image_source="generate",
    texts=OwnTexts(offer="Two for one"),
    translations={"de": OwnTexts(offer="Zwei für eins")},
)
_FLOAT = ProductPlan(
    product_id="tow-float-1",
    index=1,
    name="Tow float",
    image_source="existing",
    asset_key="existing-assets/coldwater/tow-float/product.png",
)
_IMAGE = GeneratedImage(
    key=f"output/{_CAMPAIGN_ID}/generated/changing-robe-0.png",
    model_id="stability.stable-image-core-v1:1",
    recipe="5e" * 32,
    seed=7,
    width=1024,
    height=1024,
    cached=False,
    model_cost=Decimal("0.04"),
)
_VARIANT = Variant(
    format="twitter-card",
    locale="de",
    key=f"output/{_CAMPAIGN_ID}/variants/de/changing-robe-0-twitter-card.jpg",
    width=1200,
    height=675,
    bytes=123_456,
    evidence={
        "contrast": Check(value=7.2, bar=">= 4.5", passed=True),
        "text height": Check(value=0.021, bar=">= 0.025", passed=False),
    },
)
_FAILURE = Failure(
    stage="variants", code="image_unreadable", reason="The picture can't be read.", retryable=False, failed_at=_AT
)
_REQUEST = Request(
    request_id="louder",
    kind="render",
    requested_by="arn:aws:iam::123456789012:user/ada",
    requested_at=_AT,
    changes=("offer",),
    formats=("twitter-card",),
    locales=(None, "de"),
    texts_in=(None, "de"),
    taken_off=(TakenOff(locale="de", text="subline"),),
    rendition=2,
    products=(0,),
    texts=OwnTexts(offer="Two for one"),
    translations={"de": OwnTexts(offer="Zwei für eins")},
    picture=Source(image=_IMAGE),
)
_CANCELLATION = Cancellation(request_id="enough", cancelled_at=_AT, cancelled_by="ann", settlement=1)
CAMPAIGN = CampaignRecord(
    context=_CONTEXT,
    brief=_BRIEF,
    rates=Rates(generation=Decimal("0.30"), processing=Decimal("0.01"), variants=Decimal("0.05")),
    estimated_cost=Decimal("0.42"),
    notes=(Note(pointer="/cta", text="read as call_to_action"),),
    created_at=_AT,
    status="completed_with_errors",
    revision=4,
    settlement=1,
    pending_count=0,
    ready_count=1,
    failed_count=1,
    updated_at=_AT,
    max_cost=Decimal(12),
    prohibited_words=("cheap",),
    rendition=2,
    request=_REQUEST,
    cancellation=_CANCELLATION,
)
READY = ProductRecord(
    campaign_id=_CAMPAIGN_ID,
    plan=_ROBE,
    status="ready",
    image=_IMAGE,
    image_ready_at=_AT,
    variants=(_VARIANT,),
    ready_at=_AT,
    settlement=1,
    rendition=2,
    asked=_REQUEST.asked,
    variants_rendition=2,
    source_before=Source(image=_IMAGE),
    charged_before=Decimal("0.36"),
    earlier=(EarlierRendition(rendition=1, status="ready", at=_AT, asked=None, source_key=_IMAGE.key, variants=1),),
)
FAILED = ProductRecord(campaign_id=_CAMPAIGN_ID, plan=_FLOAT, status="failed", failure=_FAILURE)

REJECTION = Rejection(campaign_id=_CAMPAIGN_ID, brief=_BRIEF, rejected_at=_AT, problems=(_PROBLEM,))
MANIFEST = manifest_of(CAMPAIGN, [READY, FAILED])


def _event(kind: type[Event], data: Any) -> Event:
    return kind.of(data, _CAMPAIGN_ID, "3sL4kqtJ", _AT, "changing-robe-0")


EVENTS: tuple[Event, ...] = (
    _event(BriefValidated, BriefValidatedData(campaign=_CONTEXT, product=_ROBE, brief=_BRIEF)),
    _event(
        BriefRejected,
        BriefRejectedData(
            campaign_id=_CAMPAIGN_ID,
            brief=_BRIEF,
            problem_count=1,
            problems=(_PROBLEM,),
            rejection_key=keys.rejection(_CAMPAIGN_ID),
        ),
    ),
    _event(ImageGenerated, ImageGeneratedData(campaign=_CONTEXT, product=_ROBE, image=_IMAGE)),
    _event(
        VariantsReady,
        VariantsReadyData(
            campaign_id=_CAMPAIGN_ID,
            product=READY.reference,
            image_source="generate",
            source_key=_IMAGE.key,
            variants=(_VARIANT,),
            cost=Decimal("0.36"),
            rendition=2,
        ),
    ),
    requested(CAMPAIGN, READY, _REQUEST.asked),
    requested(CAMPAIGN, READY, _REQUEST.asked.model_copy(update={"kind": "image", "seed": 7})),
    campaign_cancelled(CAMPAIGN, _CANCELLATION),
    _event(
        ProductFailed,
        ProductFailedData(
            campaign_id=_CAMPAIGN_ID, product=FAILED.reference, **_FAILURE.model_dump(exclude={"failed_at"})
        ),
    ),
    _event(
        CampaignCompleted,
        CampaignCompletedData(
            campaign_id=_CAMPAIGN_ID,
            campaign_name=_CONTEXT.campaign_name,
            status=CAMPAIGN.status,
            settlement=1,
            product_count=2,
            ready_count=1,
            failed_count=1,
            cost=Decimal("0.37"),
            model_cost=Decimal("0.04"),
            manifest_key=keys.manifest(_CAMPAIGN_ID),
        ),
    ),
)


def written() -> dict[str, Any]:
    """Everything by name, as plain JSON: events in EventBridge's envelope, rows as DynamoDB's items."""
    events = {
        event.detail_type(): {"detail-type": event.detail_type(), "detail": event.model_dump(mode="json")}
        for event in EVENTS
    }
    rows = {"row-campaign": _campaign_row(), "row-ready": _product_row(READY), "row-failed": _product_row(FAILED)}
    others = {"manifest": MANIFEST.model_dump(mode="json"), "rejection": REJECTION.model_dump(mode="json")}
    return {**events, **rows, **others}


def _campaign_row() -> items.Item:
    """As the row stands once its campaign is settled."""
    new = NewCampaign(**{name: getattr(CAMPAIGN, name) for name in NewCampaign.model_fields})
    changed = ("revision", "settlement", "pending_count", "ready_count", "failed_count", "updated_at", "rendition")
    columns: dict[str, object] = {name: getattr(CAMPAIGN, name) for name in changed}
    columns |= {"asked": CAMPAIGN.request, "cancellation": CAMPAIGN.cancellation}
    return {**items.new_campaign_item(new), **items.values({**columns, "campaign_status": CAMPAIGN.status})}


def _product_row(product: ProductRecord) -> items.Item:
    as_new = ("campaign_id", "plan", "status")
    columns: dict[str, object] = {name: plain for name, plain in product if plain and name not in as_new}
    return {**items.new_product_item(product, _AT), **items.values(columns)}


if __name__ == "__main__":
    for name, plain in written().items():
        text = json.dumps(plain, indent=2, ensure_ascii=False) + "\n"
        (EXAMPLES / f"{name}.json").write_text(text, encoding="utf-8")
