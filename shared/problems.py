"""What is told to whoever wrote a brief: problems (it can't run), notes (it can, but look here), products given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

from shared.frozen import Frozen

# The codes that reading a brief gives; the parser adds its own (docs/brief.md lists them for people).
Code = Literal[
    "conflict",
    "control_character",
    "duplicate_key",
    "empty",
    "encoding",
    "missing",
    "prohibited_word",
    "syntax",
    "too_deep",
    "too_large",
    "too_long",
    "too_many",
    "too_much_text",
    "unknown_script",
    "unknown_value",
    "unsafe_path",
    "wrong_type",
]

# No fault of the brief: read again, it may be accepted, or refused for problems of its own.
NOT_READ = ("unforeseen", "gone")

# Of a product that is not wanted any more: nothing heals it.
CANCELLED: Final = "cancelled"


class Problem(Frozen):
    """One reason why a brief can't run.

    `pointer` is a JSON pointer (RFC 6901) into the brief as it was uploaded, "" for the whole document;
    `found` quotes what stands there, `expected` says what would be right.
    """

    pointer: str
    code: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.pointer or 'the brief'}: found {self.found}; expected {self.expected}"


class Note(Frozen):
    """A translation, a field that was not understood, or an asset that was not there. `pointer` as in Problem."""

    pointer: str
    text: str

    def __str__(self) -> str:
        return f"{self.pointer or 'the brief'}: {self.text}"


class BriefRefused(Exception):
    """The brief can't run, for every one of `problems` (at least one); `notes` tell of the rest of it."""

    def __init__(self, problems: Sequence[Problem], notes: Sequence[Note] = ()) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)
        self.notes = tuple(notes)


def refused(code: Code, found: str, expected: str, pointer: str = "") -> BriefRefused:
    """Serves the one reason that makes all others moot: the document can't be read at all."""
    return BriefRefused([Problem(pointer=pointer, code=code, found=found, expected=expected)])


class GivenUp(Exception):
    """Ends a product: another receive would end the same.

    `code` is for machines, `reason` a sentence for the marketer; `retryable`: once its cause is mended, a redrive heals
    it. How that is asked for is added where the product is settled: `reason` says what to mend.
    """

    def __init__(self, code: str, reason: str, *, retryable: bool = False) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.retryable = retryable


def cancelled(at: datetime) -> GivenUp:
    return GivenUp(CANCELLED, f"the campaign was cancelled on {at:%Y-%m-%d at %H:%M} UTC, before this was finished")


def healed_by(campaign_id: str) -> str:
    """The sentence behind the reason of a failure that is retryable."""
    return f"Once that is mended, the platform team heals the product with `creative redrive {campaign_id}`"
