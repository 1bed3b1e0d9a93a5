"""Formats by name, by ratio (16:9, 1.91:1), by size (1080x1920) or by word (story)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.canonical import Chosen, choose
from briefs.located import Located, describe
from briefs.report import Report
from briefs.vocabulary import FILE_TYPES, SHAPES
from briefs.words import Leaf, squash
from shared.formats import DEFAULT_FORMATS, FORMATS

_PAIR = re.compile(r"(\d{1,5}(?:\.\d{1,4})?)\s*[:x\u00d7/]\s*(\d{1,5}(?:\.\d{1,4})?)", re.IGNORECASE)
_SMALLEST_SIZE = 100  # 16x9 is a ratio, 160x90 a size in pixels
_TOLERANCE = 0.01  # 1.91:1 means 1200x630 (1.905) as well as 1200x627 (1.914)
_NETWORK_KEYS = ("platform", "network", "channel")
_SHAPE_KEYS = ("size", "dimensions", "resolution", "ratio", "aspectratio", "placement")
_SIZE_KEYS = ("name", "format", "id", "width", "height", *_SHAPE_KEYS, *_NETWORK_KEYS)
_EXPECTED = "one or more of " + ", ".join(FORMATS)


def format_names(leaves: Sequence[Leaf], report: Report) -> Chosen[tuple[str, ...]]:
    """The names of the formats asked for, and where; None where the brief leaves it to the default.

    An unknown name in `formats` is a problem; shapes that no format has are noted.
    """
    own, shaped = [[leaf for leaf in leaves if bool(leaf.word.rank) == ranked] for ranked in (False, True)]
    named = choose(own, "formats", lambda here: _names(here, report, True), report)
    if named and named[1]:
        for leaf in shaped:
            report.note(leaf.at, "not used: formats is given")
        return named
    found = [(leaf.at, names) for leaf in shaped if (names := _names(leaf.at, report, False))]
    for here, names in found:
        report.tell(here, "read as formats " + ", ".join(names))
    if not found:
        for leaf in [leaf for leaf in shaped if not leaf.at.absent and leaf.at.value][:1]:
            report.tell(leaf.at, "nothing here that a format has: the default formats are made")
        return None
    return found[0][0], tuple(dict.fromkeys(name for _, names in found for name in names))


def _names(found: Located, report: Report, strict: bool) -> tuple[str, ...] | None:
    names: list[str] = []
    for here in _single(found, report):
        known = _formats_of(here)
        names += known
        if known:
            report.use(here)
            for key, part in here.fields():
                if squash(key) in _SIZE_KEYS:
                    report.claim(part)
        elif isinstance(here.value, str) and squash(here.value) in FILE_TYPES:
            report.note(here, f"not made: {describe(here.value)}, variants are JPEG files")
        elif strict:
            report.problem(here, "unknown_value", _EXPECTED)
        else:
            report.note(here, f"not made: {describe(here.value)}, no format has this shape")
    return tuple(dict.fromkeys(names)) or None


def _single(here: Located, report: Report) -> Iterator[Located]:
    """The elements of a list, of text with commas, or of an object whose keys are names or ratios."""
    match here.value:
        case list():
            for item in here.items():
                yield from _single(item, report)
        case dict() if not _formats_of(here) and any(_text_formats(key) for key in here.value):
            for key, part in here.fields():
                if part.value not in (None, False):
                    yield Located(here.pointer, key)
                if part.value is True:
                    report.claim(part)
        case str() as text:
            written = (Located(here.pointer, part.strip()) for part in re.split("[,;|]", text))
            yield from (part for part in written if not part.absent)
        case bool() | dict():
            yield here


def _formats_of(found: Located) -> tuple[str, ...]:
    """By name first, then by size, then by ratio."""
    parts = {squash(key): field.value for key, field in found.fields() if isinstance(field.value, str)}
    network = next((parts[key] for key in _NETWORK_KEYS if key in parts), "")
    shapes = [parts[key] for key in _SHAPE_KEYS if key in parts]
    if "width" in parts and "height" in parts:
        shapes.insert(0, f"{parts['width']}x{parts['height']}")
    written = [*map(parts.get, ("name", "format", "id")), *(f"{network} {shape}" for shape in shapes), network]
    if isinstance(found.value, str):
        written = [found.value]
    return next((names for text in written if text and (names := _text_formats(text))), ())


def _text_formats(text: str) -> tuple[str, ...]:
    """A name; a network, a shape or both ("Instagram Reel", "LinkedIn 1:1")."""
    word, words = squash(text), re.findall(r"[a-z0-9]{2,}", text.casefold())
    if word in ("default", "all"):
        return DEFAULT_FORMATS
    if by_name := tuple(name for name in FORMATS if word == squash(name)):
        return by_name
    by_network = [name for name in FORMATS if name.split("-")[0] in words]
    shaped = _with_shape(text) or next((_with_shape(SHAPES[shape]) for shape in words if shape in SHAPES), ())
    return tuple(name for name in by_network if name in shaped) or shaped or _usual(by_network)


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
