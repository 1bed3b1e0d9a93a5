"""The picture without words: how each kind of source fills a canvas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PIL import Image

from rendering.arrangement import Shape
from rendering.backdrop import cast_shadow, lit_wall
from rendering.color_scheme import ColorScheme
from rendering.continued_background import Continued, continued
from rendering.geometry import Box
from rendering.masters import NEARLY_SAME
from rendering.own_ground import with_own_ground
from rendering.photograph_layout import Photographed
from rendering.source_picture import SourcePicture

_MARGIN = 0.015  # of the picture, around a product found by difference: the finder sees 1/96 of the side
_MOST_SCALE = 2.48  # enlargement is plainly visible beyond 2.5, the evidence's bar; whole pixels round up


def product_pixels(picture: SourcePicture) -> Box:
    """What must stay whole, in the source's pixels: the product, or all of a photograph."""
    width, height = picture.image.size
    left, top, right, bottom = picture.subject.box
    if picture.subject.kind == "uniform":
        left, top, right, bottom = left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN
    return Box(max(0, left) * width, max(0, top) * height, min(1, right) * width, min(1, bottom) * height)


def shape(picture: SourcePicture) -> Shape:
    box = product_pixels(picture)
    photo = Photographed(picture.map, _MOST_SCALE / picture.enlarged) if picture.map else None
    return Shape(box.width, box.height, _MOST_SCALE, picture.subject.kind == "textured", photo, picture.open_sides)


@dataclass(frozen=True, slots=True)
class Placement:
    """A product to be shown: `product` of the source picture (in its pixels), at `box` of the master.

    `is_crop`: that is a part of a photograph that fills the box, chosen for what stands out of it.
    """

    source: SourcePicture
    product: Box
    box: Box
    is_crop: bool = False

    @property
    def resolution(self) -> float:
        """The file's own pixels per pixel shown, on each side."""
        return self.product.width / self.box.width / self.source.enlarged

    def source_of(self, area: Box) -> Box:
        """The source's pixels behind an area of the master."""
        x, y = self.product.width / self.box.width, self.product.height / self.box.height
        left, top, right, bottom = area.moved(-self.box.left, -self.box.top)
        return Box(left * x, top * y, right * x, bottom * y).moved(self.product.left, self.product.top)


class Scene:
    """One canvas of `size` (pixels), with the product at `product`: what no colour changes is made once.

    `shows` is the part of the picture (in its pixels) that is seen there; None: all that must stay whole. `goes_on`:
    around it, its own ground; else a photograph stands on a panel.
    """

    def __init__(
        self,
        picture: SourcePicture,
        size: tuple[int, int],
        product: Box,
        shows: Box | None = None,
        *,
        goes_on: bool = False,
    ) -> None:
        self._picture, self._size, self._product, self._goes_on = picture, size, product, goes_on
        self._shows, self._is_crop = shows or product_pixels(picture), shows is not None

    @property
    def placement(self) -> Placement:
        # All but a continued photograph is drawn on whole pixels.
        shown = self._product if self._picture.subject.kind == "uniform" else Box(*self._product.pixels())
        return Placement(self._picture, self._shows, shown, self._is_crop)

    def painted(self, scheme: ColorScheme) -> Image.Image:
        """A canvas to draw on."""
        if self._picture.subject.kind == "uniform":
            return self._continued.canvas(self._size)
        left, top, _, _ = self._product.pixels()
        item = self._item
        if self._picture.subject.kind == "textured":
            if self._goes_on:
                return with_own_ground(item, (left, top), self._size)
            canvas = Image.new("RGB", self._size, scheme.panel(self._picture.thumbnail))
            canvas.paste(item, (left, top))
            _meet_edges(canvas, item, (left, top))
            return canvas
        canvas = lit_wall(scheme.backdrop(self._picture.thumbnail), self._size, self._product)
        cast_shadow(canvas, item.getchannel("A"), (left, top))
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
        return self._picture.drawn(self._shows, (right - left, bottom - top))


def _meet_edges(canvas: Image.Image, photograph: Image.Image, at: tuple[int, int]) -> None:
    """Repeats a photograph's first and last rows where a hair of the canvas would show beside them."""
    (left, top), (width, height) = at, photograph.size
    for row, start, gap in ((0, 0, top), (height - 1, top + height, canvas.height - top - height)):
        if 0 < gap <= NEARLY_SAME * canvas.height:
            canvas.paste(photograph.crop((0, row, width, row + 1)).resize((width, gap)), (left, start))
