"""Takes requests: each once, of a settled campaign alone, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.campaigns import items
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.requests import Request
from shared.campaigns.transactions import written
from shared.context import CampaignContext
from shared.frozen import Frozen, Usd

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class TakenRequest(Frozen):
    """The row of a request. `order_sha256` tells it from another one under the same id; `cost` in USD, at most.

    `context_before` is what the campaign's events carried until then: a request changes it for good.
    """

    request: Request
    order_sha256: str
    cost: Usd
    context_before: CampaignContext


class RequestLost(Exception):
    """The campaign has changed since it was read, or the id is taken: nothing is written."""


class RequestBook:
    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def found(self, campaign_id: str, request_id: str) -> TakenRequest | None:
        key = items.request_key(campaign_id, request_id)
        item = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return TakenRequest.read_plain(items.plain(item)) if item else None

    def earlier(self, product: ProductRecord, rendition: int) -> ProductRecord | None:
        """The product as it was when a later rendition took over; None where it had no such rendition."""
        key = items.earlier_key(product.campaign_id, product.plan.index, rendition)
        item = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return items.product_record({**item, "campaign_id": {"S": product.campaign_id}}) if item else None

    def take(self, campaign: CampaignRecord, context: CampaignContext, taken: TakenRequest, ready: int) -> None:
        """`ready` counts the products meant that were; the others had failed. `context` is the campaign's from now on.

        Raises RequestLost.
        """
        request, row = taken.request, dict(taken)
        expiry = int((campaign.created_at + items.RETENTION).timestamp())
        key = items.request_key(campaign.campaign_id, request.request_id)
        kept = items.update(self._table, key, {**row, "expires_at": expiry}, "attribute_not_exists(sk)", {})
        meant = len(request.products)
        values: dict[str, object] = {
            ":rendition": request.rendition,
            ":request": request,
            ":context": context,
            ":estimate": campaign.estimated_cost + taken.cost,
            ":processing": "processing",
            ":at": request.requested_at,
            ":meant": meant,
            ":ready": -ready,
            ":failed": ready - meant,
            ":one": 1,
            ":revision": campaign.revision,
        }
        meta = {
            "TableName": self._table,
            "Key": items.key(campaign.campaign_id, items.META),
            "UpdateExpression": "SET rendition = :rendition, asked = :request, accepted.#context = :context, "
            "accepted.estimated_cost = :estimate, campaign_status = :processing, updated_at = :at REMOVE swept_at "
            "ADD pending_count :meant, ready_count :ready, failed_count :failed, revision :one",
            # Each change of a product's outcome has its revision: so those that are counted here are as they were read.
            "ConditionExpression": "revision = :revision AND campaign_status <> :processing",
            "ExpressionAttributeNames": {"#context": "context"},
            "ExpressionAttributeValues": items.values(values),
        }
        if not written(self._client, [kept, {"Update": meta}]):
            raise RequestLost(f"request {request.request_id} of {campaign.campaign_id}")
