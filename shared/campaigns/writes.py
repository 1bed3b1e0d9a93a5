"""The transactions by which a campaign is accepted, and by which a product is settled and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.campaigns import items
from shared.campaigns.brief_rows import taken_up
from shared.campaigns.records import NewCampaign, ProductRecord, ProductState
from shared.campaigns.transitions import Settling


def accepting_writes(table: str, campaign: NewCampaign, products: Sequence[ProductRecord]) -> list[Any]:
    """Of more than one transaction where there are many: the products, then the campaign, then its brief's row."""
    rows = [items.new_product_item(product, campaign.created_at) for product in products]
    rows.append(items.new_campaign_item(campaign))
    new = {"TableName": table, "ConditionExpression": "attribute_not_exists(sk)"}
    return [*({"Put": {**new, "Item": row}} for row in rows), taken_up(table, campaign.context.campaign_id)]


def settling_writes(
    table: str, state: ProductState, changes: Mapping[str, object], change: Settling, at: datetime
) -> list[Any]:
    return [_product(table, state.product, changes, change), _count(table, state, change, at)]


def _product(table: str, product: ProductRecord, changes: Mapping[str, object], change: Settling) -> Any:
    if change.settlement is not None:
        changes = {**changes, "settlement": change.settlement}
    columns = {items.column(name): plain for name, plain in changes.items()}
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    healed = " REMOVE failure" if changes["status"] == "ready" else ""
    attributes = {f":{name}": plain for name, plain in columns.items()}
    same, values = items.of_rendition(product.rendition)
    return {
        "Update": {
            "TableName": table,
            "Key": items.key(product.campaign_id, items.product_sk(product.plan.index)),
            "UpdateExpression": f"SET {assignments}{healed}",
            "ConditionExpression": f"product_status = :status_before AND {same}",
            "ExpressionAttributeValues": values | items.values({**attributes, ":status_before": product.status}),
        }
    }


def _count(table: str, state: ProductState, change: Settling, at: datetime) -> Any:
    """Of the rendition that is known: another request counts its products anew."""
    counts: dict[str, object] = {":p": change.pending, ":r": change.ready, ":f": change.failed, ":revision": 1}
    sets: dict[str, object] = {"updated_at": at}
    if change.status is not None:
        sets |= {"campaign_status": change.status, "settlement": change.settlement}
    assignments = ", ".join(f"{name} = :set_{name}" for name in sets)
    attributes = {**counts, **change.values, **{f":set_{name}": plain for name, plain in sets.items()}}
    same, values = items.of_rendition(state.campaign.rendition)
    return {
        "Update": {
            "TableName": table,
            "Key": items.key(state.campaign.campaign_id, items.META),
            "UpdateExpression": f"SET {assignments} "
            "ADD pending_count :p, ready_count :r, failed_count :f, revision :revision",
            "ConditionExpression": f"{change.condition} AND {same}",
            "ExpressionAttributeValues": values | items.values(attributes),
        }
    }
