"""Draws set text into a mask: pixel coverage 0..255, so that the colour can be chosen afterwards. Emoji have theirs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from rendering.geometry import Box
from rendering.text import emoji, faces
from rendering.text.direction import Piece, in_visual_order, last_letter
from rendering.text.emoji import Picture
from rendering.text.fit import Setting
from rendering.text.shaping import shaping


@dataclass(frozen=True, slots=True)
class TextMask:
    """Text as it stands on a canvas: `mask` is its letters' coverage, with its top left corner at `at`.

    `pictures`: its emoji, as they stand on the same canvas.
    """

    mask: Image.Image
    at: tuple[int, int]
    pictures: tuple[Picture, ...] = ()


def text_mask(setting: Setting, box: Box, align: float) -> TextMask:
    """A text drawn within a box's width, from its top; `align` as in `draw`.

    A letter that reaches out of its own width (J, in some faces) moves the text back into the box.
    """
    room = round(0.5 * setting.size)  # for what reaches out of the measured box
    left, top = int(box.left) - room, int(box.top) - room
    mask = Image.new("L", (int(box.width) + 2 * room, setting.height + 2 * room))
    pictures = draw(mask, setting, box.left - left, box.top - top, box.width, align)
    inked = _around([*filter(None, [mask.getbbox()]), *(each.box for each in pictures)])
    furthest = math.floor(box.right) - (inked[2] - inked[0])
    x, y = max(math.ceil(box.left), min(left + inked[0], furthest)), top + inked[1]
    moved = tuple(each.moved(x - inked[0], y - inked[1]) for each in pictures)
    return TextMask(mask.crop(inked), (x, y), moved)


def draw(mask: Image.Image, setting: Setting, left: float, top: float, width: float, align: float) -> list[Picture]:
    """Draws lines within `width` pixels; `align`: 0 left, 0.5 centred, 1 right; `top` is that of the highest ink.

    The emoji of the lines are not in the mask, but in what is returned.
    """
    pictures: list[Picture] = []
    baseline, above = top + setting.text.top * setting.size, ""
    for line, line_width in zip(setting.lines, setting.widths, strict=True):
        x = left + (width - line_width) * align
        pictures += _draw_pieces(mask, in_visual_order(line, setting.text.script, above), setting, x, baseline)
        baseline += setting.pitch
        above = last_letter(line) or above
    return pictures


def _draw_pieces(
    mask: Image.Image, pieces: Iterable[Piece], setting: Setting, x: float, baseline: float
) -> Iterator[Picture]:
    pen = ImageDraw.Draw(mask)
    for piece in pieces:
        if piece.face == faces.COLOR_EMOJI:
            yield _emoji(piece.text, setting.size, x, baseline)
            x += emoji.ADVANCE * setting.size
            continue
        font = faces.load(piece.face, setting.size, setting.text.weight)
        how = shaping(setting.text.language, right_to_left=piece.right_to_left)
        pen.text((x, baseline), piece.text, fill=255, font=font, anchor="ls", **how)
        x += font.getlength(piece.text, **how)


def _emoji(sequence: str, size: int, x: float, baseline: float) -> Picture:
    side = max(1, round(emoji.SIDE * size))
    air = (emoji.ADVANCE * size - side) / 2
    return Picture(emoji.picture(sequence, side), (round(x + air), round(baseline - emoji.ABOVE * size)))


def _around(boxes: Sequence[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
    lefts, tops, rights, bottoms = zip(*(boxes or [(0, 0, 1, 1)]), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
