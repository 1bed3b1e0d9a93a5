"""What the image model may cost in a UTC day, and what of it is reserved: the items of one day share a key.

BUDGET#2026-11-25  TOTAL         reserved: the prices of all the day's attempts
                   ATTEMPT#{id}  one call of the model that was made, or was about to be

An attempt is booked before its call. What is known not to be paid is taken off again on that day; what nobody knows (a
crash, a lost answer) stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from shared.campaigns import BUDGET_PREFIX, items
from shared.campaigns.records import ProductRecord
from shared.frozen import Frozen, Timestamp, Usd
from shared.observability import count

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ATTEMPT_PREFIX = "ATTEMPT#"


class Attempt(Frozen):
    """One call of the image model. `price` in USD; `owner` as ProductRecord has it."""

    attempt_id: str
    at: Timestamp
    price: Usd
    owner: str
    model_id: str
    seed: int
    recipe: str
    outcome: Literal["possibly_paid", "charged"] = "possibly_paid"

    @property
    def key(self) -> items.Item:
        return day_key(self.at.date(), f"{ATTEMPT_PREFIX}{self.attempt_id}")


def day_key(day: date, sk: str = "TOTAL") -> items.Item:
    return items.key(f"{BUDGET_PREFIX}{day.isoformat()}", sk)


def image_writes(table: str, product: ProductRecord, changes: Mapping[str, object], paid: Attempt | None) -> list[Any]:
    """The transaction that gives a product its picture; the attempt that made it becomes a charge, once only."""
    values = {":status_before": product.status, **{f":{name}": plain for name, plain in changes.items()}}
    books = ""
    if paid:
        values |= {":price": paid.price, ":certain": -paid.price}
        books = " ADD model_cost :price, possibly_paid :certain"
    same, of_rendition = items.of_rendition(product.rendition)
    row = {
        "TableName": table,
        "Key": items.key(product.campaign_id, items.product_sk(product.plan.index)),
        "UpdateExpression": "SET product_status = :status, image = :image, image_ready_at = :image_ready_at "
        f"REMOVE waits_until, waits_for, unanswered, called_at{books}",
        "ConditionExpression": f"product_status = :status_before AND attribute_not_exists(image) AND {same}",
        "ExpressionAttributeValues": of_rendition | items.values(values),
    }
    return [{"Update": row}, *([_charge(table, paid)] if paid else [])]


def _charge(table: str, attempt: Attempt) -> Any:
    outcomes: dict[str, object] = {":charged": "charged", ":possibly_paid": "possibly_paid"}
    update = {
        "TableName": table,
        "Key": attempt.key,
        "UpdateExpression": "SET outcome = :charged",
        "ConditionExpression": "outcome = :possibly_paid",
        "ExpressionAttributeValues": items.values(outcomes),
    }
    return {"Update": update}


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
        """USD that are left of the day; None: no limit."""
        return None if self.limit is None else max(self.limit - self.reserved(day), Decimal(0))

    def share_out(self, waiting: Iterable[ProductRecord], at: datetime) -> Sequence[ProductRecord]:
        """Those that may go on, of products that wait (the oldest first): no more than the day has room for.

        The others wait until the next day.
        """
        go_on, room = [], self.room(at.date())
        for product in waiting:
            price = product.waits_for or Decimal(0)
            if room is None or price <= room:
                go_on.append(product)
                room = None if room is None else room - price
            else:
                self.make_wait(product, price, at)
                room = Decimal(0)  # nobody overtakes who is older
        return go_on

    def make_wait(self, product: ProductRecord, price: Decimal, at: datetime) -> None:
        """Keep in the product's row that it waits for the next day's money; not where it got its picture meanwhile."""
        count("ProductsParked")
        until = datetime.combine(at.date() + timedelta(days=1), time(), UTC)
        with suppress(self._client.exceptions.ConditionalCheckFailedException):
            self._client.update_item(
                TableName=self._table,
                Key=items.key(product.campaign_id, items.product_sk(product.plan.index)),
                UpdateExpression="SET waits_until = :until, waits_for = :price",
                ConditionExpression="attribute_exists(sk) AND attribute_not_exists(image)",
                ExpressionAttributeValues=items.values({":until": until, ":price": price}),
            )
