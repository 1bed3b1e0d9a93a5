"""Pillow's wheel brings HarfBuzz and Raqm, but loads FriBiDi from the system at run time (libfribidi.so.0)."""

from __future__ import annotations

from functools import cache
from typing import TypedDict

from PIL import features

from rendering.text import fribidi


class Shaping(TypedDict):
    """Pillow's arguments to `text`, `getlength` and `getbbox`."""

    direction: str | None
    language: str | None
    features: list[str] | None


@cache
def has_shaping() -> bool:
    return bool(features.check("raqm")) and bool(features.check("fribidi")) and fribidi.library() is not None


def shaping(language: str, *, right_to_left: bool = False) -> Shaping:
    """For measuring as for drawing: the language decides on forms and widths."""
    if not has_shaping():
        return {"direction": None, "language": None, "features": None}
    direction = "rtl" if right_to_left else "ltr"
    if language.startswith(("ja", "ko", "zh")):
        # These faces are made for one language each. Told so again, or with contextual forms, the Korean one widens
        # spaces between Hangul only, and a line is no longer as wide as its parts.
        return {"direction": direction, "language": None, "features": ["-calt"]}
    return {"direction": direction, "language": language, "features": None}
