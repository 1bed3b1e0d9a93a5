"""What the vocabulary says of a name alone: where a column of a sheet belongs, and which sheet is which."""

from __future__ import annotations

from briefs.words import PATHS, SEEN, Word, lookup, squash

# Of these a campaign has several: rows that differ add to each other.
LISTS = {"target_regions", "brand_colors", "formats", "prohibited_words", "locales", "products"}
# Lists of objects that are no rows of products.
LISTS_OF_OBJECTS = {"translations", "target_regions", "by_market", "locales", "language"}
_NO_FIELD = {"unused", "foreign", "section"}
_NONE = Word("", 0, "campaign")


def in_campaign(name: str) -> Word:
    """The word for it at the top of a brief; its meaning is "" where none is known."""
    return lookup("campaign_name" if squash(name) == "campaign" else name, "campaign", True) or _NONE


def in_product(name: str) -> Word:
    return lookup(name, "product", True) or _NONE


def is_known(name: str) -> bool:
    return bool(in_campaign(name).meaning or in_product(name).meaning)


def of_product(heading: str) -> bool:
    word = in_product(heading)
    return word.kind == "product" and word.meaning not in _NO_FIELD


def of_campaign(heading: str) -> bool:
    """Pictures and what a single product is like are a product's, though a flat brief may have them at its top."""
    word, is_plural = in_campaign(heading), squash(heading).endswith("s")
    if word.kind == "product" or word.meaning in {"", "existing_assets"} | _NO_FIELD:
        return False
    if word.meaning == "products":
        return is_plural
    return word.meaning in SEEN or is_plural or in_product(heading).meaning != "description"


def of_products_alone(heading: str) -> bool:
    return of_product(heading) and not of_campaign(heading)


def names_campaign(name: str) -> bool:
    return in_campaign(name).meaning == "campaign_name"


def names_product(heading: str) -> bool:
    """By a name, or by a number or code that stands in where no column has names (its word's rank is not 0)."""
    return of_product(heading) and in_product(heading).meaning == "name"


def names_sheet(name: str) -> bool:
    """Whether a list there is a sheet, and not one that a brief has."""
    return not is_known(name) or in_campaign(name).meaning in ("campaign_name", "section")


def names_a_file(name: str) -> bool:
    return in_campaign(name).meaning in PATHS or in_product(name).meaning in PATHS
