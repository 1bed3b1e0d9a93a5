"""The part of the walk that is about texts: in several languages, for several markets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from briefs import vocabulary
from briefs.format_names import meant
from briefs.languages import locale_of, same_language
from briefs.located import Located, Number
from briefs.values import PERCENT
from briefs.walk_products import product_named
from briefs.words import TEXTS, Leaf, Level, Place, Word, holds, is_text, lookup, meaning_of, squash

if TYPE_CHECKING:
    from briefs.walk import Walk

_BESIDE = TEXTS | {"", "language", "locales", "translations", "typeface", "unused"}
_KINDS = ("field", "key", "element", "type", "unit", "kind")
_CODES = ("code", "tag", "iso")
_MARKET = re.compile("[A-Z]{2}")


def walk_language(walk: Walk, leaf: Leaf) -> None:
    """One language, or those wanted, in a list or by what they are for; or an object with the texts of each."""
    value, place = leaf.at.value, leaf.place
    named = [part for _, part in leaf.at.fields() if isinstance(part.value, str) and locale_of(part.value)]
    if named and not any(locale_of(key) for key, _ in leaf.at.fields()):
        for _, part in leaf.at.fields():
            walk_language(walk, replace(leaf, at=part))
    elif isinstance(value, dict) or any(isinstance(item.value, dict) for item in leaf.at.items()):
        walk_text(walk, replace(leaf, word=replace(leaf.word, meaning="translations", rank=1)))
    elif place.kind == "market" and not leaf.word.rank:
        word = replace(leaf.word, meaning="language")
        walk.leaves += [replace(leaf, word=word, at=item) for item in leaf.at.items()]
    elif place.locale and leaf.word.meaning == "language":
        if same_language(locale_of(str(value)) or "", place.locale):
            walk.report.claim(leaf.at)
    else:
        several = isinstance(value, list) or (isinstance(value, str) and "," in value)
        meaning = "locales" if several else leaf.word.meaning
        walk.leaves.append(replace(leaf, word=replace(leaf.word, meaning=meaning)))


def walk_text(walk: Walk, leaf: Leaf) -> None:
    """A text; an object of them by language, by what they are (headline, cta), or with their language; a list."""
    word, here = leaf.word, leaf.at
    place = replace(leaf.place, own=False, locale=word.locale or leaf.place.locale)
    leaf = replace(leaf, place=place)
    if isinstance(here.value, dict):
        _texts(walk, leaf)
    elif isinstance(here.value, list) and any(isinstance(item.value, dict) for item in here.items()):
        for item in here.items():
            walk_text(walk, replace(leaf, at=item))
    elif isinstance(here.value, list):
        walk.each(leaf, walk_text)
    elif word.meaning in TEXTS:
        walk.leaves.append(leaf)
    else:
        meant = replace(word, meaning="message", rank=0 if place.locale else 1, localized=True)
        walk.leaves.append(replace(leaf, word=meant))


def _texts(walk: Walk, leaf: Leaf) -> None:
    here = leaf.at
    walk.places[here.pointer] = leaf.place
    place = in_stated_language(here, leaf.place, codes=True)
    tags = {key: tag for key, _ in here.fields() if (tag := locale_of(key))}
    if len(tags) == 1 and squash(next(iter(tags))) == "id":
        tags = {}
    # Then every key should be a language.
    by_language = leaf.word.localized or (leaf.word.meaning == "translations" and not leaf.word.rank)
    others = {key: part for key, part in here.fields() if key not in tags}
    by_language = by_language and not place.locale and not any(is_text(key, place) for key in others)
    # An object that stands for one text has its look beside it: {"text": "Shop now", "color": "#FFF"}
    held = _held(others, leaf, place)
    first = next((key for key, part in held.items() if not isinstance(part.value, Number)), next(iter(held), ""))
    of_one = leaf.word.meaning in TEXTS and bool(held)
    leaf = _of_kind(walk, leaf)
    for key, part in walk.fields(here):
        inner = replace(leaf, at=part, place=place)
        if of_one and key in others and key not in held and meaning_of(key, place.kind) not in _BESIDE:
            continue
        if key in held and key != first:
            walk.report.note(part, f"not used: {held[first].pointer} is the first of them")
        elif key in tags or key in held:
            word = replace(leaf.word, localized=leaf.word.localized or key in tags)
            walk_text(walk, replace(inner, word=word, place=replace(place, locale=tags.get(key, place.locale))))
        elif place.locale and squash(key) in _CODES and locale_of(str(part.value)) == place.locale:
            walk.report.claim(part)
        elif leaf.word.meaning == "translations" and _MARKET.fullmatch(key) and not place.locale:
            if isinstance(part.value, dict):
                _market(walk, part, place)
            else:
                walk.report.note(part, f"not used: which language is meant is not said, {key} is a market")
        elif not _text_of(walk, key, inner) and by_language and not part.absent:
            expected = "a language such as en, de-DE, zh-Hant or German"
            walk.report.problem(part, "unknown_value", expected, said=f'the language "{key[:60]}"')


def _held(parts: Mapping[str, Located], leaf: Leaf, place: Place) -> dict[str, Located]:
    """Those that hold the one text; for every network or shape the same one is set."""
    held = {key: part for key, part in parts.items() if _holds(key, leaf, place) and not part.absent}
    if held or leaf.word.meaning not in TEXTS or not all(map(meant, parts)):
        return held
    return {key: part for key, part in parts.items() if isinstance(part.value, str) and not part.absent}


def _of_kind(walk: Walk, leaf: Leaf) -> Leaf:
    """What an object says of its text: {"field": "cta", "value": "Los"}, {"type": "percentage", "value": 20}."""
    for key, part in leaf.at.fields():
        if squash(key) not in _KINDS or not isinstance(part.value, str):
            continue
        word = lookup(part.value, leaf.place.kind, False)
        if leaf.word.meaning == "translations" and word and word.meaning in TEXTS:
            walk.report.claim(part)
            return replace(leaf, word=replace(word, localized=True))
        if leaf.word.meaning == "offer" and PERCENT.search(part.value):
            walk.report.claim(part)
            return replace(leaf, key=f"{leaf.key} percent")
    return leaf


def _text_of(walk: Walk, key: str, leaf: Leaf) -> bool:
    """Whether `leaf`, the field `key` of an object of texts, is one of them, or something else that is known."""
    if _holds(key, leaf, leaf.place):
        walk_text(walk, leaf)
    elif leaf.word.meaning in TEXTS and meaning_of(key, leaf.place.kind) == "translations":
        walk_text(walk, replace(leaf, word=replace(leaf.word, localized=True)))
    elif squash(key) in ("secondary", "supporting") and leaf.word.meaning in ("message", "translations"):
        walk_text(walk, replace(leaf, key=key, word=replace(leaf.word, meaning="subline", rank=1)))
    elif leaf.place.product is None and (product := product_named(walk, key)) is not None:
        walk_text(walk, replace(leaf, place=replace(leaf.place, product=product)))
    elif lookup(key, leaf.place.kind, False) or isinstance(leaf.at.value, dict | list):
        walk.field(key, leaf.at, leaf.place)
    else:
        return False
    return True


def _holds(key: str, leaf: Leaf, place: Place) -> bool:
    """Also a word for a message, where another text stands for it: offer: {headline: "-20%"}."""
    if leaf.word.meaning == "translations" and is_text(key, place):
        return False
    other = leaf.word.meaning in TEXTS - {"message"} and meaning_of(key, place.kind) == "message"
    return other or holds(vocabulary.TEXT_KEYS, key)


def walk_regions(walk: Walk, leaf: Leaf) -> None:
    """Names, or objects with a region and sometimes texts of its own; an object may also have regions as keys."""
    here, place = leaf.at, leaf.place
    if isinstance(here.value, dict) and not any(lookup(key, "market", True) for key in here.value):
        for key, part in walk.fields(here):
            name = Located(part.pointer, key)
            walk.leaves.append(Leaf(Word("target_regions", 1, "market"), key, name, place, name))
            inner = replace(place, locale=locale_of(key) if re.search("[-_]", key) else None)
            if isinstance(part.value, dict):
                _market(walk, part, inner)
            elif inner.locale:
                walk_text(walk, Leaf(Word("message", 0, "campaign"), key, part, inner, part))
            elif isinstance(part.value, list) and leaf.word.meaning == "target_regions":
                walk.value(replace(leaf, at=part))
            elif isinstance(part.value, str):
                walk.report.note(part, "not used: which text this is, and in which language, is not said")
    else:
        for item in here.items():
            if isinstance(item.value, dict):
                _market(walk, item, place)
            elif leaf.word.meaning != "by_market":
                walk.value(replace(leaf, at=item))


def _market(walk: Walk, here: Located, place: Place) -> None:
    walk.object(here, in_stated_language(here, replace(place, kind="market", own=True, level=Level.OF_A_MARKET)))


def in_stated_language(here: Located, place: Place, *, codes: bool = False) -> Place:
    """`place` in the language that the object at `here` says it is in; `codes`: also as its code."""
    stating = ("language", "locales") if place.kind == "market" else ("language",)
    for key, part in here.fields():
        said = [item.value for item in part.items()]
        tag = locale_of(said[0]) if len(said) == 1 and isinstance(said[0], str) else None
        if tag and (meaning_of(key, place.kind) in stating or (codes and squash(key) in _CODES)):
            return replace(place, locale=place.locale or tag)
    return place
