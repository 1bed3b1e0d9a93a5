"""Brand colours: one list out of palettes, objects, text with commas, and fields such as primary_color."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.located import Located
from briefs.report import Report
from briefs.vocabulary import COLOR_KEYS
from briefs.words import Leaf, lookup

_PART = re.compile(r"(?:[^,;|\n(]+|\([^()]*\)|\()+")  # between separators, which are none inside rgb(1, 2, 3)
_HEX = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_SIGNED = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")
_EXPECTED = 'a colour as text, such as "#0057B8"'


def brand_colors(leaves: Sequence[Leaf], report: Report) -> list[Located]:
    """Each colour as text and where it stands; the model says which text is a colour."""
    found: list[Located] = []
    known: set[str] = set()
    for leaf in sorted(leaves, key=lambda leaf: leaf.word.rank):
        colors = list(_single(leaf.at, report))
        new = [color for color in colors if _normal(color) not in known]
        if colors and leaf.key != "brand_colors" and (leaf.word.rank != 1 or (found and new)):
            report.tell(leaf.at, "read as one of brand_colors")
        found += new
        known.update(map(_normal, new))
    return found


def _normal(color: Located) -> str:
    digits = str(color.value).casefold().lstrip("#")
    return "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits


def _single(here: Located, report: Report) -> Iterator[Located]:
    match here.value:
        case str():
            if not here.absent:
                report.claim(here)
                yield from _in_text(here, here.value)
        case list():
            for item in here.items():
                yield from _single(item, report)
        case dict():
            held = [part for key, part in here.fields() if key.casefold() in COLOR_KEYS]
            for part in held[:1] or [part for key, part in here.fields() if _is_color(key, part)]:
                yield from _single(part, report)
        case None:
            report.tell(here, 'no colour here (in YAML, # starts a comment: write "#0057B8" in quotes)')
        case bool():
            report.problem(here, "wrong_type", _EXPECTED)


def _in_text(here: Located, text: str) -> Iterator[Located]:
    """ "#FFF, #000" as well as "sea #0057B8 and sand #FFD100": where there are signs, words beside them are names."""
    for part in filter(str.strip, _PART.findall(text)):
        signed = _SIGNED.findall(part)
        yield from (Located(here.pointer, color) for color in signed or [part.strip()])


def _is_color(key: str, part: Located) -> bool:
    """Whether a field of a palette is one of its colours, rather than its name or what it is for."""
    known = lookup(key, "brand", True)
    if key.startswith("_") or isinstance(part.value, bool):
        return False
    return (
        part.value is None
        or not isinstance(part.value, str)
        or bool(_HEX.fullmatch(part.value.strip()) or "#" in part.value or (known and known.meaning == "brand_colors"))
    )
