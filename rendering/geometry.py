"""Rectangles: on a canvas, in pixels; on a picture, in shares of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw

_FINER = 4  # times: Pillow's own curves have steps


Edges = tuple[float, float, float, float]  # left, top, right, bottom in shares (0..1) of a picture
Sides = tuple[bool, bool, bool, bool]  # left, top, right, bottom
NO_SIDES: Sides = (False, False, False, False)


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def center(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    def inset(self, by: float) -> Box:
        return Box(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def meet(self, other: Box) -> Box:
        """What both cover; of no area where they don't touch."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Box(left, top, max(left, min(self.right, other.right)), max(top, min(self.bottom, other.bottom)))

    def moved(self, x: float, y: float) -> Box:
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def mirrored(self, width: float) -> Box:
        """Left and right exchanged on a canvas of this width."""
        return Box(width - self.right, self.top, width - self.left, self.bottom)

    def pixels(self) -> tuple[int, int, int, int]:
        return round(self.left), round(self.top), round(self.right), round(self.bottom)


def union(boxes: Sequence[Edges]) -> Edges:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def fill_rounded(canvas: Image.Image, box: Box, radius: float, color: tuple[int, int, int]) -> None:
    """Fills a box; `radius` of its corners in pixels, at most half its height."""
    left, top, right, bottom = box.pixels()
    shape = Image.new("L", ((right - left) * _FINER, (bottom - top) * _FINER))
    corners, rounding = (0, 0, shape.width - 1, shape.height - 1), min(radius * _FINER, shape.height / 2)
    ImageDraw.Draw(shape).rounded_rectangle(corners, rounding, fill=255)
    canvas.paste(color, (left, top), shape.reduce(_FINER))
