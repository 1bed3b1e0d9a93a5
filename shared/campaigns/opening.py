"""How a product takes over the request that means it: once, by the first stage that acts on it.

    campaign's request   rendition 2, products 0 and 3
    row of product 0     rendition 1, ready      -> everybody reads it as rendition 2, pending (`opened`)
    a stage acts on it   the row as it was goes to the history, rendition 2 is written over it, in one transaction

From there on all goes as for the first rendition. The variants of before stay with the row until it is ready.
"""

from __future__ import annotations

from typing import Any

from shared.campaigns import items
from shared.campaigns.records import CampaignRecord, ProductRecord, ProductState
from shared.campaigns.requests import EarlierRendition, Request, Source
from shared.context import CampaignContext, ProductPlan
from shared.texts import OwnTexts

# The history has them for good; what happens to the others is the new rendition's.
_OVER = dict.fromkeys(("failure", "settlement", "image_ready_at", "waits_until", "waits_for", "resumed_at"))

# What stays with the product, and is added to.
_GOES_ON = ("campaign_id", "earlier", "model_cost", "possibly_paid")


def state_of(campaign: CampaignRecord, row: ProductRecord) -> ProductState:
    product = as_asked(campaign, row)
    return ProductState(campaign, product, None if product is row else row)


def as_asked(campaign: CampaignRecord, row: ProductRecord) -> ProductRecord:
    """The product as the campaign's request wants it; the row itself where that is not meant, or has been opened."""
    request = campaign.request
    if request is None or row.rendition >= request.rendition or row.plan.index not in request.products:
        return row
    return opened(campaign, row, request)


def opened(campaign: CampaignRecord, row: ProductRecord, request: Request) -> ProductRecord:
    source = None if request.kind == "image" else request.picture or row.source
    image = source.image if source else None
    changes: dict[str, object] = {
        **_OVER,
        "rendition": request.rendition,
        "asked": request.asked,
        "plan": _planned(campaign.context, row.plan, request, source),
        "status": "image_ready" if image else "pending",
        "unanswered": 0,
        "called_at": None,
        "image": image,
        "source_before": row.source,
        "charged_before": row.charge(campaign.rates),
        "earlier": (*row.earlier, _told(row)),
    }
    return row.model_copy(update=changes)


def opening_writes(table: str, campaign: CampaignRecord, row: ProductRecord, product: ProductRecord) -> list[Any]:
    """The transaction that writes `product` over `row`, which stays in the history."""
    changed = {
        items.column(name): getattr(product, name)
        for name in ProductRecord.model_fields
        if getattr(product, name) != getattr(row, name)
    }
    same, given = items.of_rendition(row.rendition)
    # The status alone would not tell of a picture that a failed product gets.
    same_picture = "image_ready_at = :picture_before" if row.image_ready_at else "attribute_not_exists(image_ready_at)"
    given |= items.values({":status_before": row.status})
    given |= items.values({":picture_before": row.image_ready_at}) if row.image_ready_at else {}
    key = items.key(row.campaign_id, items.product_sk(row.plan.index))
    condition = f"product_status = :status_before AND {same} AND {same_picture}"
    return [_history(table, campaign, row), items.update(table, key, changed, condition, given)]


def _history(table: str, campaign: CampaignRecord, row: ProductRecord) -> Any:
    """The row as it was; the variants of an earlier rendition are in the history already.

    An update, for no stage may put items.
    """
    kept = row if row.variants_rendition == row.rendition else row.model_copy(update={"variants": ()})
    columns = {items.column(name): plain for name, plain in kept if name not in _GOES_ON and plain is not None}
    columns["expires_at"] = int((campaign.created_at + items.RETENTION).timestamp())
    key = items.earlier_key(row.campaign_id, row.plan.index, row.rendition)
    return items.update(table, key, columns, "attribute_not_exists(sk)", {})


def _told(row: ProductRecord) -> EarlierRendition:
    return EarlierRendition(
        rendition=row.rendition,
        status="ready" if row.status == "ready" else "failed",
        at=row.failure.failed_at if row.failure else row.ready_at,
        asked=row.asked,
        source_key=row.own_source.key if row.own_source else None,
        variants=len(row.variants) if row.variants_rendition == row.rendition else 0,
    )


def _planned(context: CampaignContext, plan: ProductPlan, request: Request, source: Source | None) -> ProductPlan:
    asset = source if source and source.asset_key else None
    locales = (locale for locale in request.locales if locale)
    return plan.model_copy(
        update={
            "image_source": "existing" if asset else "generate",
            "asset_key": asset.asset_key if asset else None,
            "asset_version": asset.asset_version if asset else None,
            "description": plan.description if request.description is None else request.description,
            "texts": plan.texts.changed(request.texts),
            "translations": plan.translations
            | {
                locale: plan.translations.get(locale, OwnTexts()).changed(texts)
                for locale, texts in request.translations.items()
            },
            "formats": _own(context.formats, (*(plan.formats or context.formats), *request.formats)),
            "locales": _own(context.locales, (*(plan.locales or context.locales), *locales)),
        }
    )


def _own(campaign: tuple[str, ...], product: tuple[str, ...]) -> tuple[str, ...]:
    """Empty where the product has just what the campaign has."""
    unique = tuple(dict.fromkeys(product))
    return () if unique == campaign else unique
