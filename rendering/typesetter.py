"""Sets texts around their message, in sizes of one rhythm."""

from __future__ import annotations

from collections.abc import Iterator

from rendering.masters import Master
from rendering.measured_texts import MeasuredTexts, MinorText
from rendering.text.fit import Wrapper, largest, without_long_words
from rendering.text_block import SetText, TextBlock, TextRow
from rendering.text_roles import Role

# Sizes in px on a canvas 1080 wide: 28 px there is 10 px on a phone 375 px wide.
_SMALLEST, _COMFORTABLE = 13, 60
_LARGEST = 0.125  # of the master's reference
_BESIDE = 0.7  # em between texts of one row
_NEARLY = 0.85  # of its size: a sentence stands on one line rather than on two, but not at any price
_LESS_LINES = 3  # settings of one text in one box: the largest one, and with one and two lines less


class Typesetter:
    """Sets copy into boxes of one master."""

    def __init__(self, texts: MeasuredTexts, master: Master) -> None:
        self._texts = texts
        self._unit = master.width / 1080
        least = (text.role.least for text in texts.minor if text.role.is_copy)
        self._smallest = round(max(_SMALLEST, *least, 0) * self._unit)
        self._largest = round(_LARGEST * master.reference)
        self.is_body_copy = texts.is_body_copy
        # The same questions come again and again while a layout is looked for.
        self._heights_around: dict[tuple[int, float], float] = {}
        self._wrappers_cut: dict[tuple[Role, float], Wrapper] = {}
        # From this width on, each minor text stands on one line at any size it takes.
        self._roomy = self._unit * max((map(_most_width, texts.minor)), default=0.0) + 1

    def blocks(self, width: float, height: float) -> Iterator[TextBlock]:
        """What fits: at the largest size, in fewer lines, with too long words whole and cut. The caller chooses."""
        message = self._texts.wrapper
        yield from self._blocks(message, width, height)
        comfortable = round(_COMFORTABLE * self._unit)
        if message.widest * comfortable > width:
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

        size = largest(self._smallest, self._largest, fits)
        cuts = len(message.text.segments) - len(self._texts.message.segments)
        for _ in range(1 if self.is_body_copy else _LESS_LINES):
            if not size:
                return
            above, below = self._rows(size, width)
            yield TextBlock(above, message.balanced(size, width / size), below, cuts)
            size = _with_fewer_lines(message, self._smallest, size, width)

    def _around(self, size: int, width: float) -> float:
        """The height of all but the message; asked for often, and mostly the width does not matter."""
        width = min(width, self._roomy)
        known = self._heights_around.get((size, width))
        if known is None:
            known = sum(row.height + row.gap for rows in self._rows(size, width) for row in rows)
            self._heights_around[size, width] = known
        return known

    def _rows(self, size: int, width: float) -> tuple[tuple[TextRow, ...], tuple[TextRow, ...]]:
        """What stands above and below a message of this size."""
        return self._joined(self._texts.above, size, width), self._joined(self._texts.below, size, width)

    def _joined(self, texts: tuple[MinorText, ...], size: int, width: float) -> tuple[TextRow, ...]:
        rows: list[TextRow] = []
        for each in (self._set(text, size, width) for text in texts):
            if each.role.joins and rows:
                beside = TextRow((*rows[-1].texts, each), round(_BESIDE * each.setting.size))
                if beside.width <= width and all(text.is_one_line for text in beside.texts):
                    rows[-1] = beside
                    continue
            rows.append(TextRow((each,)))
        return tuple(rows)

    def _set(self, text: MinorText, message_size: int, width: float) -> SetText:
        wrapper, size, limit = self._fitted(text, message_size, width)
        own, of_message = text.role.gap
        gap = round(max(own * size, of_message * message_size))
        return SetText(text.role, wrapper.balanced(size, limit), gap)

    def _fitted(self, text: MinorText, message_size: int, width: float) -> tuple[Wrapper, int, float]:
        """The text to break, its size in px per em, and the room for its lines in em."""
        role, wrapper = text.role, text.wrapper
        low, high = role.least * self._unit, role.most * self._unit
        wanted = min(high, max(low, message_size * role.share))
        if role.plate:
            width -= 2 * role.plate.x * wanted
        if role.is_copy and wrapper.widest * low > width:
            wrapper = self._cut(text, width / low)
        on_one_line = min(wanted, width / max(wrapper.length, 1e-6))
        enough = max(low, _NEARLY * wanted) if role.is_copy else low
        chosen = on_one_line if on_one_line >= enough else min(wanted, width / max(wrapper.widest, 1e-6))
        return wrapper, max(1, round(chosen - 0.5)), width / chosen

    def _cut(self, text: MinorText, limit: float) -> Wrapper:
        known = self._wrappers_cut.get((text.role, limit))
        if known is None:
            known = self._wrappers_cut[text.role, limit] = Wrapper(without_long_words(text.measured, limit))
        return known


def _most_width(text: MinorText) -> float:
    """On one line at its largest, in px on a canvas 1080 wide."""
    air = 2 * text.role.plate.x if text.role.plate else 0.0
    return (text.wrapper.length + air) * text.role.most


def _height(message: Wrapper, size: int, width: float) -> float:
    text = message.text
    return (text.top + text.bottom) * size + round(text.pitch * size) * (message.line_count(width / size) - 1)


def _with_fewer_lines(message: Wrapper, smallest: int, size: int, width: float) -> int | None:
    """The largest size that saves a line."""
    count = message.line_count(width / size)
    return largest(smallest, size, lambda smaller: message.line_count(width / smaller) < count)
