"""The base of everything that is a fact: a brief, an event, a line of the manifest. A fact never changes."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer


class Fact(BaseModel):
    """Immutable, and strict about its fields: an unknown one is an error, never dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# US dollars. Decimal while we add (0.1 + 0.2 is 0.3), a plain number in JSON.
Usd = Annotated[Decimal, Field(ge=0), PlainSerializer(float, return_type=float, when_used="json")]

# UTC, always with its zone; ISO 8601 in JSON.
Timestamp = AwareDatetime


def now() -> datetime:
    """The current time in UTC, to the millisecond: what DynamoDB, events and the manifest all keep."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
