"""Breaks measured text into lines and finds the largest size that fits: arithmetic on em widths, no drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import inf

from rendering.text.characters import SOFT_HYPHEN
from rendering.text.kept_together import at_line_end
from rendering.text.line_balancing import balanced_ends
from rendering.text.measure import Measured, split

_HEADLINE = 40  # segments: longer texts are copy, where evenness is seen less and costs more


@dataclass(frozen=True, slots=True)
class Setting:
    """Text in lines at a size. `size` in pixels per em, `widths` of the lines in pixels."""

    text: Measured
    size: int
    lines: tuple[str, ...]
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        return max(self.widths)

    @property
    def pitch(self) -> int:
        return round(self.text.pitch * self.size)

    @property
    def height(self) -> int:
        """Pixels from the highest ink of the first line to the lowest of the last."""
        return round((self.text.top + self.text.bottom) * self.size) + self.pitch * (len(self.lines) - 1)


class Wrapper:
    """Greedy line breaking over prefix sums; widths in em."""

    def __init__(self, text: Measured) -> None:
        self.text = text
        self._segments = text.segments
        self._starts = [0.0, *accumulate(segment.advance for segment in text.segments)]
        self.widest = text.widest
        # The same questions come again and again while a layout is looked for.
        self._line_counts: dict[float, int] = {}
        self._on_one_line: dict[int, Setting] = {}
        self._most_even: dict[int, tuple[int, ...] | None] = {}

    def line_count(self, limit: float) -> int:
        count = self._line_counts.get(limit)
        if count is None:
            count = self._line_counts[limit] = len(self._ends(limit))
        return count

    def set(self, size: int, limit: float) -> Setting:
        """Lines no wider than `limit` em, where no single part is."""
        return self._set(size, self._ends(limit))

    def _set(self, size: int, ends: Sequence[int]) -> Setting:
        lines, start = [], 0
        for end in ends:
            last = self._segments[end - 1]
            whole = "".join(segment.text for segment in self._segments[start:end])
            text = whole.rstrip() if last.ends_paragraph else at_line_end(whole)
            lines.append(text.rstrip(SOFT_HYPHEN) + "-" if last.hyphenates else text)
            start = end
        return Setting(self.text, size, tuple(lines), tuple(width * size for width in self._widths(ends)))

    def _widths(self, ends: Sequence[int]) -> list[float]:
        pairs = zip((0, *ends), ends, strict=False)
        return [self._starts[end - 1] - self._starts[start] + self._segments[end - 1].width for start, end in pairs]

    @property
    def length(self) -> float:
        """The width of all of it on one line, in em."""
        return self._starts[-1]

    def balanced(self, size: int, limit: float) -> Setting:
        """Lines as many as in `set`, but even ones: no last line with one lonely word."""
        ends = self._ends(limit)
        if len(ends) == 1:
            return self._one_line(size)
        if len(self._segments) <= _HEADLINE:
            return self._set(size, self._even(len(ends), limit) or ends)
        return self._narrowed(size, limit, len(ends))

    def _one_line(self, size: int) -> Setting:
        if size not in self._on_one_line:
            self._on_one_line[size] = self._set(size, [len(self._segments)])
        return self._on_one_line[size]

    def _even(self, count: int, limit: float) -> tuple[int, ...] | None:
        """The most even lines of all mostly fit; only where they don't, the search is made under this limit."""
        if count not in self._most_even:
            self._most_even[count] = balanced_ends(self._segments, self._starts, count, inf)
        ends = self._most_even[count]
        if ends and max(self._widths(ends)) <= limit:
            return ends
        return balanced_ends(self._segments, self._starts, count, limit)

    def _narrowed(self, size: int, limit: float, count: int) -> Setting:
        low, high = max(self.widest, limit / 2.5), limit
        for _ in range(7):
            middle = (low + high) / 2
            if self.line_count(middle) <= count:
                high = middle
            else:
                low = middle
        return self.set(size, high)

    def _ends(self, limit: float) -> list[int]:
        ends, start, room = [], 0, limit + 1e-6
        for index, segment in enumerate(self._segments):
            if index > start and self._starts[index] - self._starts[start] + segment.width > room:
                ends.append(index)
                start = index
            if segment.ends_paragraph:
                ends.append(index + 1)
                start = index + 1
        return ends


def largest(low: int, high: int, fits: Callable[[int], bool]) -> int | None:
    """The largest size in [low, high] that fits; fitting is taken to be monotonic."""
    if not fits(low):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def without_long_words(text: Measured, limit: float) -> Measured:
    """The text with each part wider than `limit` em cut into pieces that fit."""
    if text.widest <= limit:
        return text
    segments = [
        piece
        for segment in text.segments
        for piece in (split(segment, limit, text) if segment.width > limit else (segment,))
    ]
    return replace(text, segments=tuple(segments))
