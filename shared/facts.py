"""The base of everything that is a fact: a brief, an event, a line of the manifest. A fact never changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer


class Fact(BaseModel):
    """Immutable, and strict about its fields: an unknown one is an error, never dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")


F = TypeVar("F", bound=Fact)

# US dollars. Decimal while we add (0.1 + 0.2 is 0.3), a plain number in JSON.
Usd = Annotated[Decimal, Field(ge=0), PlainSerializer(float, return_type=float, when_used="json")]

# UTC, always with its zone; ISO 8601 in JSON.
Timestamp = AwareDatetime


def fitting(facts: Sequence[F], size: int) -> Sequence[F]:
    """The first of them, as many as `size` bytes of JSON hold."""
    for count, fact in enumerate(facts):
        size -= len(fact.model_dump_json().encode())
        if size < 0:
            return facts[:count]
    return facts


def now() -> datetime:
    """The current time in UTC, to the millisecond: what DynamoDB, events and the manifest all keep."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
