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
        if row is None or row.source is None:
            had = [str(each.rendition) for each in product.earlier if each.source_key] + [str(product.rendition)]
            raise NotTaken(f"{product.plan.name} has no picture of rendition {rendition}; there are {', '.join(had)}")
        return row.source


def meant_in(products: Sequence[ProductRecord], asked: Sequence[str]) -> list[ProductRecord]:
    """Those with these ids or names, in any case; all of them where none is asked for. Raises NotTaken."""
    if not asked:
        return list(products)
    known = {key.casefold(): product for product in products for key in (product.plan.name, product.plan.product_id)}
    unknown = [name for name in asked if name.strip().casefold() not in known]
    if unknown:
        names = [product.plan.name for product in products[:10]]
        more = f" and {len(products) - len(names)} more" if len(products) > len(names) else ""
        raise NotTaken(f"no product {', '.join(unknown)}: this campaign has {', '.join(names)}{more}")
    meant = {known[name.strip().casefold()].plan.index for name in asked}
    return [product for product in products if product.plan.index in meant]
