"""Crash points that are known to end otherwise, by scenario and fault. Whoever mends one removes its line here."""

from __future__ import annotations

from typing import Final

from tests.faults.spoiling import Fault

_SAVING = "a paid picture whose saving is refused once is thrown away, and paid for again"

UNMENDED: Final[dict[tuple[str, Fault], str]] = {
    ("generator: new picture", Fault.REFUSED): _SAVING,
}
