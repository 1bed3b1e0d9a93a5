"""What is requested of a settled campaign: taken once, then announced to the stages, product by product.

State first, then the events; who repeats a request under the same id announces again what is still waited for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from operations.request_book import RequestBook, RequestLost, TakenRequest
from shared.awaited import awaited
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.requests import Request
from shared.campaigns.store import CampaignStore
from shared.context import CampaignContext
from shared.frozen import Frozen
from shared.publisher import Publisher


class NotTaken(Exception):
    """The message says why the request is not taken, and what would be right. Nothing was stored."""


class NotYet(NotTaken):
    """Products of the campaign are on their way; or somebody else asked for something a moment before."""


class RequestIdTaken(NotTaken):
    """The id belongs to another request of this campaign."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, when, and under which id."""

    request_id: str
    requested_by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request, ready to be taken: nothing is stored yet. `order` is what was asked, as it was asked.

    `products` are those meant, as they are before it, `left_out` those that nobody named, for they have
    no picture yet; `context` is the campaign's after it; `cost` in USD, at most.
    """

    campaign: CampaignRecord
    products: tuple[ProductRecord, ...]
    request: Request
    context: CampaignContext
    cost: Decimal
    order: Frozen
    left_out: tuple[ProductRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Requesting:
    campaigns: CampaignStore
    book: RequestBook
    publisher: Publisher

    def taken_before(self, campaign_id: str, request_id: str, order: Frozen) -> TakenRequest | None:
        """The request that has this id already; None where none has. Raises RequestIdTaken where it is another one."""
        taken = self.book.found(campaign_id, request_id)
        if taken and taken.order_sha256 != _sha256(order):
            raise RequestIdTaken(
                f"the id {request_id} made rendition {taken.request.rendition} of {campaign_id}, of another request: "
                "choose another id for this one"
            )
        return taken

    def asked(
        self, campaign_id: str, request_id: str, order: Frozen, prepare: Callable[[], Prepared]
    ) -> TakenRequest | Prepared:
        """What `prepare` makes of the order; or the request that has this id already, announced again.

        Raises NotTaken, EventsNotPublished, and what `prepare` raises.
        """
        taken = self.taken_before(campaign_id, request_id, order)
        if taken is None:
            try:
                return prepare()
            except NotYet:
                # Perhaps for the same request, taken this moment.
                taken = self.taken_before(campaign_id, request_id, order)
                if taken is None:
                    raise
        self.announce(taken, campaign_id)
        return taken

    def take(self, prepared: Prepared, asked_by: str | None = None) -> TakenRequest:
        """Raises NotYet where the campaign has changed since it was read, RequestIdTaken, EventsNotPublished."""
        campaign, request = prepared.campaign, prepared.request
        taken = TakenRequest(
            request=request,
            order_sha256=_sha256(prepared.order),
            cost=prepared.cost,
            context_before=campaign.context,
        )
        try:
            ready = sum(product.status == "ready" for product in prepared.products)
            self.book.take(campaign, prepared.context, taken, ready)
        except RequestLost:
            before = self.taken_before(campaign.campaign_id, request.request_id, prepared.order)
            if before is None:
                raise NotYet(f"{campaign.campaign_id} has changed this moment: ask again") from None
            taken = before
        self.announce(taken, campaign.campaign_id, asked_by)
        return taken

    def announce(self, taken: TakenRequest, campaign_id: str, asked_by: str | None = None) -> None:
        """What the request's products wait for; nothing of those that are settled. Raises EventsNotPublished."""
        campaign, products = self.campaigns.whole(campaign_id, with_variants=False)
        waiting = (
            product
            for product in products
            if product.rendition == taken.request.rendition and product.status in ("pending", "image_ready")
        )
        self.publisher.publish([awaited(campaign, product) for product in waiting], asked_by)


def _sha256(order: Frozen) -> str:
    return hashlib.sha256(order.model_dump_json().encode()).hexdigest()
