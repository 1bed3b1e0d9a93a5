"""What a field's name may look like, and how a key of an uploaded brief finds its field."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

_LONGEST_GUESSED = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """`name` is the field that the translation knows, `becomes` the field of the canonical brief that it ends in.

    Where both differ, the translation itself tells what became of the value (a stand-in, a part of a list).
    """

    name: str
    becomes: str
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """What the fields of one kind of object mean.

    `sections` are fields that may hold an object, whose fields are then those of the table named; `unused` are
    fields that have no effect, with what to tell of them.
    """

    entries: tuple[Entry, ...]
    sections: Mapping[str, str] = field(default_factory=dict)
    unused: Mapping[str, str] = field(default_factory=dict)

    def entry(self, key: str) -> Entry | None:
        return self._entries.get(squash(key))

    def section(self, key: str) -> str | None:
        return self._sections.get(squash(key))

    def why_unused(self, key: str) -> str | None:
        return self._unused.get(squash(key))

    def nearest(self, key: str) -> str | None:
        """The canonical field that a misspelled `key` probably means."""
        if len(key) > _LONGEST_GUESSED:
            return None
        close = difflib.get_close_matches(squash(key), self._entries, n=1, cutoff=0.75)
        return self._entries[close[0]].becomes if close else None

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {squash(spelling): entry for entry in self.entries for spelling in entry.spellings}

    @cached_property
    def _sections(self) -> dict[str, str]:
        return {squash(spelling): table for spelling, table in self.sections.items()}

    @cached_property
    def _unused(self) -> dict[str, str]:
        return {squash(spelling): reason for spelling, reason in self.unused.items()}


def squash(key: str) -> str:
    return "".join(c for c in key.casefold() if c.isalnum()).replace("colour", "color")
