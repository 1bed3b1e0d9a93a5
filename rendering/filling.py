"""How much of a canvas a picture fills, and whether its own ground fills the rest."""

from __future__ import annotations

from rendering.arrangement import Layout, Shape
from rendering.geometry import Box
from rendering.masters import Master

# Of the canvas: less of a photograph beside a panel is a small picture on a flat field. Where their border cuts through
# a thing, which would be seen twice, it may be less.
ENOUGH, ENOUGH_CUT = 0.55, 0.36
_HAIR = 0.05  # of the canvas: so far, what the picture cuts off goes on and is not yet seen twice


def filled(picture: Box, master: Master) -> float:
    """The share of what all formats show that a picture covers."""
    return picture.meet(master.frame).area / master.frame.area


def goes_on(layout: Layout, shape: Shape, master: Master) -> bool:
    """Whether around a picture that is shown whole, its own ground goes on."""
    return shape.goes_on and not (layout.bleeds and filled(layout.product, master) >= ENOUGH)


def is_open(layout: Layout, shape: Shape, master: Master) -> bool:
    """Whether the picture's own ground goes on only across edges where it may, or a hair beyond the others."""
    if not goes_on(layout, shape, master):
        return True
    left, top, right, bottom = layout.product
    width, height = master.width, master.height
    gaps = left / width, top / height, 1 - right / width, 1 - bottom / height
    return all(may or gap <= _HAIR for may, gap in zip(shape.open_sides, gaps, strict=True))
