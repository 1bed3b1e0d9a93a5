"""The texts of a variant, measured once, set on every master."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from rendering.text import faces
from rendering.text.fit import Wrapper
from rendering.text.measure import Measured, measure
from rendering.text_roles import ABOVE_MESSAGE, BELOW_MESSAGE, LEFT_OUT_FIRST, NAME, NAME_OVER_COPY, Role
from shared.texts import Texts

# Letters, of which Chinese ones count twice: longer messages are copy to read, under the product's name as headline.
_HEADLINE = 150
_COPY_PITCH = 1.34  # em


@dataclass(frozen=True)
class MinorText:
    """A text beside the message."""

    role: Role
    measured: Measured

    @cached_property
    def wrapper(self) -> Wrapper:
        """What it finds out about line breaks serves all masters."""
        return Wrapper(self.measured)


@dataclass(frozen=True)
class MeasuredTexts:
    """Message, and what stands above and below it, from top to bottom.

    `is_body_copy`: the message is long, the product's name its headline.
    """

    above: tuple[MinorText, ...]
    message: Measured
    below: tuple[MinorText, ...]
    is_body_copy: bool

    @property
    def right_to_left(self) -> bool:
        return self.message.script.right_to_left

    @property
    def minor(self) -> tuple[MinorText, ...]:
        return (*self.above, *self.below)

    @property
    def all(self) -> tuple[Measured, ...]:
        return (self.message, *(text.measured for text in self.minor))

    @cached_property
    def wrapper(self) -> Wrapper:
        """The message's, as MinorText has it."""
        return Wrapper(self.message)

    def ever_fewer(self) -> Iterator[MeasuredTexts]:
        """All of them, then without one after the other of those that give way."""
        texts = self
        yield texts
        for role in LEFT_OUT_FIRST:
            if any(text.role == role for text in texts.minor):
                above, below = (tuple(t for t in side if t.role != role) for side in (texts.above, texts.below))
                texts = replace(texts, above=above, below=below)
                yield texts


def measure_texts(texts: Texts, locale: str | None, name: str, typeface: str | None = None) -> MeasuredTexts:
    """`name` is the product's, with what stands before it; `typeface` as in `measure`.

    Raises ValueError without a message.
    """
    if texts.message is None:
        raise ValueError("no picture without a message")
    long = _is_long(texts.message)
    message = measure(texts.message, locale, faces.MEDIUM if long else faces.BOLD, None, typeface)
    if long:
        message = replace(message, pitch=max(message.pitch, _COPY_PITCH))

    def minor(role: Role, text: str | None) -> tuple[MinorText, ...]:
        if not text or not text.strip():
            return ()
        return (MinorText(role, measure(text, locale, role.weight, message.script, typeface)),)

    named = minor(NAME_OVER_COPY if long else NAME, name)
    above, below = (
        tuple(text for role in roles for text in minor(role, getattr(texts, role.name)))
        for roles in (ABOVE_MESSAGE, BELOW_MESSAGE)
    )
    return MeasuredTexts((*named, *above), message, below, long)


def _is_long(message: str) -> bool:
    return len(message) + sum(unicodedata.east_asian_width(c) in "WF" for c in message) > _HEADLINE
