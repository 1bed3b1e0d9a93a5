"""What the vocabulary says of a name alone: where a column of a sheet belongs, and which sheet is which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from briefs import vocabulary
from briefs.decoding import MAX_VALUES
from briefs.words import PATHS, SEEN, Kind, Word, lookup, squash
from shared.brief import Brief, Product

_NO_FIELD = {"unused", "foreign", "section", "by_network"}
# Of these a campaign has several: rows that differ add to each other.
_LISTS = {"target_regions", "brand_colors", "formats", "prohibited_words", "locales", "products"}
# Of these it has one: rows that differ are no products' own.
_CAMPAIGNS = {*Brief.model_fields, "campaign"} - {*Product.model_fields} - SEEN - _LISTS
# Lists of objects that are no rows of products.
_LISTS_OF_OBJECTS = {"translations", "target_regions", "by_market", "locales", "language"}
_LONGEST = 200
_TABLES = (vocabulary.EVERYWHERE, *vocabulary.WITHIN.values())
_FILES = {word for table in _TABLES for path in PATHS for rank in table.get(path, ()) for word in rank.split()}
_LIKE_A_FILE = re.compile("|".join(sorted(squash(word).removesuffix("s") for word in _FILES)))
_HEX = re.compile(r"#|\b[0-9A-Fa-f]{6}\b|\brgb")
_NONE = Word("", 0, "campaign")


def is_known(name: str) -> bool:
    return _campaigns(name) is not _NONE or _products(name) is not _NONE


def of_product(heading: str) -> bool:
    word = _products(heading)
    return word.kind == "product" and word.meaning not in _NO_FIELD | _CAMPAIGNS


def of_campaign(heading: str) -> bool:
    """Pictures and what a single product is like are a product's, though a flat brief may have them at its top."""
    word, is_plural = _campaigns(heading), squash(heading).endswith("s")
    if word is _NONE or word.kind == "product" or word.meaning in _NO_FIELD | {"existing_assets"}:
        return False
    if word.meaning == "products":
        return is_plural
    return word.meaning in SEEN or is_plural or _products(heading).meaning != "description"


def is_list(heading: str) -> bool:
    return _campaigns(heading).meaning in _LISTS


def describes(heading: str, texts: Iterable[str]) -> bool:
    """Whether a column of colours is what the products look like ("red, blue"), rather than the brand's in hex."""
    both = _campaigns(heading).meaning == "brand_colors" and _products(heading).meaning == "description"
    return both and not any(map(_HEX.search, texts))


def names_campaign(name: str) -> bool:
    return _campaigns(name).meaning == "campaign_name"


def names_product(heading: str) -> bool:
    return _names_product(heading) and not _products(heading).rank


def identifies_product(heading: str) -> bool:
    """By a number or code, which stands in where no column has names."""
    return _names_product(heading) and bool(_products(heading).rank)


def names_language(heading: str) -> bool:
    return _campaigns(heading).meaning == "language"


def names_list(name: str) -> bool:
    return _campaigns(name).meaning in _LISTS_OF_OBJECTS


def names_sheet(name: str) -> bool:
    """Whether a list there is a sheet, and not one that a brief has."""
    return not is_known(name) or _campaigns(name).meaning in ("campaign_name", "section")


def names_a_file(name: str) -> bool:
    if not _LIKE_A_FILE.search(squash(name[:_LONGEST])):
        return False  # most names; the words around it need not be looked up
    return _campaigns(name).meaning in PATHS or _products(name).meaning in PATHS


def _names_product(heading: str) -> bool:
    word = _products(heading)
    return word.kind == "product" and word.meaning == "name"


def _campaigns(name: str) -> Word:
    return _word("campaign_name" if squash(name) == "campaign" else name[:_LONGEST], "campaign")


def _products(name: str) -> Word:
    return _word(name[:_LONGEST], "product")


@lru_cache(MAX_VALUES)
def _word(name: str, kind: Kind) -> Word:
    """Each heading is asked about a dozen times, and a sheet may have as many headings as cells."""
    return lookup(name, kind, True) or _NONE
