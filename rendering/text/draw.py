"""Draws set text into a mask: pixel coverage 0..255, so that the colour can be chosen afterwards."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from rendering.geometry import Box
from rendering.text import faces
from rendering.text.direction import Piece, in_visual_order, last_letter
from rendering.text.fit import Setting
from rendering.text.shaping import shaping


@dataclass(frozen=True, slots=True)
class TextMask:
    """Text as it stands on a canvas: `mask` is its coverage, with its top left corner at `at`."""

    mask: Image.Image
    at: tuple[int, int]


def text_mask(setting: Setting, box: Box, align: float) -> TextMask:
    """A text drawn within a box's width, from its top; `align` as in `draw`.

    A letter that reaches out of its own width (J, in some faces) moves the text back into the box.
    """
    room = round(0.5 * setting.size)  # for what reaches out of the measured box
    left, top = int(box.left) - room, int(box.top) - room
    mask = Image.new("L", (int(box.width) + 2 * room, setting.height + 2 * room))
    draw(mask, setting, box.left - left, box.top - top, box.width, align)
    inked = mask.getbbox() or (0, 0, 1, 1)
    furthest = math.floor(box.right) - (inked[2] - inked[0])
    x = max(math.ceil(box.left), min(left + inked[0], furthest))
    return TextMask(mask.crop(inked), (x, top + inked[1]))


def draw(mask: Image.Image, setting: Setting, left: float, top: float, width: float, align: float) -> None:
    """Draws lines within `width` pixels; `align`: 0 left, 0.5 centred, 1 right; `top` is that of the highest ink."""
    baseline, above = top + setting.text.top * setting.size, ""
    for line, line_width in zip(setting.lines, setting.widths, strict=True):
        x = left + (width - line_width) * align
        _draw_pieces(mask, in_visual_order(line, setting.text.script, above), setting, x, baseline)
        baseline += setting.pitch
        above = last_letter(line) or above


def _draw_pieces(mask: Image.Image, pieces: Iterable[Piece], setting: Setting, x: float, baseline: float) -> None:
    pen = ImageDraw.Draw(mask)
    for piece in pieces:
        font = faces.load(piece.face, setting.size, setting.text.weight)
        how = shaping(setting.text.language, right_to_left=piece.right_to_left)
        pen.text((x, baseline), piece.text, fill=255, font=font, anchor="ls", **how)
        x += font.getlength(piece.text, **how)
