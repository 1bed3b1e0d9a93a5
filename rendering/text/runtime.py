"""Refuses what cannot be set: without FriBiDi (shaping.py), Pillow sets Arabic and Indic wrongly and says nothing."""

from __future__ import annotations

import unicodedata

from rendering.text.characters import visible
from rendering.text.measure import Measured
from rendering.text.scripts import SCRIPTS, script_of
from rendering.text.shaping import has_shaping
from shared.problems import GivenUp

_JOINING = "\u200c\u200d"
_JOINING_RANGES = (
    ("\u1100", "\u11ff"),  # the letters of Hangul, to be set as syllables
    ("\U0001f1e6", "\U0001f1ff"),  # two letters make a flag
    ("\U0001f3fb", "\U0001f3ff"),  # skin tones
)

REMEDY = "install FriBiDi: `apt-get install libfribidi0`, `dnf install fribidi` or `brew install fribidi`"


class ShapingUnavailable(RuntimeError):
    """The text shaping library is not there; the message names the remedy."""


def check_runtime() -> None:
    """Raises ShapingUnavailable where shaping is missing: a container without shaping must not start."""
    if not has_shaping():
        raise ShapingUnavailable(f"Pillow cannot shape text: {REMEDY}")


def refuse_unshapable(text: Measured) -> None:
    """Raises GivenUp where a text needs shaping and the machine, a laptop perhaps, has none."""
    if has_shaping():
        return
    if text.script.needs_shaping or any(map(_is_shaped, visible(text.text))):
        raise GivenUp("shaping_unavailable", f"This text's script ({text.script.code}) needs shaping: {REMEDY}")


def _is_shaped(character: str) -> bool:
    """Whether the letter's form or place depends on its neighbours: marks, joined emoji, flags, and whole scripts."""
    if character < "\u0300":
        return False
    script = SCRIPTS.get(script_of(character) or "")
    return (
        (script is not None and script.needs_shaping)
        or unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character in _JOINING
        or any(first <= character <= last for first, last in _JOINING_RANGES)
    )
