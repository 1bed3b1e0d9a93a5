"""Campaigns, their state and their pictures: read from the table, pictures as signed URLs."""

from __future__ import annotations

import base64
from datetime import datetime
from http import HTTPStatus
from itertools import islice
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from operations.chosen_ids import uploaded
from operations.listing import STATUSES, Listed, ListedStatus, newest_first
from operations.standing import rejection, summary
from services.api.answers import (
    CampaignAnswer,
    CampaignPage,
    EarlierAnswer,
    ListedCampaign,
    ProductAnswer,
    ProductPage,
    VariantAnswer,
)
from services.api.glances import Glance, glances
from services.api.stack_access import StackAccess
from shared import keys
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.requests import EarlierRendition
from shared.campaigns.store import CampaignDeleted, CampaignUnknown
from shared.findings import findings
from shared.identity import LONGEST_ID
from shared.manifest import ManifestSummary, product_line
from shared.pictures import Variant

LISTED, MOST_LISTED = 20, 100
# A product has at most 189 variants, each 1.4 KB of answer: ten stay below the 6 MB that Lambda answers with.
PRODUCTS, MOST_PRODUCTS = 5, 10

CampaignId = Annotated[str, Path(max_length=LONGEST_ID, description="As the upload of its brief gave it.")]


def add_routes(app: APIGatewayHttpResolver, stack: StackAccess) -> None:
    @app.get("/campaigns", summary="Campaigns, the newest first")
    def campaigns(
        status: Annotated[ListedStatus | None, Query()] = None,
        before: Annotated[str | None, Query(description="`next` of the page before.")] = None,
        limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = LISTED,
    ) -> CampaignPage:
        return _page(stack, status, before, limit)

    @app.get("/campaigns/<campaign_id>", summary="How a campaign stands, or why its brief was refused")
    def campaign(campaign_id: CampaignId) -> CampaignAnswer:
        try:
            found = summary(stack.campaigns, campaign_id)
        except CampaignDeleted:
            raise
        except CampaignUnknown:
            return _not_accepted(stack, campaign_id)
        return CampaignAnswer(status=found.status, campaign=found, rejection=None, **_overviews(stack, found))

    @app.get("/campaigns/<campaign_id>/products", summary="Its products with their pictures, page by page")
    def products(
        campaign_id: CampaignId,
        after: Annotated[
            int, Query(ge=-1, le=9999, description="The index of the last product of the page before.")
        ] = -1,
        limit: Annotated[int, Query(ge=1, le=MOST_PRODUCTS)] = PRODUCTS,
    ) -> ProductPage:
        try:
            record, found = stack.campaigns.page(campaign_id, after, limit)
        except CampaignDeleted:
            raise
        except CampaignUnknown:
            raise unknown(campaign_id) from None
        last = found[-1].plan.index if found else after
        answers = tuple(_product(stack, record, product) for product in found)
        return ProductPage(products=answers, next=last if last + 1 < record.context.product_count else None)


def _overviews(stack: StackAccess, found: ManifestSummary) -> dict[str, str | None]:
    if found.status == "processing" or not found.ready_count:
        return {}
    campaign_id = found.campaign_id
    sheet = stack.shown("contact_sheet", keys.contact_sheet(campaign_id))
    table = stack.shown("table", keys.variants_table(campaign_id))
    return {**sheet, **table, "page_key": keys.campaign_page(campaign_id)}


def _not_accepted(stack: StackAccess, campaign_id: str) -> CampaignAnswer:
    if refused := rejection(stack.s3, stack.bucket, campaign_id):
        return CampaignAnswer(status="rejected", campaign=None, rejection=refused)
    if stack.briefs.find(campaign_id) or uploaded(stack.s3, stack.bucket, campaign_id):
        return CampaignAnswer(status="submitted", campaign=None, rejection=None)
    raise unknown(campaign_id)


def _page(stack: StackAccess, status: ListedStatus | None, before: str | None, limit: int) -> CampaignPage:
    statuses = (status,) if status else STATUSES
    since = None if before is None else _read_cursor(before)
    found = list(islice(newest_first(stack.dynamodb, stack.table, statuses, limit + 1, since), limit + 1))
    seen = glances(stack, [each.campaign_id for each in found[:limit]])
    listed = tuple(_listed(stack, each, seen[each.campaign_id]) for each in found[:limit])
    return CampaignPage(campaigns=listed, next=_cursor(found[limit - 1]) if len(found) > limit else None)


def _listed(stack: StackAccess, each: Listed, glance: Glance) -> ListedCampaign:
    return ListedCampaign(
        campaign_id=each.campaign_id,
        name=each.name,
        status=each.status,
        created_at=each.created_at,
        pending_count=each.pending,
        ready_count=each.ready,
        failed_count=each.failed,
        estimated_cost=glance.estimated_cost,
        charged=glance.charged,
        cancelled=glance.cancelled,
        **stack.shown("thumbnail", glance.thumbnail),
    )


def _cursor(last: Listed) -> str:
    return base64.urlsafe_b64encode(f"{last.created_at.isoformat()} {last.campaign_id}".encode()).decode()


def _read_cursor(text: str) -> tuple[datetime, str]:
    """Raises RequestValidationError."""
    try:
        created_at, _, campaign_id = base64.b64decode(text, altchars=b"-_", validate=True).decode().partition(" ")
        moment = datetime.fromisoformat(created_at)
        if moment.tzinfo is None:
            raise ValueError(created_at)
    except ValueError as error:
        told = "the `next` of a page, as it was given, is expected"
        raise RequestValidationError([{"loc": ("query", "before"), "msg": told, "type": "cursor"}]) from error
    return moment, campaign_id


def _product(stack: StackAccess, campaign: CampaignRecord, product: ProductRecord) -> ProductAnswer:
    line = product_line(product, campaign.rates)
    alike = {name: getattr(line, name) for name in ProductAnswer.model_fields if hasattr(line, name)}
    alike["variants"] = tuple(_variant(stack, variant) for variant in line.variants)
    alike["earlier"] = tuple(_earlier(stack, rendition) for rendition in line.earlier)
    return ProductAnswer(**alike, **stack.shown("picture", line.source_key))


def _earlier(stack: StackAccess, rendition: EarlierRendition) -> EarlierAnswer:
    return EarlierAnswer(**dict(rendition), **stack.shown("picture", rendition.source_key))


def _variant(stack: StackAccess, variant: Variant) -> VariantAnswer:
    alike = {name: getattr(variant, name) for name in VariantAnswer.model_fields if hasattr(variant, name)}
    return VariantAnswer(**alike, url=stack.signed(variant.key), findings=tuple(findings(variant.evidence)))


def unknown(campaign_id: str) -> ServiceError:
    return ServiceError(
        HTTPStatus.NOT_FOUND, f"no campaign {campaign_id}: GET /api/campaigns lists those that there are"
    )
