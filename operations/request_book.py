"""Takes requests: each once, of a settled campaign alone, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.campaigns import items
from shared.campaigns.records import CampaignRecord
from shared.campaigns.requests import Request
from shared.context import CampaignContext
from shared.frozen import Frozen, Usd

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class TakenRequest(Frozen):
    """The row of a request. `body_sha256` tells it from another one under the same id; `cost` in USD, at most.

    `context_before` is what the campaign's events carried until then: a request changes it for good.
    """

    request: Request
    body_sha256: str
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

    def take(self, campaign: CampaignRecord, context: CampaignContext, taken: TakenRequest, ready: int) -> None:
        """`ready` counts the products meant that were; the others had failed. `context` is the campaign's from now on.

        Raises RequestLost.
        """
        request, row = taken.request, dict(taken)
        expiry = int((campaign.created_at + items.RETENTION).timestamp())
        key = items.request_key(campaign.campaign_id, request.request_id)
        put: Any = {
            "TableName": self._table,
            "Item": {**key, **items.values({**row, "expires_at": expiry})},
            "ConditionExpression": "attribute_not_exists(sk)",
        }
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
        meta: Any = {
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
        try:
            self._client.transact_write_items(TransactItems=[{"Put": put}, {"Update": meta}])
        except ClientError as error:
            reasons = {reason.get("Code") for reason in error.response.get("CancellationReasons", [])}
            if not reasons & {"ConditionalCheckFailed", "TransactionConflict"}:
                raise
            raise RequestLost(f"request {request.request_id} of {campaign.campaign_id}") from error
