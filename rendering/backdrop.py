"""Backdrops and what they are made of: light without streaks, film grain, soft edges; the wall behind a cut-out.

Whatever is smooth is composed on a coarse canvas, a third of the real one's resolution, and enlarged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops

from rendering.color_scheme import lit
from rendering.contrast import Color
from rendering.geometry import Box

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int32]

COARSE = 3  # px of a canvas per px of its coarse twin, on each side
CELL = 8  # coarse px: surfaces are known on a grid this wide

_FINE = 64  # whole numbers per level, and per blend of two neighbours: all sums are exact
_UNIT = _FINE**3
# Standard deviation, in levels. It must survive JPEG, which rounds the mean of 8 x 8 pixels to about half a level.
_DITHER, _DITHER_TILE = 0.6, 256  # levels, px

_GRAIN_TILE = 512  # px
_LEAST_GRAIN, _MOST_GRAIN = 0.4, 12.0  # standard deviations (0..255): below, nothing is seen of it
_GRAIN_STEP = 0.25  # between two that are told apart
_TAIL = 3.0  # standard deviations: what is further out is seldom, and missed by nobody


@dataclass(frozen=True, slots=True)
class _Shadow:
    """Cast by the lowest `part` of a product's height; it fades over `reach` of its width, from `strength` (0..1)."""

    part: float
    reach: float
    strength: float


_SHADOWS = (_Shadow(0.2, 0.11, 0.3), _Shadow(0.06, 0.035, 0.4), _Shadow(0.015, 0.01, 0.5))
_FLAT = 0.55  # of a shadow's reach: the ground is seen at a low angle


def lit_wall(color: Color, size: tuple[int, int], product: Box) -> Image.Image:
    """The colour as a wall with a light on it, behind the product."""
    columns, rows = (-(-side // COARSE) for side in size)
    x, y = ((np.arange(-(-side // CELL)) + 0.5) * CELL * COARSE for side in (columns, rows))
    (center_x, center_y), reach = product.center, 0.55 * max(size)
    distance = np.hypot((x[None, :] - center_x) / reach, (y[:, None] - center_y) / reach)
    light = np.exp(-1.4 * distance**2)[..., None]
    dark, bright = (np.array(tone, np.float32) for tone in lit(color))
    return enlarged(surface(dark + (bright - dark) * light, (columns, rows)), size)


def cast_shadow(canvas: Image.Image, alpha: Image.Image, at: tuple[int, int]) -> None:
    """Draws the shadows of a product that stands: close and dark where it touches the ground, soft and wide around."""
    foot = _foot(alpha)
    if foot is None:
        return
    width = foot[1] - foot[0]
    for shadow in _SHADOWS:
        reach = shadow.reach * width
        part = max(1, round(shadow.part * alpha.height))
        near = alpha.crop((0, max(0, foot[2] - part), alpha.width, foot[2]))
        touching = np.asarray(near, np.float32).max(0) / 255
        room = ceil(3 * reach)
        across = _smoothed(np.pad(touching, room), 0.8 * reach)
        down = np.exp(-((np.arange(-room, room) / (_FLAT * reach)) ** 2))
        coverage = Image.fromarray(np.rint(255 * shadow.strength * down[:, None] * across[None, :]).astype(np.uint8))
        canvas.paste((0, 0, 0), (at[0] - room, at[1] + foot[2] - room), coverage)


def _foot(alpha: Image.Image) -> tuple[int, int, int] | None:
    """Left and right edge of an opaque part, and its lower one."""
    box = alpha.point(lambda value: 255 if value > 127 else 0).getbbox()
    return (box[0], box[2], box[3]) if box else None


def _smoothed(line: npt.NDArray[np.float32], spread: float) -> npt.NDArray[np.float32]:
    reach = ceil(3 * spread)
    kernel = np.exp(-((np.arange(-reach, reach + 1) / max(spread, 0.5)) ** 2) / 2)
    smooth: npt.NDArray[np.float32] = np.convolve(line, kernel / kernel.sum(), "same").astype(np.float32)
    return smooth


def enlarged(coarse: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A coarse picture on its canvas. Smooth as it is, single steps of its values remain single steps."""
    return coarse.resize(size, Image.Resampling.NEAREST, (0, 0, size[0] / COARSE, size[1] / COARSE))


def surface(cells: Floats, size: tuple[int, int]) -> Image.Image:
    """RGB of `size` coarse pixels through the middles of cells (rows, columns, 3; levels 0..255).

    Finer than 8 bits: in whole levels, a soft fall of light would show its steps as streaks; here, dither hides them.
    """
    values: Whole = np.rint(cells.transpose(2, 0, 1) * _FINE).astype(np.int32)
    for axis, length in ((2, size[0]), (1, size[1])):
        values = _blended(values, axis, length)
    for left in range(0, size[0], _DITHER_TILE):
        for top in range(0, size[1], _DITHER_TILE):
            part = values[:, top : top + _DITHER_TILE, left : left + _DITHER_TILE]
            part += _dither()[: part.shape[1], : part.shape[2]]
    bands = (values // _UNIT).clip(0, 255).astype(np.uint8)
    return Image.merge("RGB", [Image.fromarray(band) for band in bands])


def _blended(values: Whole, axis: int, length: int) -> Whole:
    """Each pixel of a line from the two cells whose middles it lies between."""
    count = values.shape[axis]
    place: npt.NDArray[np.float64] = np.clip((np.arange(length) + 0.5) / CELL - 0.5, 0, count - 1)
    first = np.minimum(place.astype(np.intp), max(0, count - 2))
    weights = np.rint((place - first) * _FINE).astype(np.int32).reshape((-1, 1) if axis == 1 else -1)
    steps = np.diff(values, axis=axis, append=values.take([-1], axis))
    blended: Whole = values.take(first, axis) * _FINE + steps.take(first, axis) * weights
    return blended


@lru_cache(maxsize=1)
def _dither() -> Whole:
    """Noise around half a level, for what is cut off behind it."""
    noise = np.random.default_rng(0).standard_normal((_DITHER_TILE, _DITHER_TILE)) * _DITHER + 0.5
    return (noise * _UNIT).astype(np.int32)


def grain_reach(noise: float) -> int:
    """How far the grain of this standard deviation goes, up and down."""
    return 0 if noise < _LEAST_GRAIN else ceil(_TAIL * min(noise, _MOST_GRAIN))


def add_grain(image: Image.Image, noise: float) -> None:
    """Adds film grain to an image that keeps `grain_reach` from black and white, so that no sum overflows."""
    if noise < _LEAST_GRAIN:
        return
    tile = _grain(round(min(noise, _MOST_GRAIN) / _GRAIN_STEP))
    for left in range(0, image.width, _GRAIN_TILE):
        for top in range(0, image.height, _GRAIN_TILE):
            area = (left, top, min(left + _GRAIN_TILE, image.width), min(top + _GRAIN_TILE, image.height))
            image.paste(ImageChops.add_modulo(image.crop(area), tile), area[:2])


@lru_cache(maxsize=4)
def _grain(steps: int) -> Image.Image:
    """A tile of grain, as values modulo 256."""
    noise = steps * _GRAIN_STEP
    values = np.random.default_rng(0).standard_normal((_GRAIN_TILE, _GRAIN_TILE)) * noise
    most = _TAIL * noise
    grey = Image.fromarray(values.clip(-most, most).round().astype(np.int8).view(np.uint8))
    return Image.merge("RGB", (grey, grey, grey))


def feather(box: Box, reaches: Sequence[int]) -> Image.Image:
    """Coverage of a box's size, rising from nothing over so many pixels at its left, top, right and bottom edge."""
    left, top, right, bottom = reaches
    across, down = _ramp(int(box.width), left, right), _ramp(int(box.height), top, bottom)
    coverage = down.astype(np.uint16)[:, None] * across.astype(np.uint16)[None, :] // 255
    return Image.fromarray(coverage.astype(np.uint8))


def _ramp(length: int, start: int, end: int) -> npt.NDArray[np.uint8]:
    values = np.full(length, 255, np.uint8)
    for count, part in ((start, values[:start]), (end, values[::-1][:end])):
        if count:
            x = (np.arange(len(part)) + 0.5) / count
            part[:] = np.minimum(part, np.round(255 * x * x * (3 - 2 * x)))
    return values
