"""Measures a finished JPEG without asking the renderer: what is ink, how it contrasts, where it is, what the product
looks like.

Nothing of `rendering/` is used here but where the source picture was put. WCAG's formulas are written out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
_MOSTLY = 0.25  # of a colour's pixels are thin, if it is ink and not a band of a gradient
_SOLID = 0.3  # of the ink must be inside of strokes: small type is measured by the evidence alone
_TELLS = 2.2  # contrast against most of the ground from which a colour can be told from it
_CELL = 8  # px
_TOLERANCE = 44  # 0..255, mean of a cell


@dataclass(frozen=True, slots=True)
class Ink:
    """Pixels of one text colour, on the whole variant; `near` with the stems that are thick enough for an area."""

    color: Color
    mask: Mask
    near: Mask


def inks(image: Image.Image, colors: tuple[Color, ...], free_of: Edges) -> list[Ink]:
    """What is written in any of the colours that the renderer may write in, outside of the box `free_of`."""
    channels = [np.asarray(band) for band in image.split()]
    outside = _outside(image.size, free_of)
    here = outside[::6, ::6]
    if here.sum() < 30:
        return []
    ground = luminance(np.stack([channel[::6, ::6][here] for channel in channels], -1))
    usual = np.percentile(ground, range(20, 81, 10))
    found = []
    for color in colors:
        own = float(luminance(np.array([color]))[0])
        if usual[0] <= own <= usual[-1] or np.mean([contrast(own, value) > _TELLS for value in usual]) < 0.6:
            continue
        near = outside.copy()
        for channel, value in zip(channels, color, strict=True):
            near &= (np.abs(np.arange(256) - value) < _NEAR)[channel]
        if 0 < near.sum() < _GROUND_SHARE * outside.sum():
            mask = _without_specks(near & ~_areas(near))
            if mask.sum() >= max(60, _MOSTLY * near.sum()):
                found.append(Ink(color, mask, near))
    return found


def weakest_contrast(image: Image.Image, found: list[Ink]) -> float | None:
    """WCAG ratio of the worst ink against what is around its letters; None where none could be told."""
    pixels = np.asarray(image, np.int16)
    values = []
    for ink in found:
        others = np.zeros(pixels.shape[:2], bool)
        for other in found:
            if other is not ink:
                others |= other.near
        if value := _contrast_of(pixels, ink, others):
            values.append(value)
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


def share_inside(box: Edges, window: Edges) -> float:
    """Of the box, in a window of the canvas; a pixel more or less comes from rounding."""
    left, top, right, bottom = box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1
    width = min(right, window[2]) - max(left, window[0])
    height = min(bottom, window[3]) - max(top, window[1])
    return min(1.0, max(0.0, width) * max(0.0, height) / max(1e-6, (right - left) * (bottom - top)))


def common(one: Edges, other: Edges) -> Edges:
    """What two boxes that meet have in common."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def share_kept(image: Image.Image, source: Source, box: Edges) -> float:
    """Of the true product, the share that the variant shows with its own colours: not cut, covered or veiled."""
    scale = (box[2] - box[0]) / (source.box[2] - source.box[0])
    # Less a pixel (of the larger of both) on every side: there, the product and what is beside it share pixels.
    edge = max(1.0, 1.5 * scale)
    seen, own = _inset(box, edge), _inset(source.box, edge / scale)
    cell = max(_CELL, 4 * scale)
    grid = max(1, int((seen[2] - seen[0]) / cell)), max(1, int((seen[3] - seen[1]) / cell))
    shown = _cells(image, grid, _within(seen, image.size))
    expected = _cells(source.truth, grid, own)
    solid = _cells(source.mask.convert("RGB"), grid, own).min(-1) > 254
    if not solid.any():
        return 1.0
    return float((np.abs(shown - expected).max(-1)[solid] <= _TOLERANCE).mean())


def share_filled(image: Image.Image, source: Source, box: Edges) -> float:
    """Share of a canvas that shows the source's own colours where all of it would stand in `box`."""
    visible = _within(box, image.size)
    x, y = source.truth.width / (box[2] - box[0]), source.truth.height / (box[3] - box[1])
    left, top, right, bottom = visible
    behind = (left - box[0]) * x, (top - box[1]) * y, (right - box[0]) * x, (bottom - box[1]) * y
    own = replace(source, box=(int(behind[0]), int(behind[1]), int(behind[2]), int(behind[3])))
    area = (right - left) * (bottom - top)
    return share_kept(image, own, visible) * area / (image.width * image.height)


def luminance(pixels: npt.ArrayLike) -> Floats:
    """Relative luminance as WCAG 2.2 defines it, of 8-bit sRGB."""
    value = np.asarray(pixels, np.float64) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _contrast_of(pixels: npt.NDArray[np.int16], ink: Ink, others: Mask) -> float | None:
    """`others`: what is written in other colours, and no ground."""
    letters, grounds = [], []
    close, closest, written = _grown(ink.near, 6), _grown(ink.near, 4), _grown(others, 6)
    for left, top, right, bottom in _lines(ink.mask):
        line = np.s_[top:bottom, left:right]
        area, mask = pixels[line], ink.mask[line]
        distance, beside = np.abs(area - np.array(ink.color)).max(-1), ~close[line]
        # Strokes of a pixel or two are left out: JPEG leaves none of their own colour, and makes ground of their edges.
        core = _shrunk(mask)
        if core.sum() >= max(20, _SOLID * mask.sum()) and beside.any():
            pale = distance < 0.6 * np.percentile(distance[beside], 90)  # the edges of letters, if near to them
            edges = closest[line] | pale & close[line] | written[line]
            letters.append(luminance(area[core]))
            grounds.append(luminance(area[~edges]))
    if not grounds or sum(map(len, grounds)) < 200:
        return None
    low, high = np.percentile(np.concatenate(grounds), (0.1, 99.9))
    own = float(np.median(np.concatenate(letters)))
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


def _inset(box: Edges, by: float) -> Edges:
    return box[0] + by, box[1] + by, box[2] - by, box[3] - by


def _within(box: Edges, size: tuple[int, int]) -> Edges:
    """A box that leaves the picture is pushed together: then nothing fits any more, and that is seen."""
    return max(0.0, box[0]), max(0.0, box[1]), min(box[2], size[0]), min(box[3], size[1])


def _cells(image: Image.Image, grid: tuple[int, int], box: Edges) -> npt.NDArray[np.int16]:
    return np.asarray(image.resize(grid, Image.Resampling.BOX, box), np.int16)
