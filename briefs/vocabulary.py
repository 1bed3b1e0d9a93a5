"""The words that people use in briefs, as briefs/vocabulary.toml has them: there it says how they are compared."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

Words = dict[str, list[str]]

_COLORS: Final = Path(__file__).with_name("colors.toml")
_FILE: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))


def _words(name: str) -> tuple[str, ...]:
    return tuple(_FILE[name].split())


EVERYWHERE: Final[Words] = _FILE["everywhere"]
OWN: Final[dict[str, Words]] = _FILE["own"]
WITHIN: Final[dict[str, Words]] = _FILE["within"]
# Reason -> words without effect.
UNUSED: Final[dict[str, str]] = _FILE["unused"]
FOREIGN: Final[str] = _FILE["foreign"]
THINGS: Final = {thing: tuple(words.split()) for thing, words in _FILE["things"].items()}
MODIFIERS: Final = _words("modifiers")
TEXT_ENDINGS: Final = _words("text_endings")
PATH_ENDINGS: Final = _words("path_endings")
LANGUAGE_ENDINGS: Final = _words("language_endings")
TEXT_KEYS: Final = _words("text_keys")
PATH_KEYS: Final = _words("path_keys")
COLOR_KEYS: Final = _words("color_keys")
AMOUNT_KEYS: Final = _words("amount_keys")
WORD_KEYS: Final = _words("word_keys")
TYPEFACE_KEYS: Final = _words("typeface_keys")
NOTHING: Final = frozenset(_FILE["nothing"])
REMARKS: Final = _words("remarks")
STORIES: Final = _words("stories")
NO_PICTURE: Final = _words("no_picture")
FILE_TYPES: Final = _words("file_types")
NO_PICTURE_TYPES: Final = _words("no_picture_types")
NOT_YET: Final = tuple(_FILE["not_yet"])
STATUSES: Final = _words("statuses")
DOLLARS: Final = frozenset(_FILE["dollars"])
CURRENCIES: Final = frozenset(_FILE["currencies"].split())
APPROXIMATIONS: Final = frozenset(_FILE["approximations"])
# Name in CSS -> #RRGGBB.
COLORS: Final = {
    name: color for color, names in tomllib.loads(_COLORS.read_text("utf-8")).items() for name in names.split()
}
PRODUCT_ROLES: Final = _words("product_roles")
# Word -> ratio.
SHAPES: Final = {word: ratio for ratio, words in _FILE["shapes"].items() for word in words.split()}
