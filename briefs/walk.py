"""One walk over an uploaded tree: every leaf that a word names, with the place where it stands.

Sections between a thing and its fields change nothing. What a walk leaves alone is noted by the report at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefs import vocabulary
from briefs.languages import locale_of
from briefs.located import Located, Tree
from briefs.report import Report
from briefs.walk_products import walk_name, walk_pictures, walk_products, walk_variants
from briefs.walk_texts import in_stated_language, walk_language, walk_regions, walk_text
from briefs.words import (
    IN_OTHER_SECTION,
    KNOWN,
    ONE_OF_SEVERAL,
    PATHS,
    TEXTS,
    Leaf,
    Place,
    Word,
    is_text,
    lookup,
    meaning_of,
    squash,
)

_OF_PROSE = ("", "target_regions", "section")
_COLOR = re.compile(r"#[0-9A-Fa-f]{3,8}|(rgb|hsl)a?\(.*\)")
_LONGEST_BACKGROUND = 12  # in words
_PROSE = ("scene", "style", "description")


@dataclass(slots=True)
class Walk:
    """`products` are the places of the products found; a product of a flat brief ("Product 1 name") stands at ""."""

    report: Report
    leaves: list[Leaf] = field(default_factory=list)
    products: list[Located] = field(default_factory=list)
    products_at: Located | None = None
    places: dict[str, Place] = field(default_factory=dict)
    flat: dict[str, int] = field(default_factory=dict)

    @property
    def listed(self) -> Located | None:
        """Where the products are listed, if there are any."""
        return self.products_at if self.products_at and not self.products_at.absent and self.products_at.value else None

    def object(self, here: Located, place: Place) -> None:
        self.places[here.pointer] = place
        if place.own and isinstance(here.value, dict):
            self.report.open(here)
        if not (place.own and place.kind in ("campaign", "brand")):
            place = in_stated_language(here, place)
        for key, inner in self.fields(here):
            self.field(key, inner, place)

    def fields(self, here: Located) -> Iterator[tuple[str, Located]]:
        """Without those that are comments."""
        for key, inner in here.fields():
            if key.startswith(("_", "//")):
                self.report.comment(inner)
            else:
                yield key, inner

    def field(self, key: str, here: Located, place: Place) -> None:
        if key == "$schema":
            self.report.claim(here)
        elif not (word := lookup(key, place.kind, place.own)):
            self._unknown(key, here, place)
        elif word.reason:
            self.report.note(here, word.reason)
        elif word.meaning != "foreign":
            leaf = Leaf(word, key, here, self._within(word, place))
            _HANDLERS.get(word.meaning, Walk.leaf)(self, leaf)

    def _within(self, word: Word, place: Place) -> Place:
        """`product_2_image` at the campaign belongs to its second product."""
        if word.kind != "product" or place.kind == "product" or word.meaning == "products":
            return replace(place, kind=word.kind)
        return replace(place, kind="product", product=self.flat_product(word.number))

    def flat_product(self, number: str) -> int:
        if number not in self.flat:
            self.flat[number] = len(self.products)
            self.products.append(Located("", None))
        return self.flat[number]

    def leaf(self, leaf: Leaf) -> None:
        self.leaves.append(leaf)

    def _section(self, leaf: Leaf) -> None:
        for item in leaf.at.items():
            # Of a brand's sections the words are the brand's own: guidelines: {primary: ...}
            self.object(item, replace(leaf.place, own=leaf.place.kind == "brand"))

    def _unknown(self, key: str, here: Located, place: Place) -> None:
        """Below a section that no word names, words mean the same; of several alike the first serves."""
        tag = locale_of(key)
        if tag and isinstance(here.value, dict) and any(is_text(inner, place) for inner in here.value):
            self.object(here, replace(place, own=False, locale=tag))
            return
        parts = [part for part in here.items() if isinstance(part.value, dict)]
        several = len(parts) > 1 or _alike(here, place)
        level = max(place.level, ONE_OF_SEVERAL if several else IN_OTHER_SECTION)
        for part in parts:
            self.object(part, replace(place, own=False, level=level))

    def _thing(self, leaf: Leaf) -> None:
        """The object of the campaign or the brand, or its name."""
        is_brand, of_product = leaf.word.meaning == "brand", leaf.place.product is not None
        if isinstance(leaf.at.value, list) and not is_brand and not of_product:
            first, *others = leaf.at.items() if leaf.at.value else [leaf.at]
            several = bool(others) and squash(leaf.key) == "campaigns"
            if several:
                self.report.problem(leaf.at, "too_many", "one campaign per file")
            leaf = replace(leaf, at=first) if several or not others else leaf
        if isinstance(leaf.at.value, dict) and not (is_brand and _is_by_language(leaf.at.value)):
            inside = replace(leaf.place, kind="brand" if is_brand else "campaign", own=is_brand or not of_product)
            self.object(leaf.at, inside)
        elif is_brand:
            self.leaves.append(leaf)
        elif not of_product and leaf.key.casefold() == "campaign":
            self.leaves.append(replace(leaf, word=Word("campaign_name", 0, "campaign")))

    def _prose(self, leaf: Leaf) -> None:
        """Of an object, fields that are words of another meaning are those; the rest is this text."""
        if not isinstance(leaf.at.value, dict):
            if squash(leaf.key) == "background" and (why := _is_no_scene(leaf)):
                self.report.note(leaf.at, why)
            else:
                self.leaves.append(leaf)
            return
        self.places[leaf.at.pointer] = leaf.place
        for key, part in self.fields(leaf.at):
            meaning = meaning_of(key, leaf.place.kind)
            in_words = meaning == "brand_colors" and "#" not in str(part.value)
            if meaning not in _OF_PROSE and not in_words:
                self.field(key, part, replace(leaf.place, own=False))
            else:
                self._prose(replace(leaf, key=key, at=part))


def _is_by_language(fields: Mapping[str, Tree]) -> bool:
    """Whether an object is a name in several languages."""
    return bool(fields) and all(locale_of(key) and not lookup(key, "brand", True) for key in fields)


def _is_no_scene(leaf: Leaf) -> str | None:
    """Why a background is not where the products are pictured: it is a colour, or how the campaign came about."""
    written = str(leaf.at.value)
    if _COLOR.fullmatch(written.strip()):
        return "not used: a colour is no scene"
    in_story = any(squash(section) in vocabulary.STORIES for section in leaf.at.pointer.split("/"))
    of_campaign = leaf.place.product is None and (leaf.place.own or leaf.place.level > KNOWN)
    if in_story or (of_campaign and len(written.split()) > _LONGEST_BACKGROUND):
        return "not used: not taken for a picture's background; `scene` says where the products are pictured"
    return None


def _alike(here: Located, place: Place) -> bool:
    """Whether several objects in it have a text of the same name: then they are versions of one thing."""
    names = [key for _, part in here.fields() for key, _ in part.fields() if is_text(key, place)]
    return len(names) > len(set(names))


_HANDLERS: dict[str, Callable[[Walk, Leaf], None]] = {
    "campaign": Walk._thing,
    "brand": Walk._thing,
    "products": walk_products,
    "name": walk_name,
    "variants": walk_variants,
    "translations": walk_text,
    "locales": walk_language,
    "language": walk_language,
    "target_regions": walk_regions,
    "by_market": walk_regions,
    "section": Walk._section,
    **dict.fromkeys(PATHS, walk_pictures),
    **dict.fromkeys(TEXTS, walk_text),
    **dict.fromkeys(_PROSE, Walk._prose),
}
