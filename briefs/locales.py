"""The language that people mean by "en_us", "EN-us" or "English"."""

from __future__ import annotations

from briefs.spellings import squash
from briefs.words import LANGUAGES
from shared.texts import locale_tag


def locale_of(text: str) -> str | None:
    """The language tag in BCP 47 spelling, None where it is none."""
    try:
        return LANGUAGES.get(squash(text)) or locale_tag(text.strip())
    except ValueError:
        return None


def same_language(one: str, other: str) -> bool:
    """en and en-US are the same language, en-GB and en-US are not."""
    return one == other or one == other.split("-")[0] or other == one.split("-")[0]
