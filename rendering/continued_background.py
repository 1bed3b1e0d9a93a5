"""Continues a photograph's uniform background beyond its edges: same light, same grain, no seam.

What is smooth comes from the coarse canvas (backdrop.py); only the part of the photograph that has detail is drawn on
the canvas's own pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from rendering.accelerator import scaled
from rendering.backdrop import CELL, COARSE, Floats, add_grain, enlarged, feather, grain_reach, surface
from rendering.geometry import Box

_BLURS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)  # cells
_SOFTENING = 0.4  # cells of blur per cell of distance: structure fades with distance, as light does
_AT_EDGE, _INSIDE = 72, 24  # px of feather: where the photograph ends, and where its detail does
# Steps between coarse neighbours (0..255) that count as detail: what is smoother can be enlarged without a trace.
_DETAIL, _DETAIL_PER_NOISE = 3.0, 2.5
_NOISY = 3.0  # grain this strong is a texture of its own, and drawn as it is


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture with all that is needed of it for every canvas: outside of `detail` (a box in its pixels) it is smooth.

    `noise` is the standard deviation (0..255) of its grain.
    """

    image: Image.Image
    coarse: Image.Image
    detail: Box
    noise: float

    @classmethod
    def of(cls, image: Image.Image, noise: float) -> Photograph:
        coarse = image.reduce(COARSE)
        whole = Box(0, 0, *image.size)
        return cls(image, coarse, whole if noise > _NOISY else _detail(coarse, noise).meet(whole), noise)


@dataclass(frozen=True, slots=True)
class Continued:
    """What a canvas is put together from: its coarse picture, and what is drawn sharply `at` its place, by `mask`."""

    coarse: Image.Image
    sharp: Image.Image
    at: tuple[int, int]
    mask: Image.Image
    noise: float

    def canvas(self, size: tuple[int, int]) -> Image.Image:
        canvas = enlarged(self.coarse, size)
        add_grain(canvas, self.noise)
        canvas.paste(self.sharp, self.at, self.mask)
        return canvas


def continued(photo: Photograph, placed: Box, size: tuple[int, int], product: Box) -> Continued:
    """The photograph drawn into `placed` on a canvas of `size`, its background continued over the rest.

    `product` (on the canvas) is never blended.
    """
    seen = Box(*placed.meet(Box(0, 0, *size)).pixels())
    sharp = _sharp(photo, placed, product).meet(seen)
    coarse, margin = _coarse(photo, placed, seen, size), grain_reach(photo.noise)
    if margin:
        coarse = coarse.point([min(max(value, margin), 255 - margin) for value in range(256)] * 3)
    mask = feather(sharp, _reaches(sharp, seen, size, product))
    left, top, _, _ = sharp.pixels()
    return Continued(coarse, _cut(photo.image, placed, sharp), (left, top), mask, photo.noise)


def _detail(coarse: Image.Image, noise: float) -> Box:
    limit = _DETAIL + _DETAIL_PER_NOISE * noise
    boxes = [_steps(coarse, x, y, limit) for x, y in ((1, 0), (0, 1))]
    found = [box for box in boxes if box]
    if not found:
        return Box(0, 0, 0, 0)
    left, top, right, bottom = zip(*found, strict=True)
    around = min(left) - 1, min(top) - 1, max(right) + 2, max(bottom) + 2
    return Box(*(float(edge * COARSE) for edge in around))


def _steps(image: Image.Image, x: int, y: int, limit: float) -> tuple[int, int, int, int] | None:
    """The box around all pixels that differ by more than `limit` from the one `x` further right and `y` below."""
    width, height = image.width - x, image.height - y
    neighbours = image.crop((0, 0, width, height)), image.crop((x, y, x + width, y + height))
    table = [0 if step <= limit else 255 for step in range(256)]
    return ImageChops.difference(*neighbours).point(table * 3).getbbox()


def _sharp(photo: Photograph, placed: Box, product: Box) -> Box:
    """What is drawn on the canvas's own pixels: detail and product, with room for a feather."""
    scale = placed.width / photo.image.width
    edges = [product]
    if photo.detail.area:
        edges.append(Box(*(edge * scale for edge in photo.detail)).moved(placed.left, placed.top))
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    whole = Box(min(lefts), min(tops), max(rights), max(bottoms)).inset(-_INSIDE)
    return Box(*map(float, whole.pixels()))


def _cut(image: Image.Image, placed: Box, seen: Box, kind: Image.Resampling = Image.Resampling.BICUBIC) -> Image.Image:
    """The part of an image, placed on a canvas, that is seen there."""
    across, down = image.width / placed.width, image.height / placed.height
    left, right = ((edge - placed.left) * across for edge in (seen.left, seen.right))
    top, bottom = ((edge - placed.top) * down for edge in (seen.top, seen.bottom))
    return scaled(image, Box(left, top, right, bottom), (int(seen.width), int(seen.height)), kind)


def _coarse(photo: Photograph, placed: Box, seen: Box, size: tuple[int, int]) -> Image.Image:
    """All of the canvas, with a pixel for COARSE x COARSE of its own."""
    columns, rows = (-(-side // COARSE) for side in size)
    area = Box(*(edge / COARSE for edge in placed))
    left, top, right, bottom = (edge / COARSE for edge in seen)
    inner = Box(-(-left // 1), -(-top // 1), right // 1, bottom // 1)
    visible = _cut(photo.coarse, area, inner, Image.Resampling.BILINEAR)  # smooth, or drawn over
    outside = _outside(visible, inner, (columns, rows))
    canvas = Box(0, 0, columns, rows)
    most = _AT_EDGE // COARSE
    sides = [most if own != edge else 0 for own, edge in zip(inner, canvas, strict=True)]
    outside.paste(visible, inner.pixels()[:2], feather(inner, sides))
    return outside


def _outside(visible: Image.Image, seen: Box, size: tuple[int, int]) -> Image.Image:
    columns, rows = (-(-side // CELL) for side in size)
    left, top = int(seen.left // CELL), int(seen.top // CELL)
    right, bottom = (int(-(-edge // CELL)) for edge in seen[2:])
    cells = np.asarray(visible.resize((right - left, bottom - top), Image.Resampling.BOX), np.float32)
    padding = ((top, rows - bottom), (left, columns - right), (0, 0))
    grid = _softened(np.pad(cells, padding, "edge"), _distances(columns, rows, (left, top, right, bottom)))
    return surface(grid, size)


def _distances(columns: int, rows: int, seen: tuple[int, int, int, int]) -> Floats:
    """How far each cell is from the visible photograph, in cells."""
    x, y = np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32)
    beside = np.maximum(np.maximum(seen[0] - x, x - (seen[2] - 1)), 0)
    above = np.maximum(np.maximum(seen[1] - y, y - (seen[3] - 1)), 0)
    return np.hypot(beside[None, :], above[:, None])


def _softened(edges: Floats, distances: Floats) -> Floats:
    """Each cell from the blur that suits its distance, between the two nearest of the ready blurs."""
    wanted, result = distances * _SOFTENING, np.zeros_like(edges)
    # Pillow blurs in 8 bits: stretched over all of them, a background of little range keeps parts of a level.
    beyond = edges[distances > 0]
    low, high = (float(beyond.min()), float(beyond.max())) if beyond.size else (0.0, 255.0)
    stretch = 255 / max(high - low, 1.0)
    stretched = Image.fromarray(np.rint((edges.clip(low, high) - low) * stretch).astype(np.uint8))
    for index, radius in enumerate(_BLURS):
        below = _BLURS[index - 1] if index else -1.0
        above = _BLURS[index + 1] if index + 1 < len(_BLURS) else 1e9
        rising, falling = (wanted - below) / (radius - below), (above - wanted) / (above - radius)
        weight = np.clip(np.minimum(rising, falling), 0, 1)
        if weight.any():
            blurred = stretched.filter(ImageFilter.GaussianBlur(radius)) if radius else stretched
            result += np.asarray(blurred, np.float32) * weight[..., None]
    return result / np.float32(stretch) + np.float32(low)


def _reaches(sharp: Box, seen: Box, size: tuple[int, int], product: Box) -> list[int]:
    """The feather on each side of what is drawn sharply: none at the canvas's edge, and none over the product."""
    before = product.left - sharp.left, product.top - sharp.top
    after = sharp.right - product.right, sharp.bottom - product.bottom
    reaches = []
    for own, end, edge, gap in zip(sharp, seen, (0, 0, *size), before + after, strict=True):
        most = 0 if own == edge else _AT_EDGE if own == end else _INSIDE
        reaches.append(int(min(most, max(0.0, gap - 2))))
    return reaches
