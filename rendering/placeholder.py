"""Stands in for a picture that does not exist yet: a crossed grey frame that says so, and looks like no product."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from rendering.text import faces
from rendering.text.line import draw_line

_SIDE = 1024  # px: what the model of a campaign makes
_FRAME = (292, 132, 732, 892)  # px: about as much of the picture as a packshot's product has
_GROUND, _FILL, _LINES, _INK = "#f3f3f1", "#d3d5d8", "#a3a7ad", "#33373d"
_PLATE_HEIGHT, _INSET = 250, 24


def placeholder(name: str, reason: str) -> bytes:
    """A PNG of 1024 x 1024 on plain ground, with the product's name and why there is no picture of it."""
    picture = Image.new("RGB", (_SIDE, _SIDE), _GROUND)
    pen = ImageDraw.Draw(picture)
    left, top, right, bottom = _FRAME
    pen.rectangle(_FRAME, _FILL, _LINES, 4)
    pen.line((left, top, right, bottom), _LINES, 4)
    pen.line((left, bottom, right, top), _LINES, 4)
    middle = (top + bottom) // 2
    pen.rectangle((left + _INSET, middle - _PLATE_HEIGHT // 2, right - _INSET, middle + _PLATE_HEIGHT // 2), _FILL)
    room = right - left - 4 * _INSET
    lines = (("PLACEHOLDER", 48, faces.BOLD), (name, 40, faces.MEDIUM), (reason, 28, faces.MEDIUM))
    for (text, size, weight), y in zip(lines, (middle - 90, middle - 16, middle + 56), strict=True):
        draw_line(picture, text, (left + 2 * _INSET, y), room, size, _INK, weight, align=0.5)
    png = io.BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()
