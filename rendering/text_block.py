"""The words of a variant as one block: product name above, message, call to action below, in sizes of one rhythm."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from rendering.geometry import Box
from rendering.masters import Master
from rendering.text import faces
from rendering.text.fit import Setting, Wrapper, largest, without_long_words
from rendering.text.measure import Measured, measure

# Sizes in px on a canvas 1080 wide: 28 px there is 10 px on a phone 375 px wide.
_SMALLEST, _COMFORTABLE = 13, 60
_NAME, _ACTION = (30, 42), (30, 44)
_NAME_SHARE, _ACTION_SHARE = 0.38, 0.42  # of the message's size
_LARGEST = 0.125  # of the master's reference
# Letters, of which Chinese ones count twice: longer messages are copy to read, under the product's name as headline.
_HEADLINE = 150
_COPY_PITCH, _NAME_OVER_COPY = 1.34, 1.3  # em; of the message's size
_LESS_LINES = 3  # settings of one text in one box: the largest one, and with one and two lines less
_PILL_X, _PILL_Y = 1.0, 0.58  # em around the label


@dataclass(frozen=True)
class Texts:
    """The texts of a variant, measured once, set on every master.

    `is_body_copy`: the message is long, the product's name its headline.
    """

    name: Measured | None
    message: Measured
    action: Measured | None
    is_body_copy: bool

    @property
    def right_to_left(self) -> bool:
        return self.message.script.right_to_left

    @cached_property
    def wrappers(self) -> tuple[Wrapper | None, Wrapper, Wrapper | None]:
        """One each for name, message and action: what they find out about line breaks serves all masters."""
        name, action = (Wrapper(text) if text else None for text in (self.name, self.action))
        return name, Wrapper(self.message), action

    @property
    def missing(self) -> int:
        return sum(text.missing for text in (self.name, self.message, self.action) if text)


def measure_texts(message: str, locale: str | None, name: str, action: str | None) -> Texts:
    long = _is_long(message)
    measured = measure(message, locale, faces.MEDIUM if long else faces.BOLD)
    if long:
        measured = replace(measured, pitch=max(measured.pitch, _COPY_PITCH))
    return Texts(
        measure(name, locale, faces.BOLD if long else faces.MEDIUM, measured.script) if name.strip() else None,
        measured,
        measure(action, locale, faces.BOLD, measured.script) if action and action.strip() else None,
        long,
    )


def _is_long(message: str) -> bool:
    return len(message) + sum(unicodedata.east_asian_width(c) in "WF" for c in message) > _HEADLINE


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Texts set at a size. Heights and gaps in pixels; `width` and `height` are those of all of it.

    `cuts`: how many words had to be cut to get there.
    """

    name: Setting | None
    message: Setting
    action: Setting | None
    after_name: int
    before_action: int
    cuts: int = 0

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

    def __init__(self, texts: Texts, master: Master) -> None:
        self._texts = texts
        self._unit = master.width / 1080
        self._largest = round(_LARGEST * master.reference)
        self._name, self._message, self._action = texts.wrappers
        self._on_one_line = self._message.set(1, 1e6)
        self._heights_around: dict[tuple[int, float], float] = {}
        # From this width on, name and label stand on one line each at any size they take.
        name, label = (text.length if text else 0 for text in (self._name, self._action))
        largest_name = _LARGEST * 1080 if texts.is_body_copy else _NAME[1]
        self._roomy = self._unit * max(name * largest_name, (label + 2 * _PILL_X) * _ACTION[1]) + 1

    def blocks(self, width: float, height: float) -> Iterator[TextBlock]:
        """What fits: at the largest size, in fewer lines, with too long words whole and cut. The caller chooses."""
        yield from self._blocks(self._message, width, height)
        comfortable = round(_COMFORTABLE * self._unit)
        if self._message.widest * comfortable > width:
            # One long word makes everything small: cut it.
            yield from self._blocks(
                Wrapper(without_long_words(self._texts.message, width / comfortable)), width, height
            )

    def _blocks(self, message: Wrapper, width: float, height: float) -> Iterator[TextBlock]:
        def fits(size: int) -> bool:
            if message.widest * size > width:
                return False
            own = _height(message, size, width)
            return own <= height and own + self._around(size, width) <= height

        smallest = round(_SMALLEST * self._unit)
        size = largest(smallest, self._largest, fits)
        cuts = len(message.text.segments) - len(self._texts.message.segments)
        for _ in range(1 if self._texts.is_body_copy else _LESS_LINES):
            if not size:
                return
            yield replace(self._block(message.balanced(size, width / size), width), cuts=cuts)
            size = _with_fewer_lines(message, smallest, size, width)

    def _around(self, size: int, width: float) -> float:
        """The height of all but the message; asked for often, and mostly the width does not matter."""
        width = min(width, self._roomy)
        known = self._heights_around.get((size, width))
        if known is None:
            block = self._block(replace(self._on_one_line, size=size), width)
            known = self._heights_around[size, width] = block.height - block.message.height
        return known

    def _block(self, message: Setting, width: float) -> TextBlock:
        name, action = self._name_setting(message.size, width), self._action_setting(message.size, width)
        return TextBlock(
            name,
            message,
            action,
            after_name=round(max(0.6 * name.size, 0.38 * message.size)) if name else 0,
            before_action=round(max(0.9 * action.size, 0.55 * message.size)) if action else 0,
        )

    def _name_setting(self, size: int, width: float) -> Setting | None:
        if self._texts.is_body_copy:
            return self._minor(self._name, size * _NAME_OVER_COPY, (_NAME[0], round(_LARGEST * 1080)), width)
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
        chosen = on_one_line if on_one_line >= low else min(wanted, width / max(text.widest, 1e-6))
        return text.balanced(max(1, round(chosen - 0.5)), width / chosen)


def _height(message: Wrapper, size: int, width: float) -> float:
    text = message.text
    return (text.top + text.bottom) * size + round(text.pitch * size) * (message.line_count(width / size) - 1)


def _with_fewer_lines(message: Wrapper, smallest: int, size: int, width: float) -> int | None:
    """The largest size that saves a line."""
    count = message.line_count(width / size)
    return largest(smallest, size, lambda smaller: message.line_count(width / smaller) < count)


def pill_label_top(pill: Box, label: Setting) -> float:
    """Where the label's highest ink must be for capitals to stand in the pill's middle."""
    capitals = 0.714 * label.size  # Noto Sans's cap height
    lines = label.pitch * (len(label.lines) - 1)
    first_baseline = pill.center[1] - lines / 2 + capitals / 2
    return first_baseline - label.text.top * label.size
