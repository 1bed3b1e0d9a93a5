"""Reads and writes campaigns. Every transition is one conditional write; settling and counting is one transaction.

What was read is handed on, and a write returns what it made of it: a row is read again only after another writer.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.campaigns import announcements, items
from shared.campaigns.brief_rows import BriefRow, BriefRows
from shared.campaigns.budget import Attempt, image_writes
from shared.campaigns.opening import as_asked, opening_writes, state_of
from shared.campaigns.records import CampaignRecord, Failure, NewCampaign, ProductRecord, ProductState
from shared.campaigns.transactions import written
from shared.campaigns.transitions import settling
from shared.campaigns.writes import accepting_writes, settling_writes
from shared.pictures import GeneratedImage, Variant
from shared.problems import CANCELLED
from shared.trouble import NobodyToTell, Waiting

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_TRANSACTION_ITEMS = 100  # TransactWriteItems' own limit
PRODUCTS_AT_ONCE = _TRANSACTION_ITEMS - 1  # together with their campaign
_TRIES = 12  # settling products of one campaign meet at its META item; with the waits below, about 5 s in all


class CampaignUnknown(NobodyToTell, LookupError):
    """A message speaks of a campaign or product that the table doesn't hold (expired, or never accepted)."""


class CampaignDeleted(CampaignUnknown):
    """Somebody has deleted the campaign, or the brief: `row` is its tombstone."""

    def __init__(self, row: BriefRow) -> None:
        super().__init__(row.told)
        self.row = row


class CampaignContended(Waiting):
    """The campaign changed under us in every one of our tries: others were settling its products."""


class CampaignStore:
    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def accept(self, campaign: NewCampaign, products: Sequence[ProductRecord]) -> bool:
        """Whether all of it is new. What a first try has written stays as it is, what it lacks is added.

        Transactions of 100 items, the campaign's own in the last with products: where that stands, all its products do,
        whatever crashed before. With it, or right behind it, goes the row of its brief.
        """
        writes = accepting_writes(self._table, campaign, products)
        starts = range(0, len(writes), _TRANSACTION_ITEMS)
        new = [written(self._client, writes[start : start + _TRANSACTION_ITEMS]) for start in starts]
        return all(new)

    def campaign(self, campaign_id: str) -> CampaignRecord | None:
        """None where none was accepted. Raises CampaignDeleted."""
        key = items.key(campaign_id, items.META)
        item = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        if item is None:
            self._refuse_deleted(campaign_id)
        return items.campaign_record(item) if item else None

    def product(self, campaign_id: str, index: int) -> ProductState:
        """The product and its campaign, in one consistent read, as the campaign's request wants it.

        Raises CampaignUnknown.
        """
        rows = self._read(campaign_id, items.META, items.product_sk(index))
        if len(rows) < 2:
            self._refuse_deleted(campaign_id)
            raise CampaignUnknown(f"no product {index} of campaign {campaign_id} in table {self._table}")
        meta = rows.pop(items.META)
        [row] = rows.values()
        return state_of(items.campaign_record(meta), items.product_record(row))

    def whole(self, campaign_id: str, *, with_variants: bool = True) -> tuple[CampaignRecord, Iterator[ProductRecord]]:
        """The campaign and its products in the brief's order, consistent at the time each page of 1 MB is read.

        A product that the campaign's request means is pending from then on, whether or not a stage has acted on it.
        One product at a time: 200 products with 189 variants each fill 400 MB as items. Raises CampaignUnknown.
        """
        rows = self._rows(campaign_id, with_variants)
        meta = next(rows, None)
        if meta is None or meta["sk"]["S"] != items.META:
            self._refuse_deleted(campaign_id)
            raise CampaignUnknown(f"no campaign {campaign_id} in table {self._table}")
        campaign = items.campaign_record(meta)
        return campaign, (as_asked(campaign, items.product_record(row)) for row in rows)

    def page(self, campaign_id: str, after: int, limit: int) -> tuple[CampaignRecord, list[ProductRecord]]:
        """The campaign, and `limit` (99 at most) of its products behind that with the index `after` (-1: its first).

        In one consistent read. Raises CampaignUnknown.
        """
        first = after + 1
        rows = self._read(campaign_id, items.META, *map(items.product_sk, range(first, first + limit)))
        meta = rows.pop(items.META, None)
        if meta is None:
            self._refuse_deleted(campaign_id)
            raise CampaignUnknown(f"no campaign {campaign_id} in table {self._table}")
        campaign = items.campaign_record(meta)
        return campaign, [as_asked(campaign, items.product_record(row)) for _, row in sorted(rows.items())]

    def opened(self, state: ProductState) -> ProductState:
        """The product has taken over the campaign's request: by this call, or by another one before."""
        while state.unopened:
            writes = opening_writes(self._table, state.campaign, state.unopened, state.product)
            opened = written(self._client, writes)
            state = replace(state, unopened=None) if opened else self._again(state)
        return state

    def image_ready(
        self, state: ProductState, image: GeneratedImage, at: datetime, paid: Attempt | None = None
    ) -> ProductState:
        """Keep the picture of a product that has none; of two at once the first stays. Returns what is kept: nothing of
        it where another rendition was asked for meanwhile.

        `paid` is the attempt that made it, if this product has paid for it: what was possible is certain now. A failed
        product stays failed until its variants are ready: only then is it healed.
        """
        before = state.product.status
        changes: dict[str, object] = {
            "status": "failed" if before == "failed" else "image_ready",
            "image": image,
            "image_ready_at": at,
        }
        try:
            self._client.transact_write_items(TransactItems=image_writes(self._table, state.product, changes, paid))
        except ClientError as error:
            reasons = _cancellations(error)
            if not reasons & {"ConditionalCheckFailed", "TransactionConflict"}:
                raise
            found = self._again(state)
            if found.product.image is not None or found.product.rendition != state.product.rendition:
                return found
            if "ConditionalCheckFailed" in reasons and found.product.status == before:
                paid = None  # booked already, or so long ago that nobody knows of the attempt any more
            return self.image_ready(found, image, at, paid)
        return ProductState(state.campaign, state.product.model_copy(update=changes))

    def settle_ready(self, state: ProductState, variants: Sequence[Variant], at: datetime) -> ProductState:
        """Raises CampaignUnknown, CampaignContended."""
        changes: dict[str, object] = {"status": "ready", "variants": tuple(variants), "ready_at": at}
        if state.product.rendition > 1:
            changes["variants_rendition"] = state.product.rendition
        return self._settle(state, changes, at)

    def settle_failed(self, state: ProductState, failure: Failure) -> ProductState:
        """Raises CampaignUnknown, CampaignContended."""
        state = self._settle(state, {"status": "failed", "failure": failure}, failure.failed_at)
        known = state.product.failure
        codes = {failure.code, known.code} if known else set()
        if state.product.status == "failed" and len(codes) > 1 and CANCELLED not in codes:
            return self._fails_otherwise(state, failure)
        return state

    def announced(self, campaign_id: str, settlement: int) -> None:
        """Keep that the settlement was announced: nobody needs to look after it any more."""
        self._client.delete_item(TableName=self._table, Key=announcements.key(campaign_id, settlement))

    def _settle(self, state: ProductState, changes: dict[str, object], at: datetime) -> ProductState:
        """`state` may be minutes old: the conditions say so, and then it is read again.

        Where another rendition was asked for meanwhile, nothing is settled.
        """
        rendition = state.product.rendition
        for attempt in range(_TRIES):
            change = settling(state.product, state.campaign, "ready" if changes["status"] == "ready" else "failed")
            if change is None or state.product.rendition != rendition:
                return state
            state = self.opened(state)
            writes = settling_writes(self._table, state, changes, change, at)
            if change.settlement is not None:
                writes.append(announcements.note(self._table, state.product, change.settlement, at))
            try:
                self._client.transact_write_items(TransactItems=writes)
            except ClientError as error:
                if not _cancellations(error) & {"ConditionalCheckFailed", "TransactionConflict"}:
                    raise
                time.sleep(random.uniform(0, min(1.0, 0.02 * 2**attempt)))  # noqa: S311 - jitter, no secret
                state = self._again(state)
            else:
                return change.applied(state, changes, at)
        name = state.product.plan.product_id
        raise CampaignContended(f"campaign {state.campaign.campaign_id} kept changing while {name} was settled")

    def _fails_otherwise(self, state: ProductState, failure: Failure) -> ProductState:
        """A redriven product failed again, for another reason: the newer reason is the one to read."""
        same, values = items.of_rendition(state.product.rendition)
        # The condition fails where another delivery healed it meanwhile: then there is no failure to tell.
        with suppress(self._client.exceptions.ConditionalCheckFailedException):
            self._client.update_item(
                TableName=self._table,
                Key=items.key(state.campaign.campaign_id, items.product_sk(state.product.plan.index)),
                UpdateExpression="SET failure = :failure",
                ConditionExpression=f"product_status = :failed AND {same}",
                ExpressionAttributeValues=values | items.values({":failure": failure, ":failed": "failed"}),
            )
        return self._again(state)

    def _again(self, state: ProductState) -> ProductState:
        return self.product(state.campaign.campaign_id, state.product.plan.index)

    def _read(self, campaign_id: str, *sks: str) -> dict[str, items.Item]:
        """Those of the rows that there are."""
        wanted = [items.key(campaign_id, sk) for sk in sks]
        rows: dict[str, items.Item] = {}
        while wanted:  # DynamoDB leaves keys unprocessed where it throttles; botocore's own tries bound each request
            answer = self._client.batch_get_item(RequestItems={self._table: {"Keys": wanted, "ConsistentRead": True}})
            rows |= {row["sk"]["S"]: row for row in answer["Responses"][self._table]}
            wanted = answer["UnprocessedKeys"][self._table]["Keys"] if answer["UnprocessedKeys"] else []
        return rows

    def _refuse_deleted(self, campaign_id: str) -> None:
        row = BriefRows(self._client, self._table).find(campaign_id)
        if row and row.deleted:
            raise CampaignDeleted(row)

    def _rows(self, campaign_id: str, with_variants: bool) -> Iterator[items.Item]:
        columns: Any = {} if with_variants else items.ALL_BUT_VARIANTS
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="campaign_id = :campaign_id",
            ExpressionAttributeValues={":campaign_id": {"S": campaign_id}},
            ConsistentRead=True,
            **columns,
        )
        for page in pages:
            yield from page["Items"]


def _cancellations(error: ClientError) -> set[str]:
    """The reasons of a cancelled transaction; empty for any other error."""
    reasons = error.response.get("CancellationReasons", [])
    return {reason["Code"] for reason in reasons if reason.get("Code") not in (None, "None")}
