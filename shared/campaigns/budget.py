"""What the image model may cost in a UTC day, and what of it is reserved: one item per day.

The generator reserves a price before each call (`reserved <= limit - price`), and gives back what is known not to be
paid. A product that finds no room waits: its row says until when, and for how much.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from shared.campaigns import BUDGET_PREFIX, items
from shared.campaigns.records import ProductState

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TOTAL = "TOTAL"


def day_key(day: date, sk: str = TOTAL) -> items.Item:
    return items.key(f"{BUDGET_PREFIX}{day.isoformat()}", sk)


class Budget:
    """`limit` in USD per day; None: as much as is asked for."""

    def __init__(self, client: DynamoDBClient, table: str, limit: Decimal | None) -> None:
        self._client = client
        self._table = table
        self.limit = limit

    def reserved(self, day: date) -> Decimal:
        """USD that were reserved and not given back: what was paid that day, at most."""
        item = self._client.get_item(TableName=self._table, Key=day_key(day), ConsistentRead=True).get("Item", {})
        return Decimal(item["reserved"]["N"]) if "reserved" in item else Decimal(0)

    def room(self, day: date) -> Decimal | None:
        """USD that are left of the day; None: no limit.

        Waiting products may go on, oldest first, while the sum of their `waits_for` is not above it.
        """
        return None if self.limit is None else max(self.limit - self.reserved(day), Decimal(0))

    def make_wait(self, state: ProductState, price: Decimal, at: datetime) -> None:
        """Keep in the product's row that it waits for the next day's money; not where it got its picture meanwhile."""
        until = datetime.combine(at.date() + timedelta(days=1), time(), UTC)
        with suppress(self._client.exceptions.ConditionalCheckFailedException):
            self._client.update_item(
                TableName=self._table,
                Key=items.key(state.campaign.campaign_id, items.product_sk(state.product.plan.index)),
                UpdateExpression="SET waits_until = :until, waits_for = :price",
                ConditionExpression="attribute_exists(sk) AND attribute_not_exists(image)",
                ExpressionAttributeValues=items.values({":until": until, ":price": price}),
            )
