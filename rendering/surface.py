"""Smooth surfaces, finer than 8 bits: in whole levels, a soft fall of light would show its steps as streaks."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image

_FINE = 64  # whole numbers per level, and per blend of two neighbours: all sums are exact
_UNIT = _FINE**3
# Standard deviation, in levels. It must survive JPEG, which rounds the mean of 8 x 8 pixels to about half a level.
_DITHER = 0.6
_TILE = 256  # px

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int32]


def surface(cells: Floats, cell: int, size: tuple[int, int]) -> Image.Image:
    """RGB of `size` pixels through the middles of cells that are so many pixels wide; its steps are dithered away.

    `cells` as (rows, columns, 3), in levels 0..255.
    """
    values: Whole = np.rint(cells.transpose(2, 0, 1) * _FINE).astype(np.int32)
    for axis, length in ((2, size[0]), (1, size[1])):
        values = _blended(values, axis, cell, length)
    for left in range(0, size[0], _TILE):
        for top in range(0, size[1], _TILE):
            part = values[:, top : top + _TILE, left : left + _TILE]
            part += _noise()[: part.shape[1], : part.shape[2]]
    bands = (values // _UNIT).clip(0, 255).astype(np.uint8)
    return Image.merge("RGB", [Image.fromarray(band) for band in bands])


def _blended(values: Whole, axis: int, cell: int, length: int) -> Whole:
    """Each pixel of a line from the two cells whose middles it lies between."""
    count = values.shape[axis]
    place: npt.NDArray[np.float64] = np.clip((np.arange(length) + 0.5) / cell - 0.5, 0, count - 1)
    first = np.minimum(place.astype(np.intp), max(0, count - 2))
    weights = np.rint((place - first) * _FINE).astype(np.int32).reshape((-1, 1) if axis == 1 else -1)
    steps = np.diff(values, axis=axis, append=values.take([-1], axis))
    blended: Whole = values.take(first, axis) * _FINE + steps.take(first, axis) * weights
    return blended


@lru_cache(maxsize=1)
def _noise() -> Whole:
    """Around half a level, for what is cut off behind it."""
    noise = np.random.default_rng(0).standard_normal((_TILE, _TILE)) * _DITHER + 0.5
    return (noise * _UNIT).astype(np.int32)
