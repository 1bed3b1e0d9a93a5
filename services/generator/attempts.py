"""One recipe, one paid call: who may pay is agreed, and what it may cost is booked, in one transaction before the call.

A takes the lease of the recipe, reserves the price, notes the attempt, calls the model .... keeps the picture
B (same recipe, or the same message again) finds the lease taken: back to the queue, later a hit in the cache
C dies while it holds the lease: it runs out; a later receive pays once more, and C's attempt stays booked
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError

from services.generator.families.family import NothingPaid
from shared.campaigns import RECIPE_PREFIX, items
from shared.campaigns.budget import Attempt, Budget, day_key
from shared.campaigns.records import ProductRecord, ProductState
from shared.campaigns.transactions import FAILED, objections
from shared.frozen import now
from shared.observability import logger
from shared.trouble import Waiting

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class NoRoom(Exception):
    """The day's budget has no room for `price` USD more."""

    def __init__(self, price: Decimal) -> None:
        super().__init__(f"the day's budget has no room for {price} USD more")
        self.price = price


@dataclass(slots=True)
class Booking:
    """An attempt that is booked; set `called` right before the call. The lease ends at `until`."""

    attempt: Attempt
    until: datetime
    called: bool = False


class Attempts:
    """`lease_seconds` must outlast the longest call of the model.

    One for each process: a function handles one message at a time, so that a lease of its own that it finds is left
    over from an earlier one, and it takes it again.
    """

    def __init__(self, client: DynamoDBClient, table: str, budget: Budget, lease_seconds: int) -> None:
        self._client = client
        self._table = table
        self.budget = budget
        self._lease = timedelta(seconds=lease_seconds)
        self._holder = str(uuid4())

    @contextmanager
    def lease(self, recipe: str) -> Iterator[None]:
        """The lease that `book` takes in the block is given back at its end; if that fails, it runs out."""
        try:
            yield
        finally:
            owner = items.values({":holder": self._holder})
            delete = {"Key": _lease_key(recipe), "ConditionExpression": "lease_owner = :holder"}
            try:
                self._client.delete_item(TableName=self._table, ExpressionAttributeValues=owner, **delete)  # type: ignore[arg-type]
            except self._client.exceptions.ConditionalCheckFailedException:
                logger.debug("lease not ours", recipe=recipe)
            except (ClientError, BotoCoreError) as error:
                logger.warning("lease not given back", recipe=recipe, reason=str(error))

    @contextmanager
    def book(self, state: ProductState, recipe: str, model_id: str, price: Decimal, seed: int) -> Iterator[Booking]:
        """Booked for the block; afterwards, too, unless no call was made in it or it ended with NothingPaid.

        Raises Waiting where another one may pay for the recipe, or has; NoRoom.
        """
        attempt = Attempt(
            attempt_id=str(uuid4()),
            at=now(),
            price=price,
            owner=state.product.owner,
            model_id=model_id,
            seed=seed,
            recipe=recipe,
        )
        booking, booked = Booking(attempt, attempt.at + self._lease), True
        try:
            self._reserve(booking, state)
            yield booking
        except (Waiting, NoRoom):
            booked = False
            raise
        except NothingPaid:
            booking.called = False
            raise
        finally:
            if booked and not booking.called:
                self._release(attempt, state)

    def forget_unanswered(self, product: ProductRecord) -> None:
        """Begin to count the product's calls of unknown end anew."""
        self._client.update_item(
            TableName=self._table,
            Key=items.key(product.campaign_id, items.product_sk(product.plan.index)),
            UpdateExpression="REMOVE unanswered, called_at",
            ConditionExpression="attribute_exists(sk)",
        )

    def _reserve(self, booking: Booking, state: ProductState) -> None:
        writes = [
            self._take_lease(booking),
            self._reserve_price(booking.attempt),
            self._put(booking.attempt),
            self._on_product(state, booking.attempt, 1, "attribute_exists(sk) AND attribute_not_exists(image)"),
        ]
        lease, room, _, product = objections(self._client, writes)
        if lease == FAILED:
            raise Waiting(f"recipe {booking.attempt.recipe[:12]} is being generated by another message")
        if product == FAILED:
            raise Waiting("the product got its picture this moment")
        if room == FAILED:
            raise NoRoom(booking.attempt.price)

    def _release(self, attempt: Attempt, state: ProductState) -> None:
        """Nothing was paid. Where this fails, the attempt stays booked: too much on the books, never too little."""
        there = {"ConditionExpression": "attribute_exists(sk)"}
        writes = [
            {"Delete": {"TableName": self._table, "Key": attempt.key, **there}},
            {"Update": self._add(day_key(attempt.at.date()), "reserved", -attempt.price) | there},
            self._on_product(state, attempt, -1, "attribute_exists(sk)"),
        ]
        try:
            objections(self._client, writes)
        except (ClientError, BotoCoreError) as error:
            logger.warning("attempt stays booked", attempt=attempt.attempt_id, reason=str(error))

    def _take_lease(self, booking: Booking) -> Any:
        holder, until = self._holder, int(booking.until.timestamp())
        item = {**_lease_key(booking.attempt.recipe), **items.values({"lease_owner": holder, "expires_at": until})}
        times = items.values({":now": int(booking.attempt.at.timestamp()), ":holder": holder})
        return {
            "Put": {
                "TableName": self._table,
                "Item": item,
                # DynamoDB deletes expired items late (hours): an expired lease counts as none.
                "ConditionExpression": "attribute_not_exists(sk) OR expires_at < :now OR lease_owner = :holder",
                "ExpressionAttributeValues": times,
            }
        }

    def _reserve_price(self, attempt: Attempt) -> Any:
        update = self._add(day_key(attempt.at.date()), "reserved", attempt.price)
        update["UpdateExpression"] += " SET expires_at = :expires_at"
        update["ExpressionAttributeValues"] |= items.values({":expires_at": _expiry(attempt)})
        if self.budget.limit is not None:
            room = self.budget.limit - attempt.price
            nothing_yet = " OR attribute_not_exists(reserved)" if room >= 0 else ""
            update["ConditionExpression"] = f"reserved <= :room{nothing_yet}"
            update["ExpressionAttributeValues"] |= items.values({":room": room})
        return {"Update": update}

    def _put(self, attempt: Attempt) -> Any:
        plain = {name: getattr(attempt, name) for name in Attempt.model_fields}
        item = {**attempt.key, **items.values({**plain, "expires_at": _expiry(attempt)})}
        return {"Put": {"TableName": self._table, "Item": item, "ConditionExpression": "attribute_not_exists(sk)"}}

    def _on_product(self, state: ProductState, attempt: Attempt, calls: int, condition: str) -> Any:
        """Counts the call (1), or takes it back (-1): then the time of the last one is what it was before."""
        row = items.key(state.campaign.campaign_id, items.product_sk(state.product.plan.index))
        update = self._add(row, "possibly_paid", calls * attempt.price) | {"ConditionExpression": condition}
        at = attempt.at if calls > 0 else state.product.called_at or attempt.at
        update["UpdateExpression"] += ", unanswered :calls SET called_at = :at"
        update["ExpressionAttributeValues"] |= items.values({":calls": calls, ":at": at})
        return {"Update": update}

    def _add(self, row: items.Item, name: str, price: Decimal) -> dict[str, Any]:
        return {
            "TableName": self._table,
            "Key": row,
            "UpdateExpression": f"ADD {name} :price",
            "ExpressionAttributeValues": items.values({":price": price}),
        }


def _lease_key(recipe: str) -> items.Item:
    return items.key(f"{RECIPE_PREFIX}{recipe}", "LEASE")


def _expiry(attempt: Attempt) -> int:
    return int((attempt.at + items.RETENTION).timestamp())
