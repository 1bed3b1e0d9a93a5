"""Which colour is meant, however it is written."""

from __future__ import annotations

import re

from briefs.vocabulary import COLORS

_HEX = re.compile(r"#?([0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3,4})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(,[\d.\s]+)?\)")


def hex_of(written: str) -> str | None:
    """#RRGGBB of a colour in hex (without its transparency), by its name in CSS ("navy"), in rgb(); None if none."""
    said = written.strip().casefold()
    if found := _HEX.fullmatch(said):
        digits = found[1].upper()
        return "#" + (digits[:6] if len(digits) > 4 else "".join(digit * 2 for digit in digits[:3]))
    if found := _RGB.fullmatch(said):
        return "#" + "".join(f"{min(int(part), 255):02X}" for part in found.groups()[:3])
    return COLORS.get("".join(filter(str.isalpha, said)))
