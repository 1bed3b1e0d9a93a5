"""Measures a finished JPEG without asking the renderer: what is ink, how it contrasts, where it is, what the product
looks like.

Nothing of `services/` is used here but where the source picture was put. WCAG's formulas are written out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from tests.render.corpus.sources import Source

Color = tuple[int, int, int]
Edges = tuple[float, float, float, float]
Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_NEAR = 16  # 0..255: JPEG moves the inside of a letter by less
_STEM = 12  # px: half of the thickest stem of a letter; a wider area of the colour is ground, not ink
_GROUND_SHARE = 0.3
_TELLS = 2.2  # contrast against most of the ground from which a colour can be told from it
_CELL = 8  # px
_TOLERANCE = 44  # 0..255, mean of a cell


@dataclass(frozen=True, slots=True)
class Ink:
    """Pixels of one text colour, on the whole variant."""

    color: Color
    mask: Mask


def inks(image: Image.Image, colors: tuple[Color, ...], free_of: Edges) -> list[Ink]:
    """What is written in any of the colours that the renderer may write in, outside of the box `free_of`."""
    channels = [np.asarray(band) for band in image.split()]
    outside = _outside(image.size, free_of)
    here = outside[::6, ::6]
    if here.sum() < 30:
        return []
    ground = luminance(np.stack([channel[::6, ::6][here] for channel in channels], -1))
    usual = np.percentile(ground, range(5, 100, 10))
    found = []
    for color in colors:
        own = float(luminance(np.array([color]))[0])
        if np.mean([contrast(own, value) > _TELLS for value in usual]) < 0.6:
            continue
        near = outside.copy()
        for channel, value in zip(channels, color, strict=True):
            near &= (np.abs(np.arange(256) - value) < _NEAR)[channel]
        if 0 < near.sum() < _GROUND_SHARE * outside.sum():
            mask = _without_specks(near & ~_areas(near))
            if mask.sum() >= 60:
                found.append(Ink(color, mask))
    return found


def weakest_contrast(image: Image.Image, found: list[Ink]) -> float | None:
    """WCAG ratio of the worst line of ink against what is around its letters; None where none could be told."""
    pixels = np.asarray(image, np.int16)
    values = [value for ink in found for box in _lines(ink.mask) if (value := _contrast_in(pixels, ink, box))]
    return min(values, default=None)


def outside_share(found: list[Ink], safe: Edges) -> float:
    """Share of the ink that lies outside of the safe zone."""
    left, top, right, bottom = map(round, safe)
    total = sum(float(ink.mask.sum()) for ink in found)
    inside = sum(float(ink.mask[top:bottom, left:right].sum()) for ink in found)
    return (total - inside) / total if total else 0.0


def placed(box: Edges, picture: Edges, size: tuple[int, int]) -> Edges:
    """A box of the source on the variant; `picture` is where all of the source stands, `size` the source's."""
    x, y = (picture[2] - picture[0]) / size[0], (picture[3] - picture[1]) / size[1]
    return picture[0] + box[0] * x, picture[1] + box[1] * y, picture[0] + box[2] * x, picture[1] + box[3] * y


def share_inside(box: Edges, size: tuple[int, int]) -> float:
    """Of the box, on a canvas of this size; a pixel more or less comes from rounding."""
    left, top, right, bottom = box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1
    width = min(right, size[0]) - max(left, 0)
    height = min(bottom, size[1]) - max(top, 0)
    return min(1.0, max(0.0, width) * max(0.0, height) / max(1e-6, (right - left) * (bottom - top)))


def share_kept(image: Image.Image, source: Source, box: Edges) -> float:
    """Of the true product, the share that the variant shows with its own colours: not cut, covered or veiled."""
    left, top, right, bottom = map(round, box)
    cell = max(_CELL, round(4 * (right - left) / max(1, source.box[2] - source.box[0])))
    grid = max(1, (right - left) // cell), max(1, (bottom - top) // cell)
    shown = _cells(image.crop((left, top, right, bottom)), grid)
    expected = _cells(source.truth.crop(source.box), grid)
    solid = _cells(source.mask.crop(source.box).convert("RGB"), grid).min(-1) > 252
    if not solid.any():
        return 1.0
    return float((np.abs(shown - expected).max(-1)[solid] <= _TOLERANCE).mean())


def luminance(pixels: npt.NDArray[np.generic]) -> Floats:
    """Relative luminance as WCAG 2.2 defines it, of 8-bit sRGB."""
    value = np.asarray(pixels, np.float64) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _contrast_in(pixels: npt.NDArray[np.int16], ink: Ink, box: tuple[int, int, int, int]) -> float | None:
    left, top, right, bottom = box
    area, mask = pixels[top:bottom, left:right], ink.mask[top:bottom, left:right]
    core = _shrunk(mask)
    if core.sum() < 20:
        return None  # strokes of a pixel or two: JPEG leaves none of their own colour
    letters = luminance(area[core])
    distance = np.abs(area - np.array(ink.color)).max(-1)
    ground = np.median(distance[~_grown(mask, 6)]) if (~_grown(mask, 6)).any() else 0
    around = ~_grown(distance < 0.6 * ground, 4)
    if around.sum() < 200:
        return None
    low, high = np.percentile(luminance(area[around]), (0.1, 99.9))
    own = float(np.median(letters))
    return 1.0 if low <= own <= high else min(contrast(own, float(low)), contrast(own, float(high)))


def _lines(mask: Mask) -> Iterator[tuple[int, int, int, int]]:
    """Boxes around rows of ink that hang together."""
    rows = np.flatnonzero(mask.any(1))
    for group in np.split(rows, np.flatnonzero(np.diff(rows) > 6) + 1):
        top, bottom = int(group[0]), int(group[-1]) + 1
        columns = np.flatnonzero(mask[top:bottom].any(0))
        if bottom - top >= 14:
            yield max(0, int(columns[0]) - 8), max(0, top - 8), int(columns[-1]) + 9, bottom + 8


def _outside(size: tuple[int, int], box: Edges) -> Mask:
    outside = np.ones(size[::-1], bool)
    left, top, right, bottom = (max(0, round(edge)) for edge in box)
    outside[top:bottom, left:right] = False
    return outside


def _areas(mask: Mask) -> Mask:
    """The parts of the mask that are thicker than any stem."""
    image = Image.fromarray(mask.astype(np.uint8) * 255)
    thick = image.filter(ImageFilter.BoxBlur(_STEM)).point(lambda v: 255 if v > 250 else 0)
    return np.asarray(thick.filter(ImageFilter.BoxBlur(_STEM + 4)).point(lambda v: 255 if v else 0)) > 0


def _without_specks(mask: Mask) -> Mask:
    return _grown(_shrunk(mask), 1) & mask


def _shrunk(mask: Mask) -> Mask:
    return ~_grown(~mask, 1)


def _grown(mask: Mask, by: int) -> Mask:
    image = Image.fromarray(mask.astype(np.uint8) * 255)
    # A box blur of at most 13 x 13 leaves at least 1 of 255 around a lonely pixel.
    return np.asarray(image.filter(ImageFilter.BoxBlur(by))) > 0


def _cells(image: Image.Image, grid: tuple[int, int]) -> npt.NDArray[np.int16]:
    return np.asarray(image.resize(grid, Image.Resampling.BOX), np.int16)
