"""The part of the walk that is about products and their pictures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefs import vocabulary
from briefs.located import Located, Number
from briefs.values import split
from briefs.words import PATHS, Leaf, Level, Place, Word, lookup, meaning_of, one_of_several, squash
from shared.brief import MAX_PRODUCTS

if TYPE_CHECKING:
    from briefs.walk import Walk

_FILE = re.compile(r"[/\\]|\.[A-Za-z]{3,4}\s*$")
_PICTURE = re.compile(rf"\S+/|.+\.({'|'.join(vocabulary.FILE_TYPES)})\s*", re.IGNORECASE)
_FILE_TYPE = re.compile(r"\.[A-Za-z]{3,4}$")
_ROLES = ("type", "role", "kind", "usage", "name")


def walk_products(walk: Walk, leaf: Leaf) -> None:
    """A list, a map by name, one product, a text with commas."""
    here, place = leaf.at, leaf.place
    if place.locale or place.product is not None or place.level == Level.OF_A_MARKET:
        return
    if leaf.word.number:
        for part in here.items():
            index = walk.flat_product(leaf.word.number + part.pointer.removeprefix(here.pointer))
            _one_product(walk, part, "", place, None if walk.products[index].pointer else index)
    elif not (listed := walk.listed):
        walk.products_at = here
        _list_products(walk, here, place)
    elif here.value == listed.value:
        walk.report.claim(here)
    elif place.level == Level.ONE_OF_SEVERAL == walk.places[listed.pointer.rpartition("/")[0]].level:
        _list_products(walk, here, place)  # {"categories": [{"products": [...]}, {"products": [...]}]}
    elif place.level == Level.KNOWN and not here.absent:
        walk.report.conflict(listed, here, "products")


def _list_products(walk: Walk, here: Located, place: Place) -> None:
    match here.value:
        case dict() as fields if fields and _is_map(here):
            for key, part in walk.fields(here):
                _named_product(walk, key, part, place)
        case dict() as fields if fields:
            walk.report.tell(here, "read as a list of one product")
            _one_product(walk, here, "", place)
        case str() as text if text.lstrip().startswith(("[", "{")):
            walk.report.problem(here, "wrong_type", "a list of products, or one that is written as valid JSON")
        case str() as text if len(names := list(dict.fromkeys(split(text)))) > 1:
            walk.report.tell(here, f"read as {len(names)} products")
            for name in names[: MAX_PRODUCTS + 1]:
                _one_product(walk, Located(here.pointer, name), "", place)
        case str() if not here.absent and not isinstance(here.value, Number):
            # The one product of a flat brief: {"product": "Cup", "product_image": "cup.png"}
            _one_product(walk, here, "", place, walk.flat_product(""))
        case list():
            for item in here.items():
                _one_product(walk, item, "", place)


def _named_product(walk: Walk, key: str, here: Located, place: Place) -> None:
    """A field of an object of products: its key is a name, or no more than a number."""
    known = lookup(key, "campaign", False)
    if isinstance(here.value, list) or (known and known.meaning == "products" and not known.number):
        _list_products(walk, here, place)
    elif not isinstance(here.value, Number | bool):
        _one_product(walk, here, "" if known or key.isdigit() else key, place)


def _one_product(walk: Walk, here: Located, name: str, place: Place, index: int | None = None) -> None:
    """`index`: of a product of which other fields were found ("product_1_image")."""
    if groups := _groups(here):
        for group in groups:
            _list_products(walk, group, place)
        return
    if index is None:
        index = len(walk.products)
        walk.products.append(here)
    walk.products[index] = here
    inside = replace(place, kind="product", own=True, product=index)
    if name:
        named = replace(inside, level=max(place.level, Level.IN_OTHER_SECTION))  # behind a name of its own
        walk.leaves.append(Leaf(Word("name", 0, "product"), name, Located(here.pointer, name), named, here))
    if isinstance(here.value, dict):
        walk.object(here, inside)
    elif name and isinstance(here.value, str) and _PICTURE.fullmatch(here.value):
        walk.leaf(Leaf(Word("existing_assets", 2, "product"), "", here, inside, here))
    elif isinstance(here.value, str):
        if isinstance(here.value, Number):
            walk.report.tell(here, "a number: taken for the name of a product")
        walk.leaves.append(Leaf(Word("description" if name else "name", 0, "product"), "", here, inside, here))


def product_named(walk: Walk, name: str) -> int | None:
    """One of those that were found before anything else, by its name or id."""
    if walk.named is None:
        names = [leaf for leaf in walk.leaves if leaf.word.meaning == "name" and isinstance(leaf.at.value, str)]
        walk.named = {squash(str(leaf.at.value)): leaf.place.product for leaf in names}
    return walk.named.get(squash(name)) if walk.listed else None


def walk_name(walk: Walk, leaf: Leaf) -> None:
    """A name; but {"product": {"name": "Cup"}} in a list of products is the product itself."""
    if isinstance(leaf.at.value, dict) and squash(leaf.key) == "product":
        walk.object(leaf.at, replace(leaf.place, own=True))
    else:
        walk.value(leaf)


def walk_variants(walk: Walk, leaf: Leaf) -> None:
    """A product has one picture: that of its first variant, which may be no more than its path ({"red": "r.png"})."""
    parts = [part for _, part in leaf.at.fields() if _is_variant(part)]
    variants = parts or [item for item in leaf.at.items() if _is_variant(item)]
    for other in variants[1:]:
        walk.report.note(other, "not used: a product has one picture, that of its first variant")
    for first in variants[:1]:
        if isinstance(first.value, dict):
            walk.object(first, replace(leaf.place, own=False, level=Level.ONE_OF_SEVERAL))
        else:
            walk.value(replace(leaf, word=Word("existing_assets", 3, "product"), at=first))


def walk_pictures(walk: Walk, leaf: Leaf) -> None:
    """A path, a list of them, or an object that has them under any key (hero, logo, path, en-CA_1:1)."""
    roles = [part.value for key, part in leaf.at.fields() if squash(key) in _ROLES and isinstance(part.value, str)]
    if any(map(_is_scene, roles)) or _is_scene(leaf.label or leaf.key):
        walk.report.note(leaf.at, "not used: a picture of a background is none of a product")
        return
    if isinstance(leaf.at.value, list):
        walk.each(leaf, walk_pictures)
    elif isinstance(leaf.at.value, str) and len(files := _files(leaf.at.value)) > 1:
        walk.leaves += [replace(leaf, at=Located(leaf.at.pointer, file)) for file in files]
    elif isinstance(leaf.at.value, str) and leaf.word.meaning != "logo" and _is_prose(leaf.at.value):
        _seen(walk, leaf, leaf.at.value)
    elif not isinstance(leaf.at.value, dict):
        walk.leaves.append(leaf)
    leaf, shown = _with_role(walk, leaf), _shown(walk, leaf)
    for key, part in walk.fields(leaf.at):
        known = lookup(key, "product", False)
        if known and known.meaning in PATHS and leaf.word.meaning != "logo":
            walk_pictures(walk, Leaf(replace(known, number=""), key, part, leaf.place, part, shown))
        elif (
            squash(key) in vocabulary.PATH_KEYS or isinstance(part.value, dict | list) or _FILE.search(str(part.value))
        ):
            walk_pictures(walk, replace(leaf, at=part, label=shown or key))
            leaf = one_of_several(leaf)  # of several logos the first


def _seen(walk: Walk, leaf: Leaf, text: str) -> None:
    """What a picture should show, where its path could stand."""
    if any(sign in text.casefold() for sign in vocabulary.NOT_YET):
        walk.report.note(leaf.at, "not used: no picture is named here yet, one will be generated")
    elif leaf.place.product is None:
        walk.leaves.append(replace(leaf, word=Word("scene", 1, "campaign")))
    else:
        walk.leaves.append(replace(leaf, word=Word("description", 3, "product")))


def _files(text: str) -> list[str]:
    """Those of "a.png, b.png", where every part is one."""
    parts = split(text)
    return parts if all(map(_FILE_TYPE.search, parts)) else []


def _is_variant(part: Located) -> bool:
    return isinstance(part.value, dict) or (isinstance(part.value, str) and bool(_PICTURE.fullmatch(part.value)))


def _shown(walk: Walk, leaf: Leaf) -> str:
    """The product that a picture of the campaign is said to show: {"product": "Cup", "path": ...}."""
    for key, part in leaf.at.fields() if leaf.place.product is None else ():
        known = lookup(key, "product", True)
        if known and known.meaning == "name" and isinstance(part.value, str):
            walk.report.note(part, "names the product that the picture shows")
            return part.value
    return ""


def _is_scene(role: str) -> bool:
    return meaning_of(role, "campaign") == "scene"


def _with_role(walk: Walk, leaf: Leaf) -> Leaf:
    """{"type": "hero", "path": ...}: a picture whose object says what it is."""
    for key, part in leaf.at.fields():
        known = lookup(part.value, "product", False) if squash(key) in _ROLES and isinstance(part.value, str) else None
        if known and known.meaning in PATHS:
            walk.report.claim(part)
            return replace(leaf, word=replace(known, number=""))
    return leaf


def _is_prose(text: str) -> bool:
    """What a picture should show, rather than where it lies."""
    return len(text.split()) > 2 and not _FILE.search(text) and not Located("", text).absent


def _groups(here: Located) -> list[Located]:
    """The products of a group of them ({"category": "Drinks", "items": [...]}), which has no name of its own."""
    known = _known(here)
    if any(word.meaning == "name" and not word.rank and part.value != [] for word, part in known):
        return []
    return [part for word, part in known if word.meaning == "products" and isinstance(part.value, list)]


def _is_map(here: Located) -> bool:
    """Whether the keys of an object of products are their names, rather than the fields of one product."""
    fields = [(word.meaning, part) for word, part in _known(here) if word.meaning not in ("products", "variants")]
    first = [word.meaning for _, part in fields[:1] for item in part.items() for word, _ in _known(item)]
    return (not fields or "name" in first) and not any(meaning == "name" for meaning, _ in fields)


def _known(here: Located) -> list[tuple[Word, Located]]:
    """The fields of an object that would be those of a product."""
    return [(word, part) for key, part in here.fields() if (word := lookup(key, "product", True))]
