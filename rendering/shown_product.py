"""Measures what a finished variant shows of its product, and how much of it lies under words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PIL import Image

from rendering.contrast import TextInk
from rendering.geometry import Box
from rendering.photograph_map import PhotographMap
from rendering.plain_ground import Mask
from rendering.scene import Placement

# The product is compared in squares, of this many px of the variant or of the source, whichever is larger: what
# resampling does to single pixels is no loss.
_CELL, _SOURCE_CELL = 8, 4
_TOLERANCE = 40  # 0..255, per square and channel
# Of a photograph that is cropped: the least share of the subject (where there is none, of what stands out) that it is
# meant to keep. A subject that loses more of its upper third than _HEAD leaves counts as lost: it is beheaded.
_SUBJECT, _SCENE, _HEAD = 0.7, 0.4, 0.9


class ShownProduct:
    """A product as its source shows it, at its place on a master.

    It is what fills its box; of a photograph that is cropped or written on, it is what stands out of it.
    """

    def __init__(self, placement: Placement) -> None:
        self._placement = placement
        self._map = placement.source.map if placement.is_crop else None
        cell = max(_CELL, round(_SOURCE_CELL * placement.box.width / placement.product.width))
        self._cell = max(1, min(cell, int(placement.box.width), int(placement.box.height)))
        self._area = _squares(placement.box, self._cell)
        self._expected = _expected(placement, self._area, self._cell)
        self._mask = _mask(self._map, placement) if self._map else None

    @property
    def bar(self) -> float:
        """The least share that is to be kept."""
        if self._map is None or self._map.standout.is_product:
            return 1.0
        return _SUBJECT if self._map.standout.subject.any() else _SCENE

    def kept(self, image: Image.Image, x: int, y: int) -> float:
        """Share of the product that the variant really shows, compared square by square with the source.

        `x`, `y`: where the master's corner is on the variant.
        """
        left, top, right, bottom = self._area
        shown = _share_shown(image, self._expected, (left + x, top + y, right + x, bottom + y), self._cell, self._cells)
        if self._map is None:
            return shown
        inside, head = self._map.kept(np.array(self._placement.product))
        return 0.0 if head < _HEAD else float(inside) * shown

    def covered(self, texts: Iterable[TextInk], plates: Iterable[Box], x: int = 0, y: int = 0) -> float:
        """Share of the product under letters or what lies behind labels."""
        box = self._placement.box.moved(x, y)
        if self._mask is None:
            covered = sum(text.within(box) for text in texts) + sum(plate.meet(box).area for plate in plates)
            return covered / max(box.area, 1.0)
        at = int(box.left), int(box.top)
        under = sum(text.on(self._mask, at) for text in texts) + sum(_within(self._mask, plate, at) for plate in plates)
        return under / max(float(self._mask.sum()), 1.0)

    def overlap(self, other: Box, x: int, y: int) -> float:
        """Share of a box that lies on the product."""
        box = self._placement.box.moved(x, y)
        if self._mask is None:
            return box.meet(other).area / other.area
        return _within(self._mask, other, (int(box.left), int(box.top))) / other.area

    @property
    def _cells(self) -> Mask:
        """The squares that are the product's."""
        if self._mask is not None:
            box = self._placement.box
            left, top = self._area[0] - int(box.left), self._area[1] - int(box.top)
            rows, columns = self._expected.height * self._cell, self._expected.width * self._cell
            part = self._mask[top : top + rows, left : left + columns]
            squares = part.reshape(self._expected.height, self._cell, self._expected.width, self._cell)
            own: Mask = squares.mean((1, 3)) > 0.5
            return own
        if self._expected.mode == "RGBA":
            return np.asarray(self._expected.getchannel("A")) > 254
        return np.ones(self._expected.size[::-1], bool)


def _mask(photo: PhotographMap, placement: Placement) -> Mask:
    """What stands out of a photograph, on the canvas's own pixels in the placement's box."""
    either = photo.standout.either
    across, down = either.shape[1] / photo.size[0], either.shape[0] / photo.size[1]
    left, top, right, bottom = placement.product
    window = left * across, top * down, right * across, bottom * down
    size = int(placement.box.width), int(placement.box.height)
    drawn = Image.fromarray(either).convert("L").resize(size, Image.Resampling.BILINEAR, window)
    return np.asarray(drawn) > 127


def _within(mask: Mask, box: Box, at: tuple[int, int]) -> int:
    """Pixels of a mask, whose corner is `at`, in a box."""
    left, top, right, bottom = box.moved(-at[0], -at[1]).pixels()
    return int(np.count_nonzero(mask[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]))


def _squares(box: Box, cell: int) -> tuple[int, int, int, int]:
    """The largest area within a box that whole squares fill, in its middle."""
    left, top, right, bottom = box.pixels()
    width, height = (max(1, side // cell) * cell for side in (right - left, bottom - top))
    left, top = left + (right - left - width) // 2, top + (bottom - top - height) // 2
    return left, top, left + width, top + height


def _expected(placement: Placement, area: tuple[int, int, int, int], cell: int) -> Image.Image:
    """The product as its source shows it, in squares."""
    left, top, right, bottom = area
    behind = placement.source_of(Box(left, top, right, bottom))
    return placement.source.drawn(behind, ((right - left) // cell, (bottom - top) // cell), Image.Resampling.BOX)


def _share_shown(
    image: Image.Image, expected: Image.Image, area: tuple[int, int, int, int], cell: int, own: Mask
) -> float:
    """Of the product's own squares, those that look as in the source."""
    whole = area[0] >= 0 and area[1] >= 0 and area[2] <= image.width and area[3] <= image.height
    shown = image.reduce(cell, area) if whole else image.crop(area).reduce(cell)
    difference = np.abs(np.asarray(shown, np.int16) - np.asarray(expected.convert("RGB"), np.int16)).max(-1)
    kept = (difference <= _TOLERANCE) & _inside_of(image.size, area, expected.size)
    return float(kept[own].mean()) if own.any() else 1.0


def _inside_of(size: tuple[int, int], area: tuple[int, int, int, int], grid: tuple[int, int]) -> Mask:
    """Which cells of a grid over an area lie wholly in a picture of this size."""
    within = []
    for cells, start, end, limit in zip(grid, area[:2], area[2:], size, strict=True):
        edges = np.linspace(start, end, cells + 1)
        within.append((edges[:-1] >= -0.02) & (edges[1:] <= limit + 0.02))
    across, down = within
    return across[None, :] & down[:, None]
