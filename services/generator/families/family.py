"""What all model families share: the request, the answer's picture, and how an answer can fail."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any, Protocol

from shared.problems import GivenUp

SIZE = 1024  # pixels a side: every model of the catalogue makes it


class OutputFiltered(Exception):
    """The model made a picture and its own filter withheld it: another seed may pass."""


class PictureDelayed(Exception):
    """Transient: throttled, timed out, an outage. The message says it to a marketer."""


class ModelUnavailable(Exception):
    """The model has retired, is not offered in its region or not open for the account: another one may stand in."""


class NothingPaid(Exception):
    """The call is known to have cost nothing: it was never sent, or was refused before anything was drawn.

    `reason` says what that means for the product: GivenUp, PictureDelayed or ModelUnavailable.
    """

    def __init__(self, reason: Exception) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """What decides the picture, besides the model; `seed` is 1-4294967294 (0 would be random)."""

    prompt: str
    negative_prompt: str
    seed: int


class Family(Protocol):
    # Seeds run from 1 to this; a larger one is a ValidationException.
    max_seed: int

    def request(self, request: PictureRequest) -> dict[str, Any]:
        """The body of InvokeModel."""

    def picture(self, answer: dict[str, Any]) -> bytes:
        """The PNG in the answer's body. Raises NothingPaid, GivenUp, OutputFiltered, PictureDelayed."""


def decoded(encoded: object) -> bytes:
    """The PNG from an answer's base64 text. Raises PictureDelayed where there is none: the model may do better."""
    try:
        picture = base64.b64decode(str(encoded), validate=True)
    except (binascii.Error, ValueError) as error:
        raise PictureDelayed(f"the model's answer holds no base64 picture: {error}") from error
    if not picture.startswith(b"\x89PNG\r\n\x1a\n"):
        raise PictureDelayed("the model's answer holds no PNG picture")
    return picture


def content_filtered(where: str, by: str = "the image model's content filter") -> GivenUp:
    return GivenUp(
        "content_filtered",
        f"{by} refused the {where}: "
        "reword the product's name, description or the campaign message, or supply a picture of your own",
    )
