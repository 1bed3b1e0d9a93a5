"""Whether a brief is for a region: by the regions that it names, and by those of its languages (de-AT)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from briefs.prohibited_words import has_word


def places_of(regions: Iterable[str], locales: Iterable[str | None]) -> list[str]:
    return [*regions, *(subtag for locale in locales if locale for subtag in locale.split("-")[1:])]


def applies(region: str, places: Sequence[str]) -> bool:
    return any(_is_named(region, place) for place in places)


def _is_named(region: str, place: str) -> bool:
    """DE in "Stores in Germany and Austria", in "DE" and "de"; a code in a text in capitals only: "in" is no India."""
    return any(
        name.casefold() == place.strip().casefold() or (has_word(place, name) and (len(name) > 3 or name in place))
        for name in _countries().get(region.strip().casefold(), [region.strip()])
    )


@cache
def _countries() -> dict[str, list[str]]:
    """All codes and names of a country by each of them."""
    table = tomllib.loads(Path(__file__).with_name("countries.toml").read_text())
    countries = [[code, *names] for code, names in table.items()]
    return {name.casefold(): names for names in countries for name in names}
