"""Crash points that are known to end otherwise, by scenario and fault. Whoever mends one removes its line here."""

from __future__ import annotations

from typing import Final

from tests.faults.spoiling import Fault

UNMENDED: Final[dict[tuple[str, Fault], str]] = {}
