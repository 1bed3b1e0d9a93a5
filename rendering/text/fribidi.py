"""The Unicode bidirectional algorithm (UAX #9, with brackets and isolates), by the FriBiDi that Pillow loads too."""

from __future__ import annotations

import ctypes
from functools import cache

# As in Pillow, which looks for the library at run time under these names.
_NAMES = (
    *("libfribidi.so.0", "libfribidi.so"),
    *("libfribidi.0.dylib", "libfribidi.dylib"),
    *("fribidi-0.dll", "libfribidi-0.dll"),
)
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = 0x110, 0x111  # FRIBIDI_PAR_LTR, FRIBIDI_PAR_RTL


@cache
def library() -> ctypes.CDLL | None:
    """None where it is not installed."""
    for name in _NAMES:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def levels(line: str, *, right_to_left: bool) -> list[int]:
    """Each character's embedding level; `right_to_left` is the paragraph's direction.

    Raises OSError without FriBiDi.
    """
    fribidi = library()
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
