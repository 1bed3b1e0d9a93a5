"""Balances the lines of a headline: near one width, ending with a thought rather than on a small word."""

from __future__ import annotations

from collections.abc import Sequence

from rendering.text.kept_together import at_line_end
from rendering.text.measure import Segment

_SENTENCE, _CLAUSE = 0.20, 0.12  # what an ending with punctuation is worth, in squared relative width
_SMALL_WORD = 0.06
_DIVIDER, _HYPHEN = 1.0, 0.3  # a line may well be short before a divider: "Brand ·", then its product
_SENTENCE_ENDS, _CLAUSE_ENDS = tuple(".!?\u3002\uff01\uff1f\u0964\u061f"), (*",;:\u2013\u2014\u3001\uff0c\u060c", " -")


def balanced_ends(
    segments: Sequence[Segment], starts: Sequence[float], count: int, limit: float
) -> tuple[int, ...] | None:
    """The ends of exactly `count` lines of at most `limit` em with the least cost; None where there are none.

    `starts` are the prefix sums of the advances. Dynamic programming over (segment, lines so far).
    """
    target = max(starts[-1] / count, 1e-6)
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{} for _ in range(len(segments) + 1)]
    best[0][0] = (0.0, ())
    ending_costs = [*map(_ending_cost, segments[:-1]), 0.0]
    for start in range(len(segments)):
        for end in range(start + 1, len(segments) + 1):
            width = starts[end - 1] - starts[start] + segments[end - 1].width
            if width > limit + 1e-6:
                break
            cost = ((width - target) / target) ** 2 + ending_costs[end - 1]
            for lines, (before, ends) in best[start].items():
                known = best[end].get(lines + 1)
                if lines < count and (known is None or before + cost < known[0]):
                    best[end][lines + 1] = (before + cost, (*ends, end))
            if segments[end - 1].ends_paragraph:
                break
    found = best[-1].get(count)
    return found[1] if found else None


def _ending_cost(segment: Segment) -> float:
    word = segment.text.rstrip()
    if at_line_end(word) != word:
        return -_DIVIDER
    if word.endswith("-") and not word.endswith(_CLAUSE_ENDS):
        return _HYPHEN
    if word.endswith(_SENTENCE_ENDS):
        return -_SENTENCE
    if word.endswith(_CLAUSE_ENDS):
        return -_CLAUSE
    return _SMALL_WORD if len(word) <= 2 and word.isascii() and word.isalpha() else 0.0
