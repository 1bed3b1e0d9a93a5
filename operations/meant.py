"""A settled campaign, and which of its products somebody means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from operations.request_book import RequestBook
from operations.requesting import NotTaken, NotYet
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.requests import MAX_RENDITIONS, Source
from shared.campaigns.store import CampaignStore

_NAMED = 10  # products, in one sentence


class TooDear(NotTaken):
    """The brief's `max_cost` has no room for the request."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing in it is on its way."""

    campaign: CampaignRecord
    products: tuple[ProductRecord, ...]
    book: RequestBook

    @classmethod
    def read(cls, campaigns: CampaignStore, book: RequestBook, campaign_id: str) -> Settled:
        """Raises CampaignUnknown, NotYet, NotTaken."""
        campaign, products = campaigns.whole(campaign_id, with_variants=False)
        if campaign.status == "processing":
            count, pending = campaign.context.product_count, campaign.pending_count
            raise NotYet(
                f"not yet: of {count} product{'' if count == 1 else 's'} of {campaign_id} {pending} "
                f"{'is' if pending == 1 else 'are'} on the way; a request is taken once all are ready or failed"
            )
        if campaign.rendition >= MAX_RENDITIONS:
            raise NotTaken(
                f"{campaign_id} has {campaign.rendition} renditions, the most that there may be: submit it anew"
            )
        return cls(campaign, tuple(products), book)

    @property
    def charged(self) -> Decimal:
        """USD, up to now."""
        return sum((product.charge(self.campaign.rates) for product in self.products), Decimal(0))

    def affordable(self, cost: Decimal) -> Decimal:
        """The same. Raises TooDear."""
        most, charged = self.campaign.max_cost, self.charged
        if most is not None and charged + cost > most:
            raise TooDear(
                f"{self.campaign.campaign_id} was charged {charged:.2f} USD, and this would cost {cost:.2f} more: its "
                f"brief allows {most:.2f} (max_cost)"
            )
        return cost

    def picture(self, product: ProductRecord, rendition: int) -> Source:
        """Of the product in that rendition. Raises NotTaken."""
        row = product if rendition == product.rendition else self.book.earlier(product, rendition)
        if row is None or row.own_source is None:
            had = [str(each.rendition) for each in product.earlier if each.source_key] + [str(product.rendition)]
            raise NotTaken(f"{product.plan.name} has no picture of rendition {rendition}; there are {', '.join(had)}")
        return row.own_source


def meant_in(products: Sequence[ProductRecord], asked: Sequence[str]) -> list[ProductRecord]:
    """Those with these ids or names, in any case; all of them where none is asked for. Raises NotTaken."""
    if not asked:
        return list(products)
    ids = {product.plan.product_id: [product] for product in products}
    names: dict[str, list[ProductRecord]] = {}
    for product in products:
        names.setdefault(product.plan.name.strip().casefold(), []).append(product)
    found = {name: ids.get(name.strip()) or names.get(name.strip().casefold(), []) for name in asked}
    if unknown := [name for name, meant in found.items() if not meant]:
        there = ", ".join(product.plan.name for product in products[:_NAMED])
        more = f" and {len(products) - _NAMED} more" if len(products) > _NAMED else ""
        raise NotTaken(f"no product {', '.join(unknown)}: this campaign has {there}{more}")
    for name, meant in found.items():
        if len(meant) > 1:
            told = ", ".join(product.plan.product_id for product in meant[:_NAMED])
            raise NotTaken(f"{len(meant)} products are called {name}: say which by id, {told}")
    indexes = {meant[0].plan.index for meant in found.values()}
    return [product for product in products if product.plan.index in indexes]
