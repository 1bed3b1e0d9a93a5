"""What a field's name means in the place where it stands."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache, lru_cache
from typing import Literal

from briefs import vocabulary
from briefs.languages import ENGLISH_WORDS, locale_of
from briefs.located import Located
from shared.brief import Brief, Product
from shared.texts import Texts

Kind = Literal["campaign", "brand", "product", "market"]


FIELDS = frozenset({*Brief.model_fields, *Product.model_fields})
TEXTS = frozenset(Texts.model_fields)
PATHS = frozenset({"logo", "existing_assets"})
SEEN = frozenset({"scene", "style"})  # in a product: parts of its description
_SEEN_RANK = 3
_LONGEST = 60
_SLIPS = 2  # letters more or less than in the name that is meant
_NAME_IN_SECTION = 1
_MOST_AFFIXES = 4  # of names that people write: "default_campaign_headline_text_2" has as many
# What the headings of forms tell of a field: "Message (max 50 chars)", "CTA - optional".
_HINT = re.compile(
    r"\s*([(\[][^()\[\]]*|[-\u2013\u2014:*]\s*)"
    r"\b(required|optional|mandatory|max|min|up to|chars?|characters|words|usd|hex|e\.?g)\b.*$",
    re.IGNORECASE,
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# What may be taken off a name: in which thing that which remains is then found, and which meanings it may have.
_LOCALIZED = TEXTS | {"translations"}
_AFFIXES: list[tuple[re.Pattern[str], Kind | None, Collection[str]]] = [
    (re.compile(rf"^({_any(vocabulary.THINGS['product'])})s?(?P<number>\d*)"), "product", ()),
    (re.compile(rf"^({_any(vocabulary.THINGS['campaign'])})s?"), "campaign", ()),
    (re.compile(rf"^({_any(vocabulary.THINGS['brand'])})s?"), "brand", ()),
    (re.compile(rf"^({_any(vocabulary.THINGS['market'])})s?"), "market", ()),
    (re.compile(rf"^({_any((*vocabulary.MODIFIERS, 'max', 'primary', 'main'))})"), None, ()),
    (re.compile("(primary|main)$"), None, TEXTS | PATHS),
    (re.compile(rf"({_any(vocabulary.LANGUAGE_ENDINGS)})s?$"), None, _LOCALIZED),
    (re.compile(rf"^({_any(vocabulary.LANGUAGE_ENDINGS)})"), None, _LOCALIZED),
    (re.compile(rf"({_any(vocabulary.TEXT_ENDINGS)})s?$"), None, TEXTS),
    (re.compile(rf"({_any(vocabulary.PATH_ENDINGS)})s?$"), None, PATHS),
    (re.compile("usd$"), None, ("max_cost",)),
    (re.compile(r"(?P<number>\d+)$"), None, ()),
]


class Level(IntEnum):
    """How certain it is that a leaf is the campaign's: a lower level goes before a higher one."""

    KNOWN = 0
    IN_OTHER_SECTION = 1
    ONE_OF_SEVERAL = 2
    OF_A_MARKET = 3


@dataclass(frozen=True, slots=True)
class Word:
    """What a name means: `kind` is the thing that it belongs to, `rank` its place among the words of its meaning.

    `reason` tells why a word has no effect, `locale` the language that a name ends in (headline_fr), `localized`
    that its value is one text for each language, `number` that of a numbered name (product_2_image).
    """

    meaning: str
    rank: int
    kind: Kind
    reason: str = ""
    locale: str | None = None
    localized: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk stands. `own`: directly in the object of the campaign, brand, market or product itself."""

    kind: Kind = "campaign"
    own: bool = False
    product: int | None = None
    locale: str | None = None
    level: Level = Level.KNOWN


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that a word names: `key` is how the word is written, and `top` what stands there.

    The value is a part of that; `label` is the name of a field between, which no word names.
    """

    word: Word
    key: str
    at: Located
    place: Place
    top: Located
    label: str = ""


@lru_cache(65_536)  # a brief has no more keys: asked again, none is worked out again
def lookup(key: str, kind: Kind, own: bool) -> Word | None:
    """The word for `key` in a place of `kind`; `own`: directly in the object of the thing itself."""
    name = squash(key)
    if not name or len(name) > _LONGEST:
        return None
    if (found := _find(name, kind, own) or _in_language(key, kind, own)) or not (hint := _HINT.search(key[:100])):
        return found
    return lookup(key[: hint.start()], kind, own)


def meaning_of(key: str, kind: Kind, own: bool = False) -> str:
    """The meaning of the word; "" where it is none."""
    word = lookup(key, kind, own)
    return word.meaning if word else ""


def is_text(key: str, place: Place) -> bool:
    return meaning_of(key, place.kind) in TEXTS


def of_meaning(leaves: Iterable[Leaf], meaning: str) -> list[Leaf]:
    return [leaf for leaf in leaves if leaf.word.meaning == meaning]


def one_of_several(leaf: Leaf) -> Leaf:
    """The leaf for a value behind the first of several: that is the field's, where it has only one."""
    return replace(leaf, place=replace(leaf.place, level=max(leaf.place.level, Level.ONE_OF_SEVERAL)))


def holds(keys: Collection[str], key: str) -> bool:
    """Whether a field of an object that stands for a value holds it: `text`, `required_text`, `total_usd`."""
    parts = [part for part in re.split(r"[\W_]+", key.casefold()) if part not in vocabulary.MODIFIERS and part != "usd"]
    return squash(key) in keys or (bool(parts) and all(part in keys for part in parts))


@lru_cache(8192)
def squash(key: str) -> str:
    return "".join(filter(str.isalnum, key.casefold())).replace("colour", "color")


@lru_cache(8192)
def _find(name: str, kind: Kind, own: bool, affixes: int = _MOST_AFFIXES) -> Word | None:
    """`affixes`: how many may be taken off. Each can be in several ways, so that without a bound the ways multiply."""
    exact = _exact(kind, own)
    for spelling in (name, name + "s", name.removesuffix("s"), re.sub("ies$", "y", name)):
        if spelling in exact:
            return exact[spelling]
    return _shorter(name, kind, affixes - 1) if affixes else None


def _shorter(name: str, kind: Kind, affixes: int) -> Word | None:
    """The word that remains when what is taken off by rule is gone: product_1_name is the name of product 1."""
    for pattern, thing, meanings in _AFFIXES:
        if not (taken := pattern.search(name)):
            continue
        rest, number = name[: taken.start()] + name[taken.end() :], taken.groupdict().get("number", "")
        if not rest and thing == "product":
            return Word("products", 0, "product", number=number)
        if kind == "product" and thing == "campaign":
            thing, meanings = None, TEXTS
        found = _find(rest, thing or kind, thing is not None, affixes) if rest else None
        if found and (not meanings or found.meaning in meanings):
            localized = found.localized or meanings is _LOCALIZED
            return replace(found, number=number or found.number, localized=localized)
    return None


def _in_language(key: str, kind: Kind, own: bool) -> Word | None:
    """`headline_fr_CA`, "Message (German)", ctaDE: a text in one language."""
    parts = [part for part in re.split(r"[\s_\-.:()\[\]/]+|(?<=[a-z])(?=[A-Z])", key) if part]
    for count in (2, 1):
        for tag, rest in ((parts[-count:], parts[:-count]), (parts[:count], parts[count:])):
            is_word = tag[-1].lower() == "id" or (rest == parts[count:] and tag[0].lower() in ENGLISH_WORDS)
            locale = locale_of("-".join(tag)) if rest and not is_word else None
            found = _find(squash("".join(rest)), kind, own) if locale else None
            if found and found.meaning in TEXTS:
                return replace(found, locale=locale)
    return None


@cache
def _exact(kind: Kind, own: bool) -> dict[str, Word]:
    """Squashed names -> their words. What is nearer to the thing is entered last, so that it wins."""
    words: dict[str, Word] = {}
    for reason, spellings in [*vocabulary.UNUSED.items(), ("", vocabulary.FOREIGN)]:
        meaning = "unused" if reason else "foreign"
        words |= {squash(name): Word(meaning, 0, kind, reason) for name in spellings.split()}
    tables = [vocabulary.EVERYWHERE, vocabulary.WITHIN.get(kind, {}), *([vocabulary.OWN[kind]] if own else [])]
    for table in tables:
        for meaning, ranks in table.items():
            for rank, spellings in enumerate(ranks):
                seen = kind == "product" and meaning in SEEN
                word = Word("description", _SEEN_RANK + rank, kind) if seen else Word(meaning, rank, kind)
                words |= {squash(name): word for name in spellings.split()}
    if kind == "campaign":
        named = [(f"{role}product", role) for role in vocabulary.PRODUCT_ROLES]
        named += [(f"product{letter}", letter) for letter in "abcdef"]
        words = {name: Word("products", 0, "product", number=role) for name, role in named} | words
    if kind == "product" and not own:  # {"details": {"name": ...}}: better than an id
        names = vocabulary.OWN["product"]["name"][0].split()
        words = {squash(name): Word("name", _NAME_IN_SECTION, kind) for name in names} | words
    return words


@lru_cache(256)
def nearest(key: str, kind: Kind, own: bool) -> str | None:
    """The field that a misspelled `key` probably means; people get the first letter right."""
    name = squash(key)
    if not name or len(key) > _LONGEST:
        return None
    fields = Product.model_fields if kind == "product" else Brief.model_fields
    meant = {known: word.meaning for known, word in _exact(kind, own).items() if word.meaning in FIELDS}
    words = {known: meaning for known, meaning in meant.items() if kind != "brand" or meaning not in TEXTS}
    for meanings in ({squash(field): field for field in fields}, words):
        near = (known for known in meanings if abs(len(known) - len(name)) <= _SLIPS)
        alike = [known for known in near if known[0] == name[0] and known != name]
        if close := difflib.get_close_matches(name, alike, n=1, cutoff=0.75):
            return "campaign_message" if (field := meanings[close[0]]) == "message" and kind != "product" else field
    return None
