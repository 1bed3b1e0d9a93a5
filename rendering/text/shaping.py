"""Shapes text by HarfBuzz and Raqm, which Pillow's wheel brings, and by FriBiDi, which both load from the system.

FriBiDi has the Unicode bidirectional algorithm (UAX #9, with brackets and isolates).
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import TypedDict

from PIL import features

# As in Pillow, which looks for the library at run time under these names.
_NAMES = (
    *("libfribidi.so.0", "libfribidi.so"),
    *("libfribidi.0.dylib", "libfribidi.dylib"),
    *("fribidi-0.dll", "libfribidi-0.dll"),
)
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = 0x110, 0x111  # FRIBIDI_PAR_LTR, FRIBIDI_PAR_RTL


class Shaping(TypedDict):
    """Pillow's arguments to `text`, `getlength` and `getbbox`."""

    direction: str | None
    language: str | None
    features: list[str] | None


@cache
def has_shaping() -> bool:
    return bool(features.check("raqm")) and bool(features.check("fribidi")) and _fribidi() is not None


def shaping(language: str, *, right_to_left: bool = False) -> Shaping:
    """What to tell Pillow, for measuring as for drawing: the language decides on forms and widths."""
    if not has_shaping():
        return {"direction": None, "language": None, "features": None}
    direction = "rtl" if right_to_left else "ltr"
    if language.startswith(("ja", "ko", "zh")):
        # These faces are made for one language each. Told so again, or with contextual forms, the Korean one widens
        # spaces between Hangul only, and a line is no longer as wide as its parts.
        return {"direction": direction, "language": None, "features": ["-calt"]}
    return {"direction": direction, "language": language, "features": None}


def bidi_levels(line: str, *, right_to_left: bool) -> list[int]:
    """Each character's embedding level; `right_to_left` is the paragraph's direction.

    Raises OSError without FriBiDi.
    """
    fribidi = _fribidi()
    if not fribidi:
        raise OSError("FriBiDi is not installed")
    count = len(line)
    characters = (ctypes.c_uint32 * count)(*map(ord, line))
    types, brackets = (ctypes.c_uint32 * count)(), (ctypes.c_uint32 * count)()
    found = (ctypes.c_int8 * count)()
    paragraph = ctypes.c_uint32(_RIGHT_TO_LEFT if right_to_left else _LEFT_TO_RIGHT)
    fribidi.fribidi_get_bidi_types(characters, count, types)
    fribidi.fribidi_get_bracket_types(characters, count, types, brackets)
    fribidi.fribidi_get_par_embedding_levels_ex(types, brackets, count, ctypes.byref(paragraph), found)
    return list(found)


@cache
def _fribidi() -> ctypes.CDLL | None:
    """The library; None where it is not installed."""
    for name in _NAMES:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None
