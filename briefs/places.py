"""Where the walk stands in a brief, and what it finds there."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.located import Located
from briefs.words import Kind, Word

# How certain it is that a leaf is the campaign's: a lower level goes before a higher one.
KNOWN, IN_UNKNOWN_SECTION, ONE_OF_SEVERAL, OF_A_MARKET = range(4)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk stands. `own`: directly in the object of the campaign, brand, market or product itself."""

    kind: Kind = "campaign"
    own: bool = False
    product: int | None = None
    locale: str | None = None
    level: int = KNOWN


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that a word names."""

    word: Word
    key: str
    at: Located
    place: Place
