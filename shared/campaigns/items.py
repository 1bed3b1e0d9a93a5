"""Records to DynamoDB items and back. One item per campaign (sk META) and one per product (sk PRODUCT#0000).

What is over has a key of its own: history/{campaign_id}, with the sk REQUEST#{id} and PRODUCT#0000#0001 for the first
rendition of a product. So no reader of campaigns, of whatever version, meets it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from pydantic import BaseModel

from shared.campaigns import HISTORY_PREFIX
from shared.campaigns.records import CampaignRecord, NewCampaign, ProductRecord
from shared.keys import RETENTION_DAYS

META = "META"
PRODUCT_PREFIX = "PRODUCT#"
RETENTION = timedelta(days=RETENTION_DAYS)  # the state goes when the pictures go

Item = dict[str, Any]

# For whoever needs no pictures: the variants are nearly all of a large row.
ALL_BUT_VARIANTS = {
    "ProjectionExpression": "campaign_id, sk, accepted, campaign_status, revision, pending_count, ready_count, "
    "failed_count, updated_at, #plan, product_status, image, image_ready_at, ready_at, failure, settlement, "
    "waits_until, waits_for, resumed_at, model_cost, possibly_paid, unanswered, called_at, swept_at, rendition, asked, "
    "variants_rendition, source_before, charged_before, earlier, cancellation",
    "ExpressionAttributeNames": {"#plan": "plan"},
}

_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize


def key(campaign_id: str, sk: str) -> Item:
    return {"campaign_id": {"S": campaign_id}, "sk": {"S": sk}}


def product_sk(index: int) -> str:
    return f"{PRODUCT_PREFIX}{index:04d}"


def history_key(campaign_id: str, sk: str) -> Item:
    return key(f"{HISTORY_PREFIX}{campaign_id}", sk)


def request_key(campaign_id: str, request_id: str) -> Item:
    return history_key(campaign_id, f"REQUEST#{request_id}")


def earlier_key(campaign_id: str, index: int, rendition: int) -> Item:
    return history_key(campaign_id, f"{product_sk(index)}#{rendition:04d}")


def of_rendition(rendition: int) -> tuple[str, Item]:
    """The condition that a row is of this rendition, with its value: rows of the first one have no such column."""
    if rendition == 1:
        return "attribute_not_exists(rendition)", {}
    return "rendition = :of_rendition", values({":of_rendition": rendition})


def column(field: str) -> str:
    """The attribute of a product's field: `status` is a reserved word of DynamoDB."""
    return "product_status" if field == "status" else field


def value(plain: object) -> Any:
    """One attribute value: facts become maps, times ISO strings, numbers Decimal (DynamoDB takes no float)."""
    if isinstance(plain, BaseModel):
        plain = json.loads(plain.model_dump_json(), parse_float=Decimal)
    elif isinstance(plain, datetime):
        plain = plain.isoformat()
    elif isinstance(plain, tuple):
        return {"L": [value(each) for each in plain]}
    return _serialize(plain)


def values(attributes: dict[str, object]) -> Item:
    return {name: value(plain) for name, plain in attributes.items()}


def update(table: str, row: Item, columns: Mapping[str, object], condition: str, given: Item) -> Any:
    """The write that sets these columns of a row, made where there is none, and removes those that are None.

    `given` are the values that `condition` names.
    """
    places = {name: f"#{number}" for number, name in enumerate(columns)}
    sets = [f"{place} = :{name}" for name, place in places.items() if columns[name] is not None]
    removes = [place for name, place in places.items() if columns[name] is None]
    changed = values({f":{name}": plain for name, plain in columns.items() if plain is not None})
    return {
        "Update": {
            "TableName": table,
            "Key": row,
            "UpdateExpression": f"SET {', '.join(sets)}" + (f" REMOVE {', '.join(removes)}" if removes else ""),
            "ConditionExpression": condition,
            "ExpressionAttributeNames": {place: name for name, place in places.items()},
            "ExpressionAttributeValues": {**given, **changed},
        }
    }


def new_campaign_item(campaign: NewCampaign) -> Item:
    """`campaign_status` stands only here, so that the index by status lists campaigns and no products."""
    products = campaign.context.product_count
    return values(
        {
            "campaign_id": campaign.context.campaign_id,
            "sk": META,
            "accepted": campaign,
            "campaign_name": campaign.context.campaign_name,
            "campaign_status": "processing",
            "revision": 1,
            "settlement": 0,
            "pending_count": products,
            "ready_count": 0,
            "failed_count": 0,
            "created_at": campaign.created_at,
            "updated_at": campaign.created_at,
            "expires_at": int((campaign.created_at + RETENTION).timestamp()),
        }
    )


def new_product_item(product: ProductRecord, created_at: datetime) -> Item:
    return values(
        {
            "campaign_id": product.campaign_id,
            "sk": product_sk(product.plan.index),
            "plan": product.plan,
            "product_status": product.status,
            "expires_at": int((created_at + RETENTION).timestamp()),
        }
    )


def campaign_record(item: Item) -> CampaignRecord:
    row = plain(item)
    counts = {
        name: int(row[name]) for name in ("revision", "settlement", "pending_count", "ready_count", "failed_count")
    }
    fields = {
        **row["accepted"],
        **counts,
        "status": row["campaign_status"],
        "updated_at": row["updated_at"],
        "swept_at": row.get("swept_at"),
        "rendition": row.get("rendition", 1),
        "request": row.get("asked"),
        "cancellation": row.get("cancellation"),
    }
    return CampaignRecord.read_plain(fields)


def product_record(item: Item) -> ProductRecord:
    row = plain(item)
    fields = {name: row[name] for name in ProductRecord.model_fields if name in row}
    return ProductRecord.read_plain({**fields, "status": row["product_status"]})


def plain(item: Item) -> dict[str, Any]:
    return {name: _deserialize(attribute) for name, attribute in item.items()}
