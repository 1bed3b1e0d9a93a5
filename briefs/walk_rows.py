"""The part of the walk that is about rows of other lists than the products: each names a product and has its texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefs.fields import FIELDS
from briefs.located import Located
from briefs.walk_products import product_named
from briefs.walk_texts import in_stated_language
from briefs.words import TEXTS, Level, Place, is_text, lookup, meaning_of, squash

if TYPE_CHECKING:
    from briefs.walk import Walk

_NAMING = ("name", "products")
_OF_CAMPAIGN = FIELDS.keys() - TEXTS - {"existing_assets", "name", "description"}


def lists_products(key: str, here: Located) -> bool:
    """Whether a field is the products, or a campaign that has them."""
    meaning = meaning_of(key, "campaign")
    inner = [name for name, _ in here.fields()] if meaning == "campaign" else []
    return meaning == "products" or any(meaning_of(name, "campaign") == "products" for name in inner)


def are_products(walk: Walk, here: Located, place: Place) -> bool:
    """Whether a list is the brief's products by another name: each element names one and has texts of its own."""
    if not isinstance(here.value, list) or walk.products or walk.products_at:
        return False
    return bool(here.value) and all(_is_product(item, place) for item in here.items())


def _is_product(here: Located, place: Place) -> bool:
    words = [word for key, _ in here.fields() if (word := lookup(key, "campaign", False))]
    naming = [word for word in words if word.meaning in _NAMING and not word.rank]
    names = [
        key
        for key, _ in here.fields()
        if (word := lookup(key, "product", True)) and (word.meaning, word.rank) == ("name", 0)
    ]
    has_texts = any(is_text(key, place) or isinstance(part.value, dict) for key, part in here.fields())
    return len(naming) == len(names) == 1 and has_texts


def walk_row(walk: Walk, here: Located, place: Place) -> bool:
    """Walks an object that names one of the products: texts and pictures are that product's. False for any other."""
    naming = {key: part for key, part in here.fields() if meaning_of(key, "campaign") in _NAMING}
    if place.product is not None or not walk.listed or len(naming) != 1:
        return False
    (product,) = naming.values()
    index = product_named(walk, str(_name(product)))
    if index is None:
        return False
    place = replace(in_stated_language(here, place), level=max(place.level, Level.ONE_OF_SEVERAL))
    its_own = replace(place, product=index)
    for key, part in walk.fields(here):
        if key not in naming:
            walk.field(key, part, place if meaning_of(key, "campaign") in _OF_CAMPAIGN else its_own)
    walk.report.claim(product)
    walk.object(product, replace(its_own, kind="product", own=True))
    return True


def _name(product: Located) -> object:
    names = [part.value for key, part in product.fields() if squash(key) == "name"]
    return names[0] if names else product.value
