"""Scores an arrangement by what it gains and what it is penalised for: higher is better."""

from __future__ import annotations

import re
from math import log, sqrt

from rendering.geometry import Box
from rendering.masters import Master
from rendering.text_block import TextBlock
from rendering.text_roles import LEGIBLE, PHONE

# Type, in shares of the reference: below ample it is felt to be small (the more so on a tall canvas, which has room for
# lines), ideal is a headline, beyond that a short message may still shout.
_AMPLE_TYPE, _IDEAL_TYPE = 0.068, 0.088
_LEAST_TYPE = 42 / 1080  # of the width
_ILLEGIBLE = 0.5  # rather a smaller product than type that cannot be read on a phone
# The product, in shares of the canvas side that it fills most; bulk in shares of the reference. A photograph needs
# more: what it shows is smaller.
_LEAST_PRODUCT, _IDEAL_PRODUCT, _IDEAL_BULK = 0.5, 0.7, 0.42
_IDEAL_PHOTO, _IDEAL_PHOTO_BULK = 0.75, 0.60
_BLEED_BONUS = 0.35  # a photograph from edge to edge looks intended, a floating one less so
_CUT = 0.4  # no headline is hyphenated if another arrangement spares it
_LONELY = 0.2  # for each line of a single word
_WIDOW, _SHORT = 0.3, 0.6  # more where it is the last, and short: in shares of the widest line
_BROKEN, _HEADLINE = 0.14, 5  # for each thought that ends inside a line, of so many lines: more are copy
_MANY_LINES, _EACH_LINE = 4, 0.08
_CROWDED = 0.75  # of the safe height: beyond it the words look squeezed in
_THOUGHT_ENDS = re.compile(r"[.!?,;:\u060c\u061f\u0964](?=\s)|[\u3002\uff01\uff1f\u3001\uff0c](?=.)")


def score(block: TextBlock, product: Box, bleeds: bool, is_photo: bool, master: Master) -> float:
    """Gains less penalties. `bleeds`: a photograph touches the canvas's edges; `is_photo`: it could."""
    ideal, bulk = (_IDEAL_PHOTO, _IDEAL_PHOTO_BULK) if is_photo else (_IDEAL_PRODUCT, _IDEAL_BULK)
    fills = max(product.width / master.width, product.height / master.height)
    return (
        type_score(block, master)
        + 0.9 * _up_to(fills / ideal)
        + _up_to(fills / _LEAST_PRODUCT)
        + 0.4 * _up_to(product.area**0.5 / (bulk * master.reference))
        + (_BLEED_BONUS if bleeds else 0)
    )


def type_score(block: TextBlock, master: Master) -> float:
    """Gains less penalties of the words alone."""
    size = block.size / master.reference
    tall = sqrt(max(1.0, master.height / master.width))
    return (
        0.7 * _up_to(size / _IDEAL_TYPE)
        + 1.2 * tall * _up_to(size / _AMPLE_TYPE)
        + 0.25 * log(min(max(size / _IDEAL_TYPE, 1.0), 1.5))
        + 3 * _up_to(block.size / (_LEAST_TYPE * master.width))
        - (_ILLEGIBLE if block.size * PHONE < LEGIBLE * master.width else 0)
        + _lines(block)
        - max(0, block.height / master.text_box.height - _CROWDED)
    )


def _up_to(share: float) -> float:
    """A gain that ends at the ideal; halving is as bad wherever it happens."""
    return log(min(share, 1.0))


def _lines(block: TextBlock) -> float:
    """Penalties for how the message breaks."""
    lines, widths = block.message.lines, block.message.widths
    many = _EACH_LINE * max(0, len(lines) - _MANY_LINES)
    if len(lines) > 2 * _MANY_LINES or len(lines) == 1:
        return -many - _CUT * block.cuts
    # In scripts without spaces each line would count as one word.
    spaced = block.message.text.text.count(" ") >= len(lines) - 1
    lonely = sum(" " not in line for line in lines) if spaced else 0
    widow = _WIDOW if spaced and " " not in lines[-1] and widths[-1] < _SHORT * max(widths) else 0.0
    broken = sum(len(_THOUGHT_ENDS.findall(line)) for line in lines) if len(lines) <= _HEADLINE else 0
    return -many - _CUT * block.cuts - _LONELY * lonely - widow - _BROKEN * broken
