"""Formats by name, by ratio (16:9, 1.91:1), by size (1080x1920) or by word (story)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.collect import Fields
from briefs.located import Located
from briefs.report import Report
from briefs.spellings import squash
from briefs.values import choose
from briefs.words import SHAPES
from shared.formats import DEFAULT_FORMATS, FORMATS

_PAIR = re.compile(r"(\d{1,5}(?:\.\d{1,4})?)\s*[:x\u00d7/]\s*(\d{1,5}(?:\.\d{1,4})?)", re.IGNORECASE)
_SMALLEST_SIZE = 100  # 16x9 is a ratio, 160x90 a size in pixels
_TOLERANCE = 0.01  # 1.91:1 means 1200x630 (1.905) as well as 1200x627 (1.914)
_EXPECTED = "one or more of " + ", ".join(FORMATS)


def format_names(fields: Fields, report: Report) -> tuple[Located, tuple[str, ...]] | None:
    """The names of the formats asked for, and where; None where the brief leaves it to the default.

    An unknown name in `formats` is a problem; shapes that no format has are noted.
    """
    named = choose(fields.get("formats", []), "formats", lambda found: _named(found, report), report)
    shaped = fields.get("aspect_ratios", [])
    if named and named[1]:
        for found in shaped:
            report.note(found, "not used: formats is given")
        return named[0], named[1]
    chosen = choose(shaped, "formats", lambda found: _shaped(found, report), report)
    if not chosen or not chosen[1]:
        return None
    report.note(chosen[0], "read as formats " + ", ".join(chosen[1]))
    return chosen[0], chosen[1]


def _named(found: Located, report: Report) -> tuple[str, ...] | None:
    names: list[str] = []
    for place in _single(found):
        known = _formats_of(place)
        names += known
        if not known:
            report.problem(place, "unknown_value", _EXPECTED)
    return tuple(dict.fromkeys(names)) or None


def _shaped(found: Located, report: Report) -> tuple[str, ...] | None:
    names: list[str] = []
    for place in _single(found):
        known = _formats_of(place)
        names += known
        if not known:
            report.note(place, "no format has this shape: left out")
    if not names and not found.absent:
        report.note(found, "nothing here that a format has: the default formats are made")
    return tuple(dict.fromkeys(names)) or None


def _single(found: Located) -> Iterator[Located]:
    """The elements of a list, of comma-separated text, or of an object whose keys are names or ratios."""
    value = found.value
    if isinstance(value, list):
        for item in found.items():
            yield from _single(item)
    elif isinstance(value, dict) and not _formats_of(found) and any(_text_formats(key) for key in value):
        for key, field in found.fields():
            if field.value not in (None, False):
                yield Located(field.pointer, key)
    elif isinstance(value, str):
        for part in value.split(","):
            if part.strip():
                yield Located(found.pointer, part.strip())
    elif value is not None:
        yield found


def _formats_of(found: Located) -> tuple[str, ...]:
    """By name first, then by size, then by ratio."""
    if isinstance(found.value, str):
        return _text_formats(found.value)
    parts = {squash(key): field.value for key, field in found.fields() if isinstance(field.value, str)}
    for key in ("name", "format", "id"):
        if key in parts and (names := _text_formats(str(parts[key]))):
            return names
    for written in (f"{parts.get('width')}x{parts.get('height')}", parts.get("ratio"), parts.get("aspectratio")):
        if isinstance(written, str) and (names := _text_formats(written)):
            return names
    return ()


def _text_formats(text: str) -> tuple[str, ...]:
    word = squash(text)
    if word in ("default", "all"):
        return DEFAULT_FORMATS
    by_name = [name for name in FORMATS if word == squash(name)]
    by_network = [name for name in FORMATS if word == name.split("-")[0]]
    return tuple(by_name) or _usual(by_network) or _with_shape(SHAPES.get(word, text))


def _usual(names: list[str]) -> tuple[str, ...]:
    """16:9 is also YouTube's, but who doesn't name YouTube means the usual five; others where none of these fits."""
    return tuple(name for name in names if name in DEFAULT_FORMATS) or tuple(names)


def _with_shape(text: str) -> tuple[str, ...]:
    pair = _PAIR.search(text)
    if not pair:
        return ()
    width, height = float(pair[1]), float(pair[2])
    if not width or not height:
        return ()
    exact = tuple(f.name for f in FORMATS.values() if (f.width, f.height) == (width, height))
    if exact and min(width, height) >= _SMALLEST_SIZE:
        return exact
    ratio = width / height
    return _usual([f.name for f in FORMATS.values() if abs(f.width / f.height / ratio - 1) < _TOLERANCE])
