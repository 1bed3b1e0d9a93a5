"""Which settlements of campaigns nobody was told of yet: noted with each one, crossed out once it is announced.

SWEEPER  UNANNOUNCED#{campaign_id}#{settlement}    product_index: which product has caused it; since

A function that dies between state and announcement comes to it again with its message. Where the message is gone (it
ended, or its queue was purged), nothing else would tell: no product of a settled campaign waits for anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.campaigns import SWEEPER_KEY, items
from shared.campaigns.records import ProductRecord

UNANNOUNCED_PREFIX = "UNANNOUNCED#"


@dataclass(frozen=True, slots=True)
class Unannounced:
    campaign_id: str
    settlement: int
    product_index: int


def note(table: str, product: ProductRecord, settlement: int, at: datetime) -> Any:
    """The part of the transaction that settles a campaign; an update, for no stage may put items."""
    noted: dict[str, object] = {
        ":index": product.plan.index,
        ":at": at,
        ":expires_at": int((at + items.RETENTION).timestamp()),
    }
    update = {
        "TableName": table,
        "Key": key(product.campaign_id, settlement),
        "UpdateExpression": "SET product_index = :index, since = :at, expires_at = :expires_at",
        "ExpressionAttributeValues": items.values(noted),
    }
    return {"Update": update}


def key(campaign_id: str, settlement: int) -> items.Item:
    return items.key(SWEEPER_KEY, f"{UNANNOUNCED_PREFIX}{campaign_id}#{settlement}")


def read(item: items.Item) -> Unannounced:
    _, campaign_id, settlement = item["sk"]["S"].split("#")
    return Unannounced(campaign_id, int(settlement), int(item["product_index"]["N"]))
