"""The straightforward program for the same work: for each format decode, scale with Lanczos, step the font size down
until the message fits, draw, encode. No evidence, no search for the product, no continued background."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont, ImageOps

from benchmarks.rendering.cases import LOOK, SHAPES
from rendering.text import faces
from shared.formats import Format
from shared.texts import Texts

Color = tuple[int, int, int]
_PANEL, _TEXT, _PILL, _LABEL = (0, 87, 184), (255, 255, 255), (255, 209, 0), (20, 20, 22)


def render(data: bytes, texts: Texts) -> list[bytes]:
    _font.cache_clear()
    return [_variant(data, texts, shape) for shape in SHAPES]


def _variant(data: bytes, texts: Texts, shape: Format) -> bytes:
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    canvas = Image.new("RGB", (shape.width, shape.height), _PANEL)
    left, top, right, bottom = shape.text_box
    if shape.width > shape.height:
        words, zone = (left, top, (left + right) // 2, bottom), (shape.width // 2, 0, shape.width, shape.height)
    else:
        middle = top + (bottom - top) // 2
        words, zone = (left, top, right, middle), (0, middle, shape.width, shape.height)
    photo = ImageOps.contain(picture, (zone[2] - zone[0], zone[3] - zone[1]), Image.Resampling.LANCZOS)
    canvas.paste(photo, (zone[0] + (zone[2] - zone[0] - photo.width) // 2, zone[3] - photo.height))
    _draw(canvas, texts.message or "", texts.call_to_action or "", words)
    buffer = io.BytesIO()
    canvas.save(buffer, "JPEG", quality=85, subsampling=0)
    return buffer.getvalue()


def _draw(canvas: Image.Image, message: str, action: str, box: tuple[int, int, int, int]) -> None:
    pen = ImageDraw.Draw(canvas)
    left, top, right, bottom = box
    small = _font(34)
    pen.text((left, top), LOOK.product_name, fill=_TEXT, font=small)
    top, bottom = top + 60, bottom - 90
    size = 140
    while True:
        font = _font(size)
        text = _wrapped(pen, message, font, right - left)
        _, _, width, height = pen.multiline_textbbox((0, 0), text, font=font)
        if (width <= right - left and height <= bottom - top) or size <= 14:
            break
        size -= 2
    pen.multiline_text((left, top), text, fill=_TEXT, font=font)
    pill = (left, bottom + 20, left + int(small.getlength(action)) + 68, bottom + 90)
    pen.rounded_rectangle(pill, 35, fill=_PILL)
    pen.text((left + 34, bottom + 55), action, fill=_LABEL, font=small, anchor="lm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Each size is read from its file once a job: kindly, for many such programs read it again for every variant."""
    return faces.load.__wrapped__(faces.SANS, size)


def _wrapped(pen: ImageDraw.ImageDraw, message: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    lines = [""]
    for word in message.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pen.textlength(longer, font=font) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)
