"""Which source meets which message, at which length, in which colours."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from shared.formats import FORMATS
from tests.render.corpus.sentences import LANGUAGES
from tests.render.corpus.sources import NAMES

LENGTHS = (5, 20, 60, 140, 280, 500)
BRANDS: tuple[tuple[str, ...], ...] = (
    (),
    ("#0057B8", "#FFD100"),
    ("#E60023", "#6E56CF"),
    ("#0B3D2E",),
    ("#777777",),
    ("#FFFFFF", "#111111"),
    ("#FF7A00", "#00B8A9", "#2B2D42"),
)
ACTIONS = (None, "Shop now", None, "Find your nearest store and save today", None)


@dataclass(frozen=True, slots=True)
class Case:
    source: str
    language: str
    length: int
    brand: tuple[str, ...]
    action: str | None


def cases() -> Iterator[Case]:
    """Every source with every message; the length moves on by one each time, so each message has every length too."""
    for row, source in enumerate(NAMES):
        for column, language in enumerate(LANGUAGES):
            yield Case(
                source,
                language,
                LENGTHS[(row + column) % len(LENGTHS)],
                BRANDS[(row + 2 * column) % len(BRANDS)],
                ACTIONS[(row + column) % len(ACTIONS)],
            )


def sample(count: int, seed: int) -> list[tuple[Case, tuple[str, ...]]]:
    """Cases of `count` different sources, languages in turn, each with two of the formats; ordered by source."""
    rng = random.Random(seed)
    everything = {(case.source, case.language): case for case in cases()}
    sources, languages, formats = rng.sample(NAMES, count), list(LANGUAGES), list(FORMATS)
    rng.shuffle(languages)
    rng.shuffle(formats)
    chosen: list[tuple[Case, tuple[str, ...]]] = []
    for index, source in enumerate(sources):
        case = everything[source, languages[index % len(languages)]]
        chosen.append((case, (formats[index % len(formats)], formats[(index + 4) % len(formats)])))
    return chosen
