"""Reads and writes campaigns. Every transition is one conditional write; settling and counting is one transaction."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.campaigns import items
from shared.campaigns.records import CampaignRecord, Failure, NewCampaign, ProductRecord
from shared.campaigns.transitions import Settling, settling
from shared.events import GeneratedImage, Variant

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_TRANSACTION_ITEMS = 100  # TransactWriteItems' own limit
_TRIES = 12  # settling products of one campaign meet at its META item; with the waits below, about 5 s in all


class CampaignUnknown(LookupError):
    """A message speaks of a campaign or product that the table doesn't hold (expired, or never accepted)."""


class CampaignContended(RuntimeError):
    """The campaign changed under us in every one of our tries: worth another receive of the message."""


class CampaignStore:
    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def accept(self, campaign: NewCampaign, products: Sequence[ProductRecord]) -> None:
        """Idempotent: what a first try has written stays as it is, what it lacks is added.

        Transactions of 100 items, the campaign's own in the last: where that stands, all its products do, whatever
        crashed before.
        """
        rows = [items.new_product_item(product, campaign.created_at) for product in products]
        rows.append(items.new_campaign_item(campaign))
        for start in range(0, len(rows), _TRANSACTION_ITEMS):
            puts = [self._new(row) for row in rows[start : start + _TRANSACTION_ITEMS]]
            try:
                self._client.transact_write_items(TransactItems=puts)
            except ClientError as error:
                if "ConditionalCheckFailed" not in _cancellations(error):
                    raise

    def campaign(self, campaign_id: str) -> CampaignRecord | None:
        item = self._get(campaign_id, items.META)
        return items.campaign_record(item) if item else None

    def product(self, campaign_id: str, index: int) -> ProductRecord:
        """Raises CampaignUnknown."""
        item = self._get(campaign_id, items.product_sk(index))
        if not item:
            raise CampaignUnknown(f"no product {index} of campaign {campaign_id} in table {self._table}")
        return items.product_record(item)

    def whole(self, campaign_id: str) -> tuple[CampaignRecord, list[ProductRecord]]:
        """The campaign and its products in the brief's order, read consistently. Raises CampaignUnknown."""
        rows = self._rows(campaign_id)  # one at a time: 200 products with 189 variants each fill 400 MB as items
        meta = next(rows, None)
        if meta is None or meta["sk"]["S"] != items.META:
            raise CampaignUnknown(f"no campaign {campaign_id} in table {self._table}")
        return items.campaign_record(meta), [items.product_record(row) for row in rows]

    def image_ready(self, campaign_id: str, index: int, image: GeneratedImage, at: datetime) -> ProductRecord:
        """Keep the picture of a product that has none; of two at once the first stays. Returns what is kept.

        A failed product stays failed until its variants are ready: only then is it healed.
        """
        for status, becomes in (("pending", "image_ready"), ("failed", "failed")):
            try:
                self._client.update_item(
                    TableName=self._table,
                    Key=items.key(campaign_id, items.product_sk(index)),
                    UpdateExpression="SET product_status = :becomes, image = :image, image_ready_at = :at",
                    ConditionExpression="product_status = :status AND attribute_not_exists(image)",
                    ExpressionAttributeValues=items.values(
                        {":status": status, ":becomes": becomes, ":image": image, ":at": at}
                    ),
                )
                break
            except self._client.exceptions.ConditionalCheckFailedException:
                continue
        return self.product(campaign_id, index)

    def settle_ready(self, campaign_id: str, index: int, variants: Sequence[Variant], at: datetime) -> ProductRecord:
        """Raises CampaignUnknown, CampaignContended."""
        changes = {"product_status": "ready", "variants": tuple(variants), "ready_at": at}
        return self._settle(campaign_id, index, changes, at)

    def settle_failed(self, campaign_id: str, index: int, failure: Failure) -> ProductRecord:
        """Raises CampaignUnknown, CampaignContended."""
        changes = {"product_status": "failed", "failure": failure}
        product = self._settle(campaign_id, index, changes, failure.failed_at)
        if product.status == "failed" and product.failure and product.failure.code != failure.code:
            return self._fails_otherwise(campaign_id, index, failure)
        return product

    def _settle(self, campaign_id: str, index: int, changes: dict[str, object], at: datetime) -> ProductRecord:
        for attempt in range(_TRIES):
            product, campaign = self.product(campaign_id, index), self.campaign(campaign_id)
            if campaign is None:
                raise CampaignUnknown(f"no campaign {campaign_id} in table {self._table}")
            change = settling(product, campaign, "ready" if changes["product_status"] == "ready" else "failed")
            if change is None:
                return product
            try:
                self._client.transact_write_items(
                    TransactItems=[self._product_update(product, changes, change), self._count(campaign_id, change, at)]
                )
            except ClientError as error:
                if not _cancellations(error) & {"ConditionalCheckFailed", "TransactionConflict"}:
                    raise
                time.sleep(random.uniform(0, min(1.0, 0.02 * 2**attempt)))  # noqa: S311 - jitter, no secret
            else:
                return self.product(campaign_id, index)
        raise CampaignContended(f"campaign {campaign_id} kept changing while product {index} was settled")

    def _product_update(self, product: ProductRecord, changes: dict[str, object], change: Settling) -> Any:
        if change.settlement is not None:
            changes = {**changes, "settlement": change.settlement}
        assignments = ", ".join(f"{name} = :{name}" for name in changes)
        healed = " REMOVE failure" if changes["product_status"] == "ready" else ""
        attributes = {f":{name}": plain for name, plain in changes.items()}
        return {
            "Update": {
                "TableName": self._table,
                "Key": items.key(product.campaign_id, items.product_sk(product.plan.index)),
                "UpdateExpression": f"SET {assignments}{healed}",
                "ConditionExpression": "product_status = :status_before",
                "ExpressionAttributeValues": items.values({**attributes, ":status_before": product.status}),
            }
        }

    def _count(self, campaign_id: str, change: Settling, at: datetime) -> Any:
        counts: dict[str, object] = {":p": change.pending, ":r": change.ready, ":f": change.failed, ":revision": 1}
        sets: dict[str, object] = {"updated_at": at}
        if change.status is not None:
            sets |= {"campaign_status": change.status, "settlement": change.settlement}
        assignments = ", ".join(f"{name} = :set_{name}" for name in sets)
        attributes = {**counts, **change.values, **{f":set_{name}": plain for name, plain in sets.items()}}
        return {
            "Update": {
                "TableName": self._table,
                "Key": items.key(campaign_id, items.META),
                "UpdateExpression": f"SET {assignments} "
                "ADD pending_count :p, ready_count :r, failed_count :f, revision :revision",
                "ConditionExpression": change.condition,
                "ExpressionAttributeValues": items.values(attributes),
            }
        }

    def _fails_otherwise(self, campaign_id: str, index: int, failure: Failure) -> ProductRecord:
        """A redriven product failed again, for another reason: the newer reason is the one to read."""
        # The condition fails where another delivery healed it meanwhile: then there is no failure to tell.
        with suppress(self._client.exceptions.ConditionalCheckFailedException):
            self._client.update_item(
                TableName=self._table,
                Key=items.key(campaign_id, items.product_sk(index)),
                UpdateExpression="SET failure = :failure",
                ConditionExpression="product_status = :failed",
                ExpressionAttributeValues=items.values({":failure": failure, ":failed": "failed"}),
            )
        return self.product(campaign_id, index)

    def _new(self, item: items.Item) -> Any:
        return {"Put": {"TableName": self._table, "Item": item, "ConditionExpression": "attribute_not_exists(sk)"}}

    def _get(self, campaign_id: str, sk: str) -> items.Item | None:
        found = self._client.get_item(TableName=self._table, Key=items.key(campaign_id, sk), ConsistentRead=True)
        return found.get("Item")

    def _rows(self, campaign_id: str) -> Iterator[items.Item]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="campaign_id = :campaign_id",
            ExpressionAttributeValues={":campaign_id": {"S": campaign_id}},
            ConsistentRead=True,
        )
        for page in pages:
            yield from page["Items"]


def _cancellations(error: ClientError) -> set[str]:
    """The reasons of a cancelled transaction; empty for any other error."""
    reasons = error.response.get("CancellationReasons", [])
    return {reason["Code"] for reason in reasons if reason.get("Code") not in (None, "None")}
