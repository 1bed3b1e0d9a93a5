"""Languages by code and by name, as briefs/languages.toml has them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from shared.texts import locale_tag

_FILE: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))
_CODES: Final = frozenset(_FILE["codes"].split())
ENGLISH_WORDS: Final = frozenset(_FILE["english_words"].split())
_MARKETS: Final = frozenset(_FILE["markets"].split())


def _folded(text: str) -> str:
    """Letters and digits alone, without accents of Latin letters (marks of other scripts change the word)."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.casefold()))
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum() or (unicodedata.category(c) == "Mc"))


_BY_NAME: Final[dict[str, str]] = {
    _folded(name): tag for tag, names in _FILE["names"].items() for name in names.split()
}


@lru_cache(65_536)
def locale_of(text: str) -> str | None:
    """The language tag (BCP 47) that people mean by "en_us", "EN-us", "English" or "German (DE)"; None if none."""
    written = text.strip()
    if not written or len(written) > 40 or written in _MARKETS:
        return None
    if known := _BY_NAME.get(_folded(written)):
        return known
    if written.endswith(")") and "(" in written:
        name, _, inner = written[:-1].partition("(")
        return locale_of(inner) if locale_of(name) and "-" in (locale_of(inner) or "") else locale_of(name)
    first = re.split("[-_ ]", written)[0].lower()
    try:
        tag = locale_tag(re.sub(r"[_ ]", "-", written))
    except ValueError:
        return None
    known = first if first in _CODES else _BY_NAME.get(first, "").split("-")[0]
    return "-".join([known, *tag.split("-")[1:]]) if known else None


def same_language(one: str, other: str) -> bool:
    """en and en-US are the same language, en-GB and en-US are not."""
    return one == other or one == other.split("-")[0] or other == one.split("-")[0]
