"""Brand colours: one list out of palettes, objects, comma-separated text, and fields such as primary_color."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.collect import Fields
from briefs.located import Located
from briefs.report import Report
from briefs.values import choose

# The order in which a brand's colours are used.
_ORDER = ("primary_color", "brand_colors", "secondary_color", "tertiary_color", "accent_color", "background_color")
_COMMA = re.compile(r",(?![^(]*\))")  # but not inside rgb(1, 2, 3)
_HOLDERS = ("hex", "value", "color", "code")
_EXPECTED = 'a colour as text, such as "#0057B8"'


def brand_colors(fields: Fields, report: Report) -> list[Located]:
    """Each colour as text and where it stands; the model says which text is a colour."""
    found: list[Located] = []
    for name in _ORDER:
        found += _agreed(name, fields.get(name, []), report)
    return found


def _agreed(name: str, places: list[Located], report: Report) -> list[Located]:
    chosen = choose(places, name, lambda place: list(_single(place, report)) or None, report, compared=_normal)
    if not chosen or not chosen[1]:
        return []
    if name != "brand_colors":
        report.note(chosen[0], "read as one of brand_colors")
    return chosen[1]


def _single(found: Located, report: Report) -> Iterator[Located]:
    match found.value:
        case str() as text:
            for part in _COMMA.split(text):
                if part.strip():
                    yield Located(found.pointer, part.strip())
        case list():
            for item in found.items():
                yield from _single(item, report)
        case dict():
            colors = [field for key, field in found.fields() if not key.startswith("_")]
            held = [field for key, field in found.fields() if key.casefold() in _HOLDERS]
            for field in held[:1] or colors:
                yield from _single(field, report)
        case None:
            report.note(found, 'no colour here (in YAML, # starts a comment: write "#0057B8" in quotes)')
        case bool():
            report.problem(found, "wrong_type", _EXPECTED)


def _normal(colors: list[Located]) -> list[str]:
    return [str(color.value).casefold().lstrip("#") for color in colors]
