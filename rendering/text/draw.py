"""Draws set text into a mask: pixel coverage 0..255, so that the colour can be chosen afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image, ImageDraw

from rendering.text import faces
from rendering.text.direction import Piece, in_visual_order, last_letter
from rendering.text.fit import Setting
from rendering.text.shaping import shaping


def draw(mask: Image.Image, setting: Setting, left: float, top: float, width: float, align: float) -> None:
    """`align`: 0 left, 0.5 centred, 1 right, within `width` pixels from `left`; `top` is that of the highest ink."""
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
