"""What every family has in common: a request read into an Order, an Order's picture put into an answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from local.imagemodel.refusals import Refused, malformed
from shared.image_models import ImageModel

# What a content filter objected to; "inference" is no filter, but travels the same way.
FilterReason = Literal["prompt", "input image", "output image", "inference"]


@dataclass(frozen=True, slots=True)
class Order:
    """A valid request. `width` and `height` in pixels, `encoding` as Pillow names it, `seed` as it will be answered."""

    prompt: str
    seed: int
    width: int
    height: int
    count: int = 1
    encoding: Literal["PNG", "JPEG"] = "PNG"


class Family(Protocol):
    def order(self, model: ImageModel, body: bytes) -> Order:
        """Raises Refused."""
        ...

    def answer(self, order: Order, pictures: list[str]) -> dict[str, object]:
        """`pictures` are base64, one per `order.count`."""
        ...

    def filtered(self, order: Order, reason: FilterReason) -> dict[str, object]:
        """An answer with HTTP 200 and no picture; raises Refused where the family refuses instead."""
        ...


class Request(BaseModel):
    """Strict: a number in quotes is refused, as is a field that the family doesn't have."""

    model_config = ConfigDict(extra="forbid", strict=True)


_Request = TypeVar("_Request", bound=Request)

_REASONS = {
    "extra_forbidden": "extraneous key [{field}] is not permitted",
    "missing": "required key [{field}] not found",
    "string_too_long": "expected maxLength: {max_length}, actual: {actual}",
    "string_too_short": "expected minLength: {min_length}, actual: {actual}",
    "less_than_equal": "{found} is not less or equal to {le}",
    "greater_than_equal": "{found} is not greater or equal to {ge}",
    "literal_error": "{found} is not a valid enum value",
}


def read(request: type[_Request], body: bytes) -> _Request:
    """Raises Refused with every violation, each with a pointer to where it stands."""
    try:
        return request.model_validate_json(body)
    except ValidationError as error:
        if any(e["type"] == "json_invalid" for e in error.errors()):
            raise Refused("ValidationException") from None
        raise malformed(", ".join(_reason(dict(e)) for e in error.errors(include_url=False))) from None


def _reason(error: dict[str, object]) -> str:
    where, kind, found = error["loc"], str(error["type"]), error["input"]
    assert isinstance(where, tuple)  # noqa: S101  pydantic's own shape
    about_the_key = kind in ("extra_forbidden", "missing")
    pointer = "".join(f"/{part}" for part in (where[:-1] if about_the_key else where))
    context = error.get("ctx")
    words = {"field": where[-1] if where else "", "found": found, "actual": len(found) if isinstance(found, str) else 0}
    words |= context if isinstance(context, dict) else {}
    reason = _REASONS[kind].format(**words) if kind in _REASONS else str(error["msg"])
    return f"#{pointer}: {reason}"


def chosen_seed(seed: int, body: bytes) -> int:
    """Seed 0 means "any": here the same body gets the same one, so that a picture can be asked for again."""
    return seed or int.from_bytes(hashlib.sha256(body).digest()[:4], "big") // 2
