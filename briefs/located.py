"""An uploaded brief as a tree whose every value knows where it stands."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from briefs.vocabulary import NOTHING

Tree: TypeAlias = "str | bool | list[Tree] | dict[str, Tree] | None"

_QUOTE_LENGTH = 80
_LONGEST_NOTHING = 20
_POINTER_KEY = 200
_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Number(str):
    """A number, kept as it was written: a product may be called 007, a version 1.10."""

    __slots__ = ()


class NotANumber(str):
    """NaN, Infinity or -Infinity: Python reads them, JSON does not know them."""

    __slots__ = ()


class Object(dict[str, Tree]):
    """An object of the document; `repeated` are the keys that stand in it more than once.

    `places` are the pointers of those fields that stand elsewhere in the upload than in this object (briefs.sheets).
    """

    repeated: tuple[str, ...] = ()
    places: Mapping[str, str] = {}


class Elements(list[Tree]):
    """A list put together from several places of the upload: `places` has the pointer of each element."""

    places: Sequence[str] = ()


def object_of(pairs: list[tuple[str, Tree]]) -> Object:
    made = Object(pairs)
    if len(made) < len(pairs):
        made.repeated = tuple(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return made


@dataclass(frozen=True, slots=True)
class Located:
    """A value of the document; `pointer` is its JSON pointer (RFC 6901)."""

    pointer: str
    value: Tree

    def items(self) -> Iterator[Located]:
        """The elements of a list; any other value is its own only element."""
        if isinstance(self.value, list):
            places = getattr(self.value, "places", ())
            for index, value in enumerate(self.value):
                yield Located(places[index] if places else f"{self.pointer}/{index}", value)
        else:
            yield self

    def fields(self) -> Iterator[tuple[str, Located]]:
        """The fields of an object; any other value has none."""
        if isinstance(self.value, dict):
            places = getattr(self.value, "places", {})
            for key, value in self.value.items():
                yield key, Located(places[key] if key in places else child(self.pointer, key), value)

    @property
    def absent(self) -> bool:
        """null, "" and words such as "n/a" are how people leave a field out."""
        return self.value is None or (isinstance(self.value, str) and (not shows(self.value) or self.says_nothing))

    @property
    def says_nothing(self) -> bool:
        """Whether a word for nothing stands there, or nothing but dashes and dots."""
        if not isinstance(self.value, str) or len(self.value) > _LONGEST_NOTHING:
            return False
        word = self.value.strip().casefold()
        return word in NOTHING or (bool(word) and not word.strip("-\u2010\u2011\u2012\u2013\u2014_./?\u2026"))


def child(pointer: str, key: str) -> str:
    """The cut never shows in an accepted brief: a key that long is refused (documents.MAX_KEY)."""
    return f"{pointer}/{speakable(key[:_POINTER_KEY]).replace('~', '~0').replace('/', '~1')}"


def speakable(text: str) -> str:
    """Control characters and lone surrogates as escapes: the rest of the system can then store and print it."""
    return _UNSPEAKABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def shows(text: str) -> bool:
    """Whether there is anything in it to see: not only spaces, zero-width characters and the like."""
    return any(category[0] != "Z" and category not in ("Cc", "Cf") for category in map(unicodedata.category, text))


def describe(value: Tree) -> str:
    """What a person sees there, on one line of about 80 characters."""
    match value:
        case list():
            return _describe_list(value)
        case dict():
            return f"an object with {len(value)} field{'s' * (len(value) != 1)}" if value else "an empty object"
        case None | bool():
            return json.dumps(value)
        case NotANumber() | Number():
            return _cut(value)
        case str() if value and not shows(value):
            return '"' + _cut(value.encode("unicode_escape").decode()) + '"'
    return '"' + speakable(_cut(value).replace("\n", "\\n")) + '"'


def _describe_list(values: list[Tree]) -> str:
    if 0 < len(values) <= 6 and not any(isinstance(value, list | dict) for value in values):
        written = f"[{', '.join(map(describe, values))}]"
        if len(written) <= _QUOTE_LENGTH:
            return written
    return f"a list of {len(values)}" if values else "an empty list"


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTE_LENGTH else text[: _QUOTE_LENGTH - 3] + "..."
