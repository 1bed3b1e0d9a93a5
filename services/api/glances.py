"""What a list shows of each campaign beyond the index: its costs, as far as its row tells, and its first pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from services.api.stack_access import StackAccess
from shared import keys
from shared.campaigns import items
from shared.campaigns.records import ended_by_cancelling

_AT_ONCE: Final = 100  # BatchGetItem's own limit
_FIRST: Final = items.product_sk(0)


@dataclass(frozen=True, slots=True)
class Glance:
    """`thumbnail` is the key of all variants of the first product in one picture, None until they are ready.

    `charged` in USD where the campaign's row tells it: all that was estimated was made. `cancelled`: what it lacks
    is not made because somebody stopped it.
    """

    estimated_cost: Decimal | None = None
    thumbnail: str | None = None
    cancelled: bool = False
    charged: Decimal | None = None


def glances(stack: StackAccess, campaign_ids: Sequence[str]) -> dict[str, Glance]:
    """By campaign; parts of two rows are read of each, however many products it has."""
    rows = {(row["campaign_id"]["S"], row["sk"]["S"]): row for row in _rows(stack, campaign_ids)}
    return {each: _glance(each, rows.get((each, items.META)), rows.get((each, _FIRST))) for each in campaign_ids}


def _glance(campaign_id: str, meta: items.Item | None, first: items.Item | None) -> Glance:
    estimated = Decimal(meta["accepted"]["M"]["estimated_cost"]["N"]) if meta else None
    ready = first is not None and first["product_status"]["S"] == "ready"
    return Glance(
        estimated_cost=estimated,
        charged=estimated if meta and _all_made(meta) else None,
        thumbnail=_thumbnail(campaign_id, first) if first and ready else None,
        cancelled=meta is not None and _cancelled(meta),
    )


def _all_made(meta: items.Item) -> bool:
    """Of a later rendition the estimate counts what an earlier one may have failed to make."""
    return bool(meta["campaign_status"]["S"] == "completed") and "rendition" not in meta


def _cancelled(meta: items.Item) -> bool:
    status: Any = meta["campaign_status"]["S"]
    cancellation = meta.get("cancellation", {}).get("M")
    after = int(cancellation["settlement"]["N"]) if cancellation else None
    return ended_by_cancelling(status, int(meta.get("settlement", {"N": "0"})["N"]), after)


def _thumbnail(campaign_id: str, product: items.Item) -> str:
    rendition = int(product["variants_rendition"]["N"]) if "variants_rendition" in product else 1
    return keys.thumbnails(campaign_id, product["plan"]["M"]["product_id"]["S"], rendition)


def _rows(stack: StackAccess, campaign_ids: Sequence[str]) -> Iterator[items.Item]:
    wanted = [items.key(each, sk) for each in campaign_ids for sk in (items.META, _FIRST)]
    while wanted:  # DynamoDB leaves keys unprocessed where it throttles, or where an answer would be too large
        asked: Any = {
            "Keys": wanted[:_AT_ONCE],
            "ProjectionExpression": "campaign_id, sk, accepted.estimated_cost, product_status, #plan.product_id, "
            "variants_rendition, campaign_status, settlement, cancellation.settlement, rendition",
            "ExpressionAttributeNames": {"#plan": "plan"},
        }
        answer = stack.dynamodb.batch_get_item(RequestItems={stack.table: asked})
        yield from answer["Responses"][stack.table]
        left = answer["UnprocessedKeys"][stack.table]["Keys"] if answer["UnprocessedKeys"] else []
        wanted = [*left, *wanted[_AT_ONCE:]]
