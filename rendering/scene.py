"""The picture without words: how each kind of source fills a canvas."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from PIL import Image, ImageFilter

from rendering.backdrop import CELL, COARSE, Continued, continued, enlarged
from rendering.contrast import Color
from rendering.geometry import Box
from rendering.layout import Shape
from rendering.masters import NEARLY_SAME
from rendering.palette import Palette, lit
from rendering.picture import Picture
from rendering.surface import surface

_MARGIN = 0.015  # of the picture, around a product found by difference: the finder sees 1/96 of the side
_MOST_SCALE = 2.5  # beyond it, enlargement is plainly visible: the evidence's bar for resolution
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


class Scene:
    """One canvas of `size` (pixels), with the product at `product`: what no colour changes is made once."""

    def __init__(self, picture: Picture, size: tuple[int, int], product: Box) -> None:
        self._picture, self._size, self._product = picture, size, product

    @property
    def shown(self) -> Box:
        """Where the product really is: all but a continued photograph is drawn on whole pixels."""
        return self._product if self._picture.subject.kind == "uniform" else Box(*self._product.pixels())

    def painted(self, palette: Palette) -> Image.Image:
        """A canvas to draw on."""
        if self._picture.subject.kind == "uniform":
            return self._continued.canvas(self._size)
        left, top, _, _ = self._product.pixels()
        item = self._item
        if self._picture.subject.kind == "textured":
            canvas = Image.new("RGB", self._size, palette.panel(self._picture.thumbnail))
            canvas.paste(item, (left, top))
            _meet_edges(canvas, item, (left, top))
            return canvas
        canvas = _lit(palette.backdrop(self._picture.thumbnail), self._size, self._product)
        _cast_shadow(canvas, item.getchannel("A"), (left, top))
        canvas.paste(item, (left, top), item)
        return canvas

    @cached_property
    def _continued(self) -> Continued:
        """A photograph on a uniform background, which continues over all of the canvas."""
        own, image = product_pixels(self._picture), self._picture.image
        scale = self._product.width / own.width
        left, top = self._product.left - own.left * scale, self._product.top - own.top * scale
        placed = Box(left, top, left + image.width * scale, top + image.height * scale)
        return continued(self._picture.photograph, placed, self._size, self._product)

    @cached_property
    def _item(self) -> Image.Image:
        left, top, right, bottom = self._product.pixels()
        return self._picture.drawn(product_pixels(self._picture), (right - left, bottom - top))


def _meet_edges(canvas: Image.Image, photograph: Image.Image, at: tuple[int, int]) -> None:
    """Its first and last rows again, where a hair of the canvas would show between the photograph and the edge."""
    (left, top), (width, height) = at, photograph.size
    for row, start, gap in ((0, 0, top), (height - 1, top + height, canvas.height - top - height)):
        if 0 < gap <= NEARLY_SAME * canvas.height:
            canvas.paste(photograph.crop((0, row, width, row + 1)).resize((width, gap)), (left, start))


def _lit(color: Color, size: tuple[int, int], product: Box) -> Image.Image:
    """The colour as a wall with a light on it, behind the product."""
    columns, rows = (-(-side // COARSE) for side in size)
    x, y = ((np.arange(-(-side // CELL)) + 0.5) * CELL * COARSE for side in (columns, rows))
    (center_x, center_y), reach = product.center, 0.55 * max(size)
    distance = np.hypot((x[None, :] - center_x) / reach, (y[:, None] - center_y) / reach)
    light = np.exp(-1.4 * distance**2)[..., None]
    dark, bright = (np.array(tone, np.float32) for tone in lit(color))
    return enlarged(surface(dark + (bright - dark) * light, CELL, (columns, rows)), size)


def _cast_shadow(canvas: Image.Image, alpha: Image.Image, at: tuple[int, int]) -> None:
    """Soft, and a little below: the product floats before the wall."""
    blur = max(8, round(0.035 * min(canvas.size)))
    room = 3 * blur
    shadow = Image.new("L", (alpha.width + 2 * room, alpha.height + 2 * room))
    shadow.paste(alpha, (room, room))
    small = shadow.reduce(4).filter(ImageFilter.GaussianBlur(blur / 4))
    shadow = small.resize(shadow.size, Image.Resampling.BILINEAR).point(lambda a: a * _SHADOW)
    canvas.paste((0, 0, 0), (at[0] - room, at[1] - room + round(0.7 * blur)), shadow)
