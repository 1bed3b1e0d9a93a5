"""What is to be placed on a canvas, and where everything came to stand."""

from __future__ import annotations

from dataclasses import dataclass

from rendering.geometry import NO_SIDES, Box, Sides
from rendering.logo import PlacedLogo
from rendering.photograph_layout import Photographed
from rendering.text_block import TextBlock

_PANORAMA = 2.6  # width : height of what fills a wide canvas only below or above the words


@dataclass(frozen=True, slots=True)
class Shape:
    """What is to be placed: pixels, by how much it may be enlarged, and whether it may touch the canvas's edges.

    `photo`: a photograph that may be cropped and written on; None stays whole. `open_sides`: across which of its edges
    its own ground may go on, where it does not fill the canvas.
    """

    width: float
    height: float
    most_scale: float
    bleeds: bool = False
    photo: Photographed | None = None
    open_sides: Sides = NO_SIDES

    @property
    def goes_on(self) -> bool:
        return any(self.open_sides)

    @property
    def is_panorama(self) -> bool:
        return self.width >= _PANORAMA * self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: `text` is the block's box, `align` of its lines 0 left, 0.5 centred, 1 right.

    `stacked`: words above product. `logo` is None where there is none, or no room for it. `shown` is the share of
    texts that found room. `shows` is the part of the source picture (in its pixels) that fills `product`, None: all
    that must stay whole. `over`: the words stand on the picture. `goes_on`: around `product`, the picture's own ground.
    """

    block: TextBlock
    text: Box
    product: Box
    align: float
    stacked: bool
    bleeds: bool = False
    logo: PlacedLogo | None = None
    shown: float = 1.0
    shows: Box | None = None
    over: bool = False
    goes_on: bool = False
