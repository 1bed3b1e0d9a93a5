"""The words of a variant as one block: what stands above and below its message, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rendering.text.fit import Setting
from rendering.text_roles import Role

PLATE_AIR = 0.12  # em: the least between a plate's edge and letters that reach high or deep


@dataclass(frozen=True)
class SetText:
    """A text beside the message, set; `gap` pixels of air towards the message."""

    role: Role
    setting: Setting
    gap: int

    @property
    def is_one_line(self) -> bool:
        return len(self.setting.lines) == 1

    @property
    def width(self) -> float:
        plate = self.role.plate
        if not plate:
            return self.setting.width
        return round(self.setting.width + 2 * plate.x * self.setting.size)

    @cached_property
    def height(self) -> int:
        """Pixels, with its plate."""
        plate, setting = self.role.plate, self.setting
        if not plate:
            return setting.height
        room = max(0.72 + 2 * plate.y, setting.text.top + setting.text.bottom + 2 * PLATE_AIR)
        return round(room * setting.size) + setting.pitch * (len(setting.lines) - 1)

    @property
    def middle(self) -> float:
        """Pixels from the top to the middle of its first line's capitals."""
        if self.role.plate:
            return (self.height - self.setting.pitch * (len(self.setting.lines) - 1)) / 2
        return (self.setting.text.top - self.setting.text.capitals / 2) * self.setting.size


@dataclass(frozen=True)
class TextRow:
    """Texts beside each other, in reading order, `space` pixels apart, their capitals on one height."""

    texts: tuple[SetText, ...]
    space: int = 0

    @cached_property
    def width(self) -> float:
        return sum(text.width for text in self.texts) + self.space * (len(self.texts) - 1)

    @cached_property
    def height(self) -> int:
        """Pixels."""
        if len(self.texts) == 1:
            return self.texts[0].height
        return round(max(self.top_of(text) + text.height for text in self.texts))

    @property
    def gap(self) -> int:
        """Pixels of air towards the message."""
        return self.texts[-1].gap

    def top_of(self, text: SetText) -> float:
        """How many pixels below the row's top it begins."""
        return max(each.middle for each in self.texts) - text.middle


@dataclass(frozen=True)
class TextBlock:
    """Texts set at a size: rows `above` and `below` the message, from top to bottom.

    `cuts`: how many words of the message had to be cut to get there.
    """

    above: tuple[TextRow, ...]
    message: Setting
    below: tuple[TextRow, ...]
    cuts: int = 0

    @property
    def rows(self) -> tuple[TextRow, ...]:
        return (*self.above, *self.below)

    @property
    def size(self) -> int:
        return self.message.size

    @cached_property
    def width(self) -> float:
        """Pixels of the widest text."""
        return max(self.message.width, *(row.width for row in self.rows), 0)

    @cached_property
    def height(self) -> int:
        """Pixels of all texts and the gaps between them."""
        return self.message.height + sum(row.height + row.gap for row in self.rows)

    @property
    def settings(self) -> tuple[Setting, ...]:
        return (self.message, *(text.setting for row in self.rows for text in row.texts))
