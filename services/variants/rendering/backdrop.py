"""Continues a photograph's uniform background beyond its edges: same light, same grain, no seam."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageFilter

from services.variants.rendering.geometry import Box

_CELL = 12  # px: the background outside is composed on a grid this coarse
_BLURS = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0)  # cells
_SOFTENING = 0.4  # cells of blur per cell of distance: structure fades with distance, as light does
_FEATHER = 72  # px
_GRAIN_TILE = 512

Floats = npt.NDArray[np.float32]


def continued(photo: Image.Image, placed: Box, size: tuple[int, int], product: Box, noise: float) -> Image.Image:
    """The photograph drawn into `placed` on a canvas of `size`, its background continued over the rest.

    `product` (on the canvas) is never blended; `noise` is the grain's standard deviation (0..255).
    """
    canvas_box = Box(0, 0, *size)
    seen = Box(*placed.meet(canvas_box).pixels())
    visible = _resized(photo, placed, seen)
    if seen == canvas_box:
        return visible
    outside = _with_grain(_outside(visible, seen, size), noise)
    outside.paste(visible, seen.pixels()[:2], _feather(seen, size, product))
    return outside


def _resized(photo: Image.Image, placed: Box, seen: Box) -> Image.Image:
    scale = placed.width / photo.width
    left, top, right, bottom = ((edge - origin) / scale for edge, origin in zip(seen, placed[:2] * 2, strict=True))
    box = (max(0.0, left), max(0.0, top), min(photo.width, right), min(photo.height, bottom))
    target = (int(seen.width), int(seen.height))
    return photo.resize(target, Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)


def _outside(visible: Image.Image, seen: Box, size: tuple[int, int]) -> Image.Image:
    columns, rows = (-(-side // _CELL) for side in size)
    left, top = int(seen.left // _CELL), int(seen.top // _CELL)
    right, bottom = (int(-(-edge // _CELL)) for edge in seen[2:])
    small = visible.reduce(4).resize((right - left, bottom - top), Image.Resampling.BOX)
    cells = np.asarray(small)
    padding = ((top, rows - bottom), (left, columns - right), (0, 0))
    edges = Image.fromarray(np.pad(cells, padding, "edge"))
    grid = _softened(edges, _distances(columns, rows, (left, top, right, bottom)))
    area = (0, 0, size[0] / _CELL, size[1] / _CELL)
    return grid.resize(size, Image.Resampling.BICUBIC, box=area)


def _distances(columns: int, rows: int, seen: tuple[int, int, int, int]) -> Floats:
    """Of each cell from the visible photograph, in cells."""
    x, y = np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32)
    beside = np.maximum(np.maximum(seen[0] - x, x - (seen[2] - 1)), 0)
    above = np.maximum(np.maximum(seen[1] - y, y - (seen[3] - 1)), 0)
    return np.hypot(beside[None, :], above[:, None])


def _softened(edges: Image.Image, distances: Floats) -> Image.Image:
    """Each cell from the blur that suits its distance, between the two nearest of the ready blurs."""
    wanted = distances * _SOFTENING
    result = np.zeros((*distances.shape, 3), np.float32)
    for index, radius in enumerate(_BLURS):
        below = _BLURS[index - 1] if index else -1.0
        above = _BLURS[index + 1] if index + 1 < len(_BLURS) else 1e9
        rising, falling = (wanted - below) / (radius - below), (above - wanted) / (above - radius)
        weight = np.clip(np.minimum(rising, falling), 0, 1)
        if not weight.any():
            continue
        blurred = edges.filter(ImageFilter.GaussianBlur(radius)) if radius else edges
        result += np.asarray(blurred, np.float32) * weight[..., None]
    return Image.fromarray(result.round().clip(0, 255).astype(np.uint8))


def _feather(seen: Box, size: tuple[int, int], product: Box) -> Image.Image:
    """Coverage of the photograph: it fades in from each edge that the canvas continues, never over the product."""
    horizontal = _ramp(
        int(seen.width),
        _reach(product.left - seen.left) if seen.left > 0 else 0,
        _reach(seen.right - product.right) if seen.right < size[0] else 0,
    )
    vertical = _ramp(
        int(seen.height),
        _reach(product.top - seen.top) if seen.top > 0 else 0,
        _reach(seen.bottom - product.bottom) if seen.bottom < size[1] else 0,
    )
    coverage = vertical.astype(np.uint16)[:, None] * horizontal.astype(np.uint16)[None, :] // 255
    return Image.fromarray(coverage.astype(np.uint8))


def _reach(gap: float) -> int:
    return int(min(_FEATHER, max(0.0, gap - 2)))


def _ramp(length: int, start: int, end: int) -> npt.NDArray[np.uint8]:
    values = np.full(length, 255, np.uint8)
    for count, part in ((start, values[:start]), (end, values[::-1][:end])):
        if count:
            x = (np.arange(count) + 0.5) / count
            part[:] = np.round(255 * x * x * (3 - 2 * x))
    return values


def _with_grain(image: Image.Image, noise: float) -> Image.Image:
    if noise < 0.4:
        return image
    tile = _grain(round(min(noise, 12.0), 1))
    grain = Image.new("L", image.size)
    for x in range(0, image.width, _GRAIN_TILE):
        for y in range(0, image.height, _GRAIN_TILE):
            grain.paste(tile, (x, y))
    return ImageChops.add(image, Image.merge("RGB", (grain, grain, grain)), offset=-128)


@lru_cache(maxsize=4)
def _grain(noise: float) -> Image.Image:
    values = np.random.default_rng(0).standard_normal((_GRAIN_TILE, _GRAIN_TILE)) * noise
    return Image.fromarray((values.round() + 128).clip(0, 255).astype(np.uint8))
