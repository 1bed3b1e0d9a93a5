"""The words of a variant as one block: product name above, message, call to action below, in sizes of one rhythm."""

from __future__ import annotations

from dataclasses import dataclass

from services.variants.rendering.geometry import Box
from services.variants.rendering.masters import Master
from services.variants.rendering.text import faces
from services.variants.rendering.text.fit import Setting, Wrapper, largest, without_long_words
from services.variants.rendering.text.measure import Measured, measure

# Sizes in px on a canvas 1080 wide: 28 px there is 10 px on a phone 375 px wide.
_SMALLEST, _COMFORTABLE = 13, 60
_NAME, _ACTION = (30, 42), (30, 44)
_NAME_SHARE, _ACTION_SHARE = 0.38, 0.42  # of the message's size
_LARGEST = 0.1  # of the master's reference
_WORTH_A_LINE = 0.86  # of the size
_PILL_X, _PILL_Y = 1.0, 0.58  # em around the label


@dataclass(frozen=True, slots=True)
class Copy:
    """Measured once, set on every master."""

    name: Measured | None
    message: Measured
    action: Measured | None

    @property
    def right_to_left(self) -> bool:
        return self.message.script.right_to_left

    @property
    def missing(self) -> int:
        return sum(text.missing for text in (self.name, self.message, self.action) if text)


def measure_copy(message: str, locale: str | None, name: str, action: str | None) -> Copy:
    measured = measure(message, locale)
    return Copy(
        measure(name, locale, faces.MEDIUM, measured.script) if name.strip() else None,
        measured,
        measure(action, locale, faces.BOLD, measured.script) if action and action.strip() else None,
    )


@dataclass(frozen=True, slots=True)
class Block:
    """Copy set at a size. Heights and gaps in pixels; `width` and `height` are those of all of it."""

    name: Setting | None
    message: Setting
    action: Setting | None
    after_name: int
    before_action: int

    @property
    def size(self) -> int:
        return self.message.size

    @property
    def pill(self) -> tuple[int, int]:
        """Width and height; (0, 0) without a call to action."""
        if not self.action:
            return 0, 0
        size = self.action.size
        lines = self.action.pitch * (len(self.action.lines) - 1)
        return round(self.action.width + 2 * _PILL_X * size), round((0.72 + 2 * _PILL_Y) * size) + lines

    @property
    def width(self) -> float:
        return max(self.name.width if self.name else 0, self.message.width, self.pill[0])

    @property
    def height(self) -> int:
        above = self.name.height + self.after_name if self.name else 0
        below = self.before_action + self.pill[1] if self.action else 0
        return above + self.message.height + below


class Typesetter:
    """Sets copy into boxes of one master."""

    def __init__(self, copy: Copy, master: Master) -> None:
        self._copy = copy
        self._unit = master.width / 1080
        self._largest = round(_LARGEST * master.reference)
        self._name = Wrapper(copy.name) if copy.name else None
        self._action = Wrapper(copy.action) if copy.action else None
        self._message = Wrapper(copy.message)

    def fill(self, width: float, height: float) -> Block | None:
        """The block at the largest size that fits; None where not even the smallest does."""
        comfortable = round(_COMFORTABLE * self._unit)
        block = self._fill(self._message, width, height)
        if self._copy.message.widest * comfortable <= width or (block and block.size >= comfortable):
            return block
        # One long word would make everything small: cut it, if the rest gains by it.
        cut = Wrapper(without_long_words(self._copy.message, width / comfortable))
        other = self._fill(cut, width, height)
        return max((b for b in (block, other) if b), key=lambda b: b.size, default=None)

    def _fill(self, message: Wrapper, width: float, height: float) -> Block | None:
        def fits(size: int) -> bool:
            if message.text.widest * size > width:
                return False
            return self._height(message, size, width) <= height

        size = largest(round(_SMALLEST * self._unit), self._largest, fits)
        if not size:
            return None
        size = _with_fewer_lines(message, size, width)
        return self._block(message.balanced(size, width / size), width)

    def _height(self, message: Wrapper, size: int, width: float) -> float:
        text = message.text
        lines = message.line_count(width / size)
        own = (text.top + text.bottom) * size + round(text.pitch * size) * (lines - 1)
        return own + self._around(size, width)

    def _around(self, size: int, width: float) -> float:
        block = self._block(self._message.set(size, 1e6), width)
        return block.height - block.message.height

    def _block(self, message: Setting, width: float) -> Block:
        name, action = self._name_setting(message.size, width), self._action_setting(message.size, width)
        return Block(
            name,
            message,
            action,
            after_name=round(max(0.6 * name.size, 0.38 * message.size)) if name else 0,
            before_action=round(max(0.9 * action.size, 0.55 * message.size)) if action else 0,
        )

    def _name_setting(self, size: int, width: float) -> Setting | None:
        return self._minor(self._name, size * _NAME_SHARE, _NAME, width)

    def _action_setting(self, size: int, width: float) -> Setting | None:
        own = min(_ACTION[1] * self._unit, max(_ACTION[0] * self._unit, size * _ACTION_SHARE))
        return self._minor(self._action, own, _ACTION, width - 2 * _PILL_X * own)

    def _minor(self, text: Wrapper | None, size: float, limits: tuple[int, int], width: float) -> Setting | None:
        if not text:
            return None
        low, high = (limit * self._unit for limit in limits)
        wanted = min(high, max(low, size))
        on_one_line = min(wanted, width / max(text.length, 1e-6))
        chosen = on_one_line if on_one_line >= low else min(wanted, width / max(text.text.widest, 1e-6))
        return text.balanced(max(1, round(chosen - 0.5)), width / chosen)


def _with_fewer_lines(message: Wrapper, size: int, width: float) -> int:
    """A little smaller, where that saves a line; else the same size."""
    count = message.line_count(width / size)
    smaller = largest(round(size * _WORTH_A_LINE), size, lambda s: message.line_count(width / s) < count)
    return smaller or size


def pill_label_top(pill: Box, label: Setting) -> float:
    """Where the label's highest ink must be for capitals to stand in the pill's middle."""
    capitals = 0.714 * label.size  # Noto Sans's cap height
    lines = label.pitch * (len(label.lines) - 1)
    first_baseline = pill.center[1] - lines / 2 + capitals / 2
    return first_baseline - label.text.top * label.size
