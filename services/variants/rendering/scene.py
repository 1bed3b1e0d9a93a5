"""The picture without words: how each kind of source fills a canvas."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from services.variants.rendering.backdrop import continued
from services.variants.rendering.contrast import Color
from services.variants.rendering.geometry import Box
from services.variants.rendering.layout import Shape
from services.variants.rendering.palette import Palette, lit
from services.variants.rendering.picture import Picture

_MARGIN = 0.015  # of the picture, around a product found by difference: the finder sees 1/96 of the side
_MOST_SCALE = 3.0  # beyond it, enlargement is plainly visible
_SHADOW = 0.28


def product_pixels(picture: Picture) -> Box:
    """What must stay whole, in the source's pixels: the product, or all of a photograph."""
    width, height = picture.image.size
    left, top, right, bottom = picture.subject.box
    if picture.subject.kind == "uniform":
        left, top, right, bottom = left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN
    return Box(max(0, left) * width, max(0, top) * height, min(1, right) * width, min(1, bottom) * height)


def shape(picture: Picture) -> Shape:
    box = product_pixels(picture)
    return Shape(box.width, box.height, _MOST_SCALE, bleeds=picture.subject.kind == "textured")


def paint(picture: Picture, size: tuple[int, int], product: Box, palette: Palette) -> Image.Image:
    """The canvas with the product at `product`."""
    if picture.subject.kind == "uniform":
        own = product_pixels(picture)
        scale = product.width / own.width
        left, top = product.left - own.left * scale, product.top - own.top * scale
        placed = Box(left, top, left + picture.image.width * scale, top + picture.image.height * scale)
        return continued(picture.image, placed, size, product, picture.subject.noise)
    if picture.subject.kind == "cutout":
        return _cutout(picture, size, product, palette)
    canvas = Image.new("RGB", size, palette.panel(picture.image))
    left, top, right, bottom = product.pixels()
    canvas.paste(_scaled(picture.image, (right - left, bottom - top)), (left, top))
    return canvas


def _scaled(image: Image.Image, size: tuple[int, int], box: Box | None = None) -> Image.Image:
    return image.resize(size, Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)


def _cutout(picture: Picture, size: tuple[int, int], product: Box, palette: Palette) -> Image.Image:
    left, top, right, bottom = product.pixels()
    item = _scaled(picture.image, (right - left, bottom - top), product_pixels(picture))
    canvas = _lit(palette.backdrop(picture.image), size, product)
    _cast_shadow(canvas, item.getchannel("A"), (left, top))
    canvas.paste(item, (left, top), item)
    return canvas


def _lit(color: Color, size: tuple[int, int], product: Box) -> Image.Image:
    """The colour as a wall with a light on it, behind the product."""
    x, y = np.linspace(0, size[0], 64), np.linspace(0, size[1], 64)
    (center_x, center_y), reach = product.center, 0.55 * max(size)
    distance = np.hypot((x[None, :] - center_x) / reach, (y[:, None] - center_y) / reach)
    light = np.exp(-1.4 * distance**2)[..., None]
    dark, bright = (np.array(tone, np.float32) for tone in lit(color))
    wall = dark + (bright - dark) * light
    return Image.fromarray(wall.clip(0, 255).round().astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)


def _cast_shadow(canvas: Image.Image, alpha: Image.Image, at: tuple[int, int]) -> None:
    """Soft, and a little below: the product floats before the wall."""
    blur = max(8, round(0.035 * min(canvas.size)))
    room = 3 * blur
    shadow = Image.new("L", (alpha.width + 2 * room, alpha.height + 2 * room))
    shadow.paste(alpha, (room, room))
    small = shadow.reduce(4).filter(ImageFilter.GaussianBlur(blur / 4))
    shadow = small.resize(shadow.size, Image.Resampling.BILINEAR).point(lambda a: a * _SHADOW)
    canvas.paste((0, 0, 0), (at[0] - room, at[1] - room + round(0.7 * blur)), shadow)
