"""What campaigns have cost: from the table's index by status and time, and then from each campaign's own rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Self, get_args

from operations.listing import Listed, newest_first
from shared.campaigns.store import CampaignStore, CampaignUnknown
from shared.events import CampaignStatus
from shared.frozen import Frozen, Timestamp, Usd
from shared.manifest import manifest_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_STATUSES: tuple[CampaignStatus, ...] = get_args(CampaignStatus)
_AT_ONCE = 8
_BEHIND_ANY_ID = "~"
_PAGE = 100


class Costs(Frozen):
    """In USD. `charged` by the campaigns' rates, `model_cost` the list price of the model calls that made pictures,
    `possibly_paid` that of calls of which nobody knows whether they are billed. `cached` counts pictures that came from
    the cache, for nothing.
    """

    products: int = 0
    cached: int = 0
    charged: Usd = Decimal(0)
    model_cost: Usd = Decimal(0)
    possibly_paid: Usd = Decimal(0)

    @classmethod
    def sum_of(cls, costs: Iterable[Costs]) -> Self:
        total = cls()
        for each in costs:
            total = cls(**{name: getattr(total, name) + getattr(each, name) for name in Costs.model_fields})
        return total


class CampaignCosts(Costs):
    campaign_id: str
    campaign_name: str
    status: CampaignStatus
    created_at: Timestamp


def costs_of(dynamodb: DynamoDBClient, table: str, first: date | None, last: date | None) -> Iterator[CampaignCosts]:
    """Of each campaign that was accepted from the `first` day on until the end of the `last` (UTC), newest first."""
    campaigns = CampaignStore(dynamodb, table)
    since = datetime.combine(first, time(), UTC) if first else None
    before = (datetime.combine(last, time.max, UTC), _BEHIND_ANY_ID) if last else None
    listed = newest_first(dynamodb, table, _STATUSES, _PAGE, before, since)
    # One that changes its status while the index is read may be listed under both.
    unique = {each.campaign_id: each for each in listed}
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        yield from filter(None, pool.map(lambda each: _costs(campaigns, each), unique.values()))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # Ctrl-C waits for nobody


def _costs(campaigns: CampaignStore, listed: Listed) -> CampaignCosts | None:
    """None where the campaign has expired since it was listed."""
    try:
        manifest = manifest_of(*campaigns.whole(listed.campaign_id, with_variants=False))
    except CampaignUnknown:
        return None
    return CampaignCosts(
        campaign_id=manifest.campaign_id,
        campaign_name=manifest.campaign.campaign_name,
        status=manifest.status,
        created_at=manifest.created_at,
        products=manifest.product_count,
        cached=sum(product.image is not None and product.image.cached for product in manifest.products),
        charged=manifest.cost,
        model_cost=manifest.model_cost,
        possibly_paid=manifest.possibly_paid,
    )
