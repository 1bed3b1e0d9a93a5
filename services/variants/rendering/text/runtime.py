"""Pillow's wheel brings HarfBuzz and Raqm, but loads FriBiDi from the system at run time (libfribidi.so.0).

Without it, Pillow sets Arabic and Indic scripts wrongly and says nothing: so we say it.
"""

from __future__ import annotations

import unicodedata

from PIL import features

from services.variants.rendering.text.measure import Measured
from services.variants.rendering.unusable import UnusableText

REMEDY = "install FriBiDi: `apt-get install libfribidi0`, `dnf install fribidi` or `brew install fribidi`"


class ShapingUnavailable(RuntimeError):
    """The text shaping library is not there; the message names the remedy."""


def has_shaping() -> bool:
    return bool(features.check("raqm")) and bool(features.check("fribidi"))


def check_runtime() -> None:
    """For the container: refuse to start without shaping. Raises ShapingUnavailable."""
    if not has_shaping():
        raise ShapingUnavailable(f"Pillow cannot shape text: {REMEDY}")


def refuse_unshapable(text: Measured) -> None:
    """For a laptop: only messages that need shaping are refused. Raises UnusableText."""
    if has_shaping():
        return
    if text.script.needs_shaping or any(_is_shaped(character) for character in text.text):
        raise UnusableText("shaping_unavailable", f"This message's script ({text.script.code}) needs shaping: {REMEDY}")


def _is_shaped(character: str) -> bool:
    return unicodedata.combining(character) > 0 or unicodedata.bidirectional(character) in ("R", "AL")
