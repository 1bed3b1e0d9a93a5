"""Finds what stands out faintly beside a product, such as the white bottle around a green label: its edges.

A body two levels (of 255) from its ground has an edge that runs on for a while; soft light and shadows have none. So no
surface needs to be fitted, and what no finder of products sees is noticed all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from rendering.geometry import Edges, union

Floats = npt.NDArray[np.float32]

_CELLS, _LEAST_CELL = 96, 4  # on the longer side; px: what JPEG leaves around an edge, 16 px, is close to it
_REACH = 2  # cells on either side that a cell is compared with
_FAINT, _ABOVE_GRAIN = 1.2, 3.5  # levels of a step that counts; times the usual one, where grain is strong
# Times the largest steps of the outer cells, but never so many levels that a body of four is missed.
_ABOVE_LEFT_OVER, _MOST_LEFT_OVER, _RING = 1.5, 2.5, 8
_WEIGHTS = (1.0, 1.0, 0.4)  # of red, green and blue: JPEG keeps blue coarsely, in steps of three levels
_NEIGHBOURS, _LEAST = 5, 4  # cells of 9 around it that make a cell part of an edge; such cells that make an edge
_CLOSE, _FELT = 4, 1  # cells: from a product's box to what is its own edge; from an edge to where it is felt at least
# Where a product stands, its shadow and reflection have edges of their own: this far around its foot, in shares of the
# longer side; below it, no more than this share of the product's height.
_ABOVE_FOOT, _BELOW_FOOT, _BESIDE_FOOT, _OF_HEIGHT = 0.08, 0.13, 0.07, 0.45
_REBOUND, _STEP = 1.6, 1.5  # shadow and reflection only fade: a body's lower edge is this much stronger than above it


@dataclass(frozen=True, slots=True)
class Traces:
    """The steps of a picture's light: `across` from left to right, `down` from top to bottom, in levels per cell."""

    across: Floats
    down: Floats

    @classmethod
    def of(cls, image: Image.Image) -> Traces:
        cells = _cells(image)
        return cls(_steps(cells.transpose(1, 0, 2)).T, _steps(cells))

    def any(self) -> bool:
        """Whether there is anything to be seen in the picture."""
        return bool(_continuous(self._steps > _FAINT).sum() >= _LEAST)

    def grown(self, box: Edges) -> Edges:
        """The box of a product with all that hangs together with it, however faint."""
        height, width = self._steps.shape
        seen = _continuous(self._steps > self._limit(box))
        grown, last = box, None
        while grown != last:
            last = grown
            near = np.zeros_like(seen)
            near[self._around(grown, _CLOSE)] = True
            rows, columns = (np.flatnonzero((seen & near).any(axis)) for axis in (1, 0))
            if rows.size:
                # A step is felt on both of its sides.
                left, right = int(columns[0]) + _FELT, int(columns[-1]) + 1 - _FELT
                top, bottom = int(rows[0]) + _FELT, int(rows[-1]) + 1 - _FELT
                grown = union([grown, (left / width, top / height, right / width, bottom / height)])
        return grown

    def beside(self, box: Edges) -> bool:
        """Whether anything but shadow and reflection shows outside of a product's box (in shares of the picture)."""
        outside = self._outside(box)
        if not outside.any():
            return False
        limit = self._limit(box)
        side = max(outside.shape)
        rows, columns = self._around(box, 0)
        below = max(_CLOSE, round(min(_BELOW_FOOT * side, _OF_HEIGHT * (rows.stop - rows.start))))
        above, beside = round(_ABOVE_FOOT * side), round(_BESIDE_FOOT * side)
        foot = slice(max(0, rows.stop - above), rows.stop + below)
        outside[foot, max(0, columns.start - beside) : columns.stop + beside] = False
        if _continuous(outside & (self._steps > limit)).sum() >= _LEAST:
            return True
        return _rises(self.down[rows.stop + _REACH : rows.stop + below + _REACH, columns])

    @property
    def _steps(self) -> Floats:
        return np.maximum(self.across, self.down)

    def _around(self, box: Edges, cells: int) -> tuple[slice, slice]:
        """The rows and columns of a box and so many around it."""
        height, width = self.down.shape
        top, bottom = int(box[1] * height) - cells, int(np.ceil(box[3] * height)) + cells
        left, right = int(box[0] * width) - cells, int(np.ceil(box[2] * width)) + cells
        return slice(max(0, top), bottom), slice(max(0, left), right)

    def _outside(self, box: Edges) -> npt.NDArray[np.bool_]:
        outside = np.ones(self.down.shape, bool)
        outside[self._around(box, _CLOSE)] = False
        return outside

    def _limit(self, box: Edges) -> float:
        """The step that counts: more where grain is strong, or compression has left steps of its own on the ground."""
        steps = self._steps
        outside = steps[self._outside(box)]
        grain = _ABOVE_GRAIN * float(np.median(outside)) if outside.size else 0.0
        ring = np.ones(steps.shape, bool)
        ring[_RING:-_RING, _RING:-_RING] = False
        left_over = min(_MOST_LEFT_OVER, _ABOVE_LEFT_OVER * float(np.percentile(steps[ring], 97)))
        return max(_FAINT, grain, left_over)


def _cells(image: Image.Image) -> Floats:
    """Means of equal squares, finer than whole levels: grain and rounding must not look like steps."""
    across = min(max(_LEAST_CELL, max(image.size) // _CELLS), *image.size)
    halves = 2 if 1 < across <= min(image.size) // 2 else 1
    small = image.reduce(across // halves) if across > halves else image
    pixels = np.asarray(small, np.float32)
    height, width = (side // halves for side in pixels.shape[:2])
    starts = [(y, x) for y in range(halves) for x in range(halves)]
    total = sum(pixels[y : height * halves : halves, x : width * halves : halves] for y, x in starts)
    means: Floats = (total * np.array(_WEIGHTS, np.float32) / len(starts)).astype(np.float32)
    return means


def _steps(cells: Floats) -> Floats:
    """How far each cell lies from the line through those above and below it, over three columns."""
    height, width, _ = cells.shape
    steps = np.zeros((height, width), np.float32)
    if height > 2 * _REACH and width > 2:
        bend = 2 * cells[_REACH:-_REACH] - cells[: -2 * _REACH] - cells[2 * _REACH :]
        smooth = (bend[:, :-2] + bend[:, 1:-1] + bend[:, 2:]) / 3
        steps[_REACH:-_REACH, 1:-1] = np.abs(smooth).max(-1)
    return steps


def _continuous(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The cells of a mask that have enough others of it around them: no specks."""
    height, width = mask.shape
    padded = np.pad(mask.astype(np.int8), 1)
    around = sum(padded[y : y + height, x : x + width] for y in range(3) for x in range(3))
    return mask & (around >= _NEIGHBOURS)


def _rises(below: Floats) -> bool:
    """Whether steps get stronger again with the distance from a product's foot."""
    if not below.size:
        return False
    usual = np.percentile(below, 75, axis=1)
    least = np.minimum.accumulate(usual)
    return bool((usual[1:] > _REBOUND * least[:-1] + _STEP).any())
