"""Formats by name, by ratio (16:9, 1.91:1), by size (1080x1920) or by word (story)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefs.located import Located, describe
from briefs.report import Report
from briefs.vocabulary import FILE_TYPES, SHAPES
from briefs.words import Leaf, squash
from shared.formats import DEFAULT_FORMATS, FORMATS

_PAIR = re.compile(r"(\d{1,5}(?:\.\d{1,4})?)\s*[:x\u00d7/]\s*(\d{1,5}(?:\.\d{1,4})?)", re.IGNORECASE)
_SMALLEST_SIZE = 100  # 16x9 is a ratio, 160x90 a size in pixels
_TOLERANCE = 0.01  # 1.91:1 means 1200x630 (1.905) as well as 1200x627 (1.914)
_NAMES = ("name", "format", "id")
_NETWORKS = ("platform", "network", "channel")
_SHAPES = ("size", "dimensions", "resolution", "ratio", "aspectratio", "placement")
_SAID = (*_NAMES, *_NETWORKS, *_SHAPES, "width", "height")
_EXPECTED = "one or more of " + ", ".join(FORMATS)


def formats(leaf: Leaf, report: Report) -> Iterator[str]:
    """The formats asked for. An unknown name in `formats` is a problem, a shape that no format has is noted."""
    for here, written in _wanted(leaf.at, report):
        if said := next(filter(meant, written), ""):
            report.use(here)
            if _is_guessed(said):
                report.note(here, f"{describe(here.value)} is read as {', '.join(meant(said))}: it names no shape")
            yield from meant(said)
        elif isinstance(here.value, str) and squash(here.value) in FILE_TYPES:
            report.note(here, f"not made: {describe(here.value)}, variants are JPEG files")
        elif leaf.word.rank:
            report.note(here, f"not made: {describe(here.value)}, no format has this shape")
        else:
            report.problem(here, "unknown_value", _EXPECTED)


def _wanted(here: Located, report: Report, network: str = "") -> Iterator[tuple[Located, list[str]]]:
    """What is wanted, and the ways in which that is said: the best first."""
    value = here.value
    if isinstance(value, list):
        for item in here.items():
            yield from _wanted(item, report, network)
    elif isinstance(value, str):
        yield from (
            (Located(here.pointer, part.strip()), [f"{network} {part}", part] if network else [part])
            for part in re.split("[,;|]", value)
            if not Located("", part).absent
        )
    elif isinstance(value, dict):
        parts = {squash(key): part for key, part in here.fields() if isinstance(part.value, str)}
        ways = _ways({key: str(part.value) for key, part in parts.items()})
        if not any(map(meant, ways)) and any(map(meant, value)):
            yield from _by_name(here, report)
            return
        for part in (part for key, part in parts.items() if key in _SAID and any(map(meant, ways))):
            report.claim(part)
        yield here, ways
    elif value is not None:
        yield here, []


def _ways(said: Mapping[str, str]) -> list[str]:
    """How an object says which format is meant: its name, then its network with a size or ratio."""
    shapes = [said[key] for key in _SHAPES if key in said]
    if "width" in said and "height" in said:
        shapes.insert(0, f"{said['width']}x{said['height']}")
    network = next((said[key] for key in _NETWORKS if key in said), "")
    return [*(said[key] for key in _NAMES if key in said), *(f"{network} {shape}" for shape in shapes), network]


def _by_name(here: Located, report: Report) -> Iterator[tuple[Located, list[str]]]:
    """{"1:1": true, "instagram": ["1:1", "story"], "9:16": {...}}: what stands there says more, or whether at all."""
    for key, part in here.fields():
        inner = [each for _, each in part.fields()] if isinstance(part.value, dict) else list(part.items())
        if any(meant(f"{key} {each.value}") for each in inner if isinstance(each.value, str) and not each.absent):
            for each in inner:
                yield from _wanted(each, report, key)
        elif part.value not in (None, False):
            yield Located(here.pointer, key), [key]
        if part.value is True or isinstance(part.value, str):
            report.claim(part)


def meant(text: str) -> tuple[str, ...]:
    """A name; a network, a shape or both ("Instagram Reel", "LinkedIn 1:1")."""
    word, words = squash(text), _words(text)
    if word in ("default", "all"):
        return DEFAULT_FORMATS
    if by_name := tuple(name for name in FORMATS if word == squash(name)):
        return by_name
    by_network = [name for name in FORMATS if name.split("-")[0] in words]
    shaped = _shaped(text)
    return tuple(name for name in by_network if name in shaped) or shaped or _usual(by_network)


def _is_guessed(text: str) -> bool:
    """Whether a network is named beside words that say nothing here, such as instagram-billboard."""
    named = {"default", "all", *map(squash, FORMATS)}
    networks = {name.split("-")[0] for name in FORMATS}
    return squash(text) not in named and not _shaped(text) and not networks.issuperset(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]{2,}", text.casefold())


def _shaped(text: str) -> tuple[str, ...]:
    return _with_shape(text) or next((_with_shape(SHAPES[word]) for word in _words(text) if word in SHAPES), ())


def _usual(names: list[str]) -> tuple[str, ...]:
    """16:9 is also YouTube's, but who doesn't name YouTube means the usual five; others where none of these fits."""
    return tuple(name for name in names if name in DEFAULT_FORMATS) or tuple(names)


def _with_shape(text: str) -> tuple[str, ...]:
    pair = _PAIR.search(text)
    width, height = (float(pair[1]), float(pair[2])) if pair else (0.0, 0.0)
    if not width or not height:
        return ()
    exact = tuple(f.name for f in FORMATS.values() if (f.width, f.height) == (width, height))
    if exact and min(width, height) >= _SMALLEST_SIZE:
        return exact
    return _usual([f.name for f in FORMATS.values() if abs(f.width / f.height / (width / height) - 1) < _TOLERANCE])
