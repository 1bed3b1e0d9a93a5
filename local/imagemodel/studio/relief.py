"""Surfaces raised from an outline: flat, cushioned, or blown up like a balloon.

The height h of a membrane under pressure solves  lap(h) - h/soft^2 = -1  with h = 0 on the outline. Without the
second term sqrt(2h) of a strip is exactly a half circle; with it the middle flattens `soft` away from the edge.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from local.imagemodel.studio.arrays import Floats
from local.imagemodel.studio.canvas import Canvas, Surface
from local.imagemodel.studio.outline import Point, fill

_GRID = 144  # cells along the longer side of the finest grid


def flat(canvas: Canvas, *outlines: Sequence[Point], normal: tuple[float, float] = (0, 0)) -> Surface:
    window, cover = fill(canvas, *outlines)
    return Surface(window, cover, np.full_like(cover, normal[0]), np.full_like(cover, normal[1]))


def raised(
    canvas: Canvas,
    *outlines: Sequence[Point],
    holes: Sequence[Sequence[Point]] = (),
    soft: float | None = None,
    height: float = 1.0,
) -> Surface:
    """`soft`: how far from the edge (in units) the surface bends, None: all the way. `height` scales the bulge."""
    window, cover = fill(canvas, *outlines, holes=holes)
    h, cell = _membrane(cover, None if soft is None else soft * canvas.scale)
    slope_y, slope_x = np.gradient(h)
    z = np.sqrt(np.maximum(2 * h, 1e-6)) / max(height, 1e-3)
    z = z + (0.02 if soft is None else 0.15) * cell
    length = np.sqrt(slope_x**2 + slope_y**2 + z**2)
    return Surface(window, cover, (-slope_x / length).astype(np.float32), (slope_y / length).astype(np.float32))


def _membrane(cover: Floats, soft: float | None) -> tuple[Floats, float]:
    """h in square pixels on the canvas's grid, and the size in pixels of the finest cell it was solved on."""
    rows, columns = cover.shape
    h: Floats | None = None
    cell = 1.0
    finest = min(_GRID, max(16, max(rows, columns) // 3))
    for cells, rounds in ((finest // 8, 60), (finest // 4, 60), (finest // 2, 50), (finest, 40)):
        if cells < 4:
            continue
        cell = max(rows, columns) / cells
        size = max(3, round(columns / cell)), max(3, round(rows / cell))
        mask = np.asarray(Image.fromarray(cover).resize(size, Image.Resampling.BOX), np.float32)
        start = np.zeros_like(mask) if h is None else _resized(h, size)
        h = _relaxed(np.pad(start, 1), mask, cell, soft, rounds)
    assert h is not None  # noqa: S101  the loop above has run
    return np.maximum(_resized(h, (columns, rows)), 0), cell


def _relaxed(h: Floats, mask: Floats, cell: float, soft: float | None, rounds: int) -> Floats:
    push = np.float32(cell * cell)
    hold = np.float32(4 + (push / (soft * soft) if soft else 0))
    inner = h[1:-1, 1:-1]
    for _ in range(rounds):
        inner[...] = mask * (h[:-2, 1:-1] + h[2:, 1:-1] + h[1:-1, :-2] + h[1:-1, 2:] + push) / hold
    return inner.copy()


def _resized(field: Floats, size: tuple[int, int]) -> Floats:
    return np.array(Image.fromarray(field).resize(size, Image.Resampling.BICUBIC), np.float32)
