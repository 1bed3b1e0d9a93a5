"""What the vocabulary says of a name alone: where a column of a sheet belongs, and which sheet is which."""

from __future__ import annotations

from briefs.words import PATHS, SEEN, Word, lookup, squash

_NO_FIELD = {"unused", "foreign", "section"}
# Of these a campaign has several: rows that differ add to each other.
_LISTS = {"target_regions", "brand_colors", "formats", "prohibited_words", "locales", "products"}
# Lists of objects that are no rows of products.
_LISTS_OF_OBJECTS = {"translations", "target_regions", "by_market", "locales", "language"}


def is_known(name: str) -> bool:
    return bool(_campaigns(name) or _products(name)) or squash(name) == "campaign"


def of_product(heading: str) -> bool:
    word = _products(heading)
    return word is not None and word.kind == "product" and word.meaning not in _NO_FIELD


def of_campaign(heading: str) -> bool:
    """Pictures and what a single product is like are a product's, though a flat brief may have them at its top."""
    if squash(heading) == "campaign":
        return True
    word, in_product = _campaigns(heading), _products(heading)
    if word is None or word.kind == "product" or word.meaning in _NO_FIELD | {"existing_assets"}:
        return False
    if word.meaning == "products" and not _is_plural(heading):
        return False
    describes = in_product is not None and in_product.meaning == "description" and not _is_plural(heading)
    return word.meaning in SEEN or not describes


def is_list(heading: str) -> bool:
    word = _campaigns(heading)
    return word is not None and word.meaning in _LISTS


def names_campaign(name: str) -> bool:
    word = _campaigns(name)
    return squash(name) == "campaign" or (word is not None and word.meaning == "campaign_name")


def names_product(heading: str) -> bool:
    word = _products(heading)
    return word is not None and word.kind == "product" and word.meaning == "name" and not word.rank


def identifies_product(heading: str) -> bool:
    """By a number or code, which stands in where no column has names."""
    word = _products(heading)
    return word is not None and word.kind == "product" and word.meaning == "name" and bool(word.rank)


def names_language(heading: str) -> bool:
    word = _campaigns(heading)
    return word is not None and word.meaning == "language"


def names_list(name: str) -> bool:
    word = _campaigns(name)
    return word is not None and word.meaning in _LISTS_OF_OBJECTS


def names_sheet(name: str) -> bool:
    """Whether a list there is a sheet, and not one that a brief has."""
    word = _campaigns(name)
    return not is_known(name) or names_campaign(name) or (word is not None and word.meaning == "section")


def names_a_file(name: str) -> bool:
    return any(word is not None and word.meaning in PATHS for word in (_campaigns(name), _products(name)))


def _campaigns(name: str) -> Word | None:
    return lookup(name, "campaign", True)


def _products(name: str) -> Word | None:
    return lookup(name, "product", True)


def _is_plural(name: str) -> bool:
    return squash(name).endswith("s")
