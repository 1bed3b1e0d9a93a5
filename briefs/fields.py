"""The fields of the canonical brief: how the values of each are read, and what becomes of several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

from briefs import values, vocabulary
from briefs.amounts import usd
from briefs.canonical import Canonical, Chosen
from briefs.format_names import formats
from briefs.located import Located
from briefs.report import Report
from briefs.words import Leaf, Level, lookup, squash
from shared.brief import MAX_DESCRIPTION, MAX_REGIONS, MAX_SCENE

_AUDIENCE = 1000
_LONGEST_WORD = 60
_SENTENCE_ENDS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u0964", "\u061f")


@dataclass(frozen=True, slots=True)
class Field:
    """`read` makes the values of what stands at a leaf.

    Of several places the first in rank is taken, or their texts are joined, or they are listed in the order of their
    ranks. `limit` is that of a joined text in characters, of a list in values: what exceeds it is left out with a note.
    In an object that stands for the value, one of `keys` holds it; `takes` tells which other fields of it are values,
    too; `whole`: the reader takes lists and objects as they are; `strict`: an object without a value is wrong.
    """

    read: Callable[[Leaf, Report], Iterable[Any]]
    several: Literal["first", "joined", "listed"] = "first"
    limit: int | None = None
    keys: frozenset[str] = frozenset()
    takes: Literal["", "all", "prose", "colors"] = ""
    whole: bool = False
    strict: bool = False


_NAME = frozenset({*vocabulary.TEXT_KEYS, "name", "display"})
_PATH = frozenset(vocabulary.PATH_KEYS)
_DRAWN = Field(values.drawn, keys=frozenset(vocabulary.TEXT_KEYS))
FIELDS: dict[str, Field] = {
    "campaign_name": Field(values.line, keys=_NAME, strict=True),
    "name": Field(values.line, keys=_NAME, strict=True),
    "message": _DRAWN,
    "subline": _DRAWN,
    "offer": _DRAWN,
    "call_to_action": _DRAWN,
    "disclaimer": Field(values.drawn, "joined", keys=_DRAWN.keys),
    "brand": Field(values.brand_name, keys=_NAME, strict=True),
    "brand_colors": Field(values.colors, "listed", keys=frozenset(vocabulary.COLOR_KEYS), takes="colors"),
    "typeface": Field(values.typeface, keys=frozenset(vocabulary.TYPEFACE_KEYS), takes="all"),
    "logo": Field(values.asset_path, keys=_PATH),
    "existing_assets": Field(values.asset_path, "listed", keys=_PATH),
    "description": Field(values.prose, "joined", MAX_DESCRIPTION, takes="prose"),
    "scene": Field(values.scene, "joined", MAX_SCENE, takes="prose"),
    "style": Field(values.prose, "joined", MAX_SCENE, takes="prose"),
    "target_audience": Field(values.prose, "joined", _AUDIENCE, whole=True),
    "target_regions": Field(values.regions, "listed", MAX_REGIONS),
    "prohibited_words": Field(values.words, "listed", keys=frozenset(vocabulary.WORD_KEYS), takes="all"),
    "formats": Field(formats, "listed", whole=True),
    "max_cost": Field(usd, keys=frozenset(vocabulary.AMOUNT_KEYS), strict=True),
}


def put(canonical: Canonical, leaves: Sequence[Leaf], report: Report, name: str, *above: str | int) -> None:
    """The field `name` out of its leaves, at its place in the canonical brief."""
    match FIELDS[name].several:
        case "first":
            canonical.put(first(leaves, name, report), *above, name)
        case "joined":
            canonical.put(joined(leaves, name, report), *above, name)
        case "listed":
            canonical.put_list(listed(leaves, name, report), *above, name)


def first(leaves: Sequence[Leaf], name: str, report: Report) -> Chosen[Any]:
    """The one value of a field: of the first rank that has one, and there of the field's own name.

    Words that are as near to it must agree.
    """
    read = [(leaf, value) for leaf in leaves for value in FIELDS[leaf.word.meaning].read(leaf, report)]
    if not read:
        return (leaves[0].at, None) if leaves else None
    read.sort(key=lambda pair: _precedence(pair[0]))
    best, chosen = read[0]
    for leaf, value in read[1:]:
        if value == chosen:
            continue
        if _precedence(leaf) == _precedence(best) and not best.word.rank and best.place.level < Level.ONE_OF_SEVERAL:
            report.conflict(best.at, leaf.at, name)
        else:
            used = f"{best.at.pointer} is the {name}" if leaf.word.rank == best.word.rank else f"{name} is given"
            report.note(leaf.at, f"not used: {used}")
    if best.word.rank and not best.place.locale:
        report.tell(best.at, f"stands in for {name}, which is missing")
    elif best.key and not best.place.locale and squash(best.key) != squash(name):
        report.tell(best.at, f"read as {name}")
    return best.at, chosen


def _precedence(leaf: Leaf) -> tuple[bool, int, int, bool]:
    several = leaf.place.level >= Level.ONE_OF_SEVERAL
    return several, leaf.word.rank, leaf.place.level, not _has_own_name(leaf)


def _has_own_name(leaf: Leaf) -> bool:
    """`campaign_message` and `message`, but not `key_message`; a brand's and a product's `name`, but not `title`."""
    key = _bare(leaf.key.rpartition("/")[2])
    return key in (_bare(leaf.word.meaning), "name") or leaf.place.locale is not None


def _bare(name: str) -> str:
    return squash(name).removeprefix("campaign").removeprefix("target").removesuffix("s")


def joined(leaves: Sequence[Leaf], name: str, report: Report) -> Chosen[str]:
    """What all of them say, by rank, with the name of what no word names before it."""
    limit = FIELDS[name].limit
    parts: dict[str, Located] = {}
    size = 0
    for leaf in sorted(leaves, key=lambda leaf: leaf.word.rank):
        for part in FIELDS[leaf.word.meaning].read(leaf, report):
            size += len(part)
            if leaf.label and (not limit or size < limit) and not lookup(leaf.label, leaf.word.kind, True):
                part = f"{re.sub('[_-]+', ' ', leaf.label)}: {part}"
            if _bare(leaf.key) != _bare(name):
                report.tell(leaf.at, f"joined to the {name}")
            parts.setdefault(part, leaf.at)
    if not parts:
        return None
    sentences = list(parts)
    if len(parts) > 1:
        sentences = [part if part.endswith(_SENTENCE_ENDS) else part + "." for part in parts]
    said = " ".join(sentences)
    if limit and len(said) > limit:
        # At a word, or anywhere in scripts that have no spaces.
        at_word = said[: limit + 1].rsplit(None, 1)[0]
        said = at_word if limit - _LONGEST_WORD <= len(at_word) <= limit else said[:limit]
        for end, here in zip(accumulate(len(part) + 1 for part in sentences), parts.values(), strict=True):
            if end > len(said) + 1:
                report.tell(here, f'not used in full: {name} is cut to {limit} characters, after "...{said[-30:]}"')
    return next(iter(parts.values())), said


def listed(leaves: Sequence[Leaf], name: str, report: Report) -> list[Located]:
    """Each value once, in the order of the ranks, with where it stands."""
    limit = FIELDS[name].limit
    found: dict[str, Located] = {}
    told: dict[str, tuple[Located, list[str]]] = {}
    for leaf in sorted(leaves, key=lambda leaf: leaf.word.rank):
        for value in FIELDS[leaf.word.meaning].read(leaf, report):
            if limit and len(found) >= limit and value not in found:
                report.note(leaf.at, f"not used: more than {limit} {name.removeprefix('target_')}")
                continue
            found.setdefault(value, Located(leaf.at.pointer, value))
            if _bare(leaf.key) != _bare(name):
                told.setdefault(leaf.top.pointer, (leaf.top, []))[1].append(value)
    for top, given in told.values():
        report.tell(top, f"read as {name} {', '.join(given)}" if name == "formats" else f"read as one of {name}")
    return list(found.values())
