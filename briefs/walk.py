"""One walk over an uploaded tree: every leaf that a word names, with the place where it stands.

Sections between a thing and its fields change nothing. What a walk leaves alone is noted by the report at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefs import vocabulary
from briefs.colors import hex_of
from briefs.fields import FIELDS
from briefs.languages import locale_of
from briefs.located import Located, Object, Tree
from briefs.report import Report
from briefs.walk_products import walk_name, walk_pictures, walk_products, walk_variants
from briefs.walk_rows import are_products, lists_products, walk_row
from briefs.walk_texts import in_stated_language, walk_language, walk_regions, walk_text
from briefs.words import (
    PATHS,
    TEXTS,
    Leaf,
    Level,
    Place,
    Word,
    holds,
    is_text,
    lookup,
    one_of_several,
    squash,
)

_OF_PROSE = ("", "target_regions", "section")


@dataclass(slots=True)
class Walk:
    """`products` are the places of the products found; a product of a flat brief ("Product 1 name") stands at ""."""

    report: Report
    leaves: list[Leaf] = field(default_factory=list)
    products: list[Located] = field(default_factory=list)
    products_at: Located | None = None
    places: dict[str, Place] = field(default_factory=dict)
    flat: dict[str, int] = field(default_factory=dict)
    named: dict[str, int | None] | None = None

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
        """Without those that are comments; the products first: what else names one is about it."""
        for key, inner in sorted(here.fields(), key=lambda each: not lists_products(*each)):
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
            leaf = Leaf(word, key, here, self._within(word, place), here)
            _HANDLERS.get(word.meaning, Walk.value)(self, leaf)

    def _within(self, word: Word, place: Place) -> Place:
        """`product_2_image` at the campaign belongs to its second product."""
        if word.kind != "product" or place.product is not None or word.meaning == "products":
            return replace(place, kind=word.kind)
        return replace(place, kind="product", product=self.flat_product(word.number))

    def flat_product(self, number: str) -> int:
        if number not in self.flat:
            self.flat[number] = len(self.products)
            self.products.append(Located("", None))
        return self.flat[number]

    def leaf(self, leaf: Leaf) -> None:
        self.leaves.append(leaf)

    def value(self, leaf: Leaf) -> None:
        """A scalar is a leaf, each element of a list is one, and what holds the value in an object."""
        known = FIELDS[leaf.word.meaning]
        if isinstance(leaf.at.value, dict) and not known.whole:
            self._inside(leaf)
        elif isinstance(leaf.at.value, list) and not known.whole and known.takes != "prose":
            self.each(leaf, Walk.value)
        else:
            self.leaves.append(leaf)

    def each(self, leaf: Leaf, handle: Callable[[Walk, Leaf], None]) -> None:
        """Of several values below one word the first is the field's, where it has only one."""
        if not leaf.at.value:
            self.leaves.append(leaf)
        for item in leaf.at.items():
            handle(self, replace(leaf, at=item))
            leaf = leaf if item.absent else one_of_several(leaf)

    def _inside(self, leaf: Leaf) -> None:
        """Of one text in several languages, or under several names for it, the first is used."""
        known, found = FIELDS[leaf.word.meaning], len(self.leaves)
        whole = leaf = replace(leaf, place=replace(leaf.place, own=False))
        self.places[leaf.at.pointer] = leaf.place
        fields = list(self.fields(leaf.at))
        by_language = known.several != "listed" and all(locale_of(key) for key, _ in fields)
        held = {key: part for key, part in fields if (by_language or holds(known.keys, key)) and not part.absent}
        first = next(iter(held), "")
        for key, part in fields:
            word = lookup(key, "brand", True) if known.takes == "colors" else lookup(key, leaf.place.kind, False)
            if key in held and key == first:
                self.value(replace(leaf, at=part))
            elif key in held:
                self.report.note(part, f"not used: {held[first].pointer} is the first of them")
            elif not held and _takes(known.takes, key, word, part):
                self.value(replace(leaf, at=part, label=key))
                leaf = one_of_several(leaf) if known.several == "first" else leaf
            elif word and (known.takes == "prose" or word.meaning == "currency" or word.reason):
                self.field(key, part, whole.place)
        if len(self.leaves) == found and known.strict:
            self.leaves.append(whole)

    def _section(self, leaf: Leaf) -> None:
        if are_products(self, leaf.at, leaf.place):
            walk_products(self, leaf)
            return
        # Of a brand's sections the words are the brand's own: guidelines: {primary: ...}
        place = replace(leaf.place, own=leaf.place.kind == "brand")
        for item in leaf.at.items():
            if not walk_row(self, item, place):
                self.object(item, place)
            place = replace(place, level=max(place.level, Level.ONE_OF_SEVERAL))

    def _unknown(self, key: str, here: Located, place: Place) -> None:
        """Below a section that no word names, words mean the same; of several alike the first serves."""
        tag = locale_of(key)
        if tag and isinstance(here.value, dict) and any(is_text(inner, place) for inner in here.value):
            self.object(here, replace(place, own=False, locale=tag))
            return
        if are_products(self, here, place):
            walk_products(self, Leaf(Word("products", 0, "product"), key, here, place, here))
            return
        parts = [part for part in here.items() if isinstance(part.value, dict)]
        several = len(parts) > 1 or _alike(here, place)
        level = max(place.level, Level.ONE_OF_SEVERAL if several else Level.IN_OTHER_SECTION)
        for part in parts:
            inside = replace(place, own=False, level=level)
            if not walk_row(self, part, inside):
                self.object(part, inside)

    def _networks(self, leaf: Leaf) -> None:
        """Names alone choose no pictures; what is said for each is a version of what the campaign says."""
        fields = [field for part in leaf.at.items() for field in part.fields()]
        if any(isinstance(part.value, dict) or lookup(key, leaf.place.kind, False) for key, part in fields):
            self._unknown(leaf.key, leaf.at, leaf.place)
        else:
            self.report.note(leaf.at, "not used: `formats` chooses the pictures")

    def _thing(self, leaf: Leaf) -> None:
        """The object of the campaign or the brand, or its name."""
        is_brand, of_product = leaf.word.meaning == "brand", leaf.place.product is not None
        if isinstance(leaf.at.value, list) and not is_brand and not of_product:
            first, *others = leaf.at.items() if leaf.at.value else [leaf.at]
            several = bool(others) and squash(leaf.key) == "campaigns"
            if several:
                self.report.problem(leaf.at, "too_many", "one campaign per file")
            leaf = replace(leaf, at=first) if several or not others else leaf
        if isinstance(leaf.at.value, dict) and not (is_brand and _is_name(leaf.key, leaf.at.value)):
            inside = replace(leaf.place, kind="brand" if is_brand else "campaign", own=is_brand or not of_product)
            self.object(leaf.at, inside)
        elif is_brand:
            self.value(leaf)
        elif not of_product and leaf.key.casefold() in ("campaign", "project"):
            self.value(replace(leaf, word=Word("campaign_name", 0, "campaign")))

    def _words(self, leaf: Leaf) -> None:
        """Words for everywhere, and those of single regions: {"regions": {"DE": [words]}}."""
        leaf = replace(leaf, word=replace(leaf.word, number=""))
        regions = [part for key, part in leaf.at.fields() if squash(key) == "regions"]
        if isinstance(leaf.at.value, dict):
            rest = Object({key: value for key, value in leaf.at.value.items() if squash(key) != "regions"})
            leaf = replace(leaf, at=Located(leaf.at.pointer, rest))
        self.value(leaf)
        for region, listed in (each for part in regions for each in part.fields()):
            self.value(replace(leaf, word=replace(leaf.word, number=region), at=listed, top=listed))


def _takes(what: str, key: str, word: Word | None, part: Located) -> bool:
    """Whether a field of an object that stands for a value is a value itself."""
    if word and word.reason:
        return False
    if what == "all":
        return True
    meaning = word.meaning if word else ""
    if what == "prose":
        in_words = meaning == "brand_colors" and "#" not in str(part.value)
        return meaning in _OF_PROSE or in_words or holds(vocabulary.TEXT_KEYS, key)
    if what == "colors" and not isinstance(part.value, bool):
        looks = isinstance(part.value, str) and (hex_of(part.value) or "#" in part.value or meaning == "brand_colors")
        return bool(looks) or not isinstance(part.value, str)
    return False


def _is_name(key: str, fields: Mapping[str, Tree]) -> bool:
    """Whether an object is a name, such as one in several languages, rather than the brand itself."""
    by_language = all(locale_of(each) and not lookup(each, "brand", True) for each in fields)
    return bool(fields) and (by_language or squash(key) == "name")


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
    "currency": Walk.leaf,
    "target_regions": walk_regions,
    "by_market": walk_regions,
    "prohibited_words": Walk._words,
    "section": Walk._section,
    "by_network": Walk._networks,
    **dict.fromkeys(PATHS, walk_pictures),
    **dict.fromkeys(TEXTS, walk_text),
}
