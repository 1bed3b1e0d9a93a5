"""The base of the models that never change once made (a brief, an event, a row, a manifest), and their common types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Self, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer


class Frozen(BaseModel):
    """Immutable, and strict about its fields: an unknown one is an error, never dropped.

    What another version of this code may have written (events, rows, manifests, rejections) is read by `read_json` or
    `read_plain` instead, which ignore what they don't know: while a new version is rolled out, and on the way back to
    an older one, yesterday's code meets today's data.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def read_json(cls, text: str | bytes) -> Self:
        """Raises pydantic's ValidationError, a ValueError."""
        return cls.model_validate_json(text, extra="ignore")

    @classmethod
    def read_plain(cls, plain: object) -> Self:
        """Reads what JSON or DynamoDB hold. Raises pydantic's ValidationError, a ValueError."""
        return cls.model_validate(plain, extra="ignore")


F = TypeVar("F", bound=Frozen)

# US dollars. Decimal while we add (0.1 + 0.2 is 0.3), a plain number in JSON.
Usd = Annotated[Decimal, Field(ge=0), PlainSerializer(float, return_type=float, when_used="json")]

# UTC, always with its zone; ISO 8601 in JSON.
Timestamp = AwareDatetime


def fitting(models: Sequence[F], size: int) -> Sequence[F]:
    """The first of them, as many as `size` bytes of JSON hold."""
    for count, model in enumerate(models):
        size -= len(model.model_dump_json().encode())
        if size < 0:
            return models[:count]
    return models


def now() -> datetime:
    """The current time in UTC, to the millisecond: what DynamoDB, events and the manifest all keep."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
