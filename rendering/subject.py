"""Finds the product in a picture: on a uniform background by its difference, cut out by its transparency.

Nothing here is guessed: a busy photograph counts as a whole, because no box in it can be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from PIL import Image

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Kind = Literal["uniform", "cutout", "textured"]

_THUMB = 96  # px on the longer side
_UNIFORM = 16.0  # residual of the outer ring, 0..255: studio shots 5-7, textured photos 46-100 (measured)
_NOTICEABLE = 12.0  # difference from the background, 0..255, that belongs to a product
_BLANK = 5.0
_CUT = 0.04  # share of an edge: a product that meets it on more goes on outside of the picture
_REFLECTION = 0.2  # of the product's height: in studio shots its reflection shows 0.03 to 0.11, a pale body 0.33 to 1.6
_THINNEST = 50  # times its other side: a longer product box is widened, or it would vanish on a canvas

Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Subject:
    """The product: `box` is left, top, right, bottom in shares (0..1) of the picture; `noise` the grain (0..255)."""

    kind: Kind
    box: Edges
    noise: float = 0.0


def find_subject(image: Image.Image) -> Subject:
    """A picture in which nothing stands out from its background, or that cuts its product off, counts as a whole."""
    if image.mode == "RGBA":
        return Subject("cutout", _thickened(_alpha_box(image), image.size))
    thumb = _thumbnail(image)
    difference, backdrop, residual = _difference(thumb)
    if residual < _UNIFORM and difference.max() >= _BLANK:
        box = _product_box(thumb, difference, backdrop, max(_NOTICEABLE, 2.5 * residual))
        if box:
            return Subject("uniform", _thickened(box, image.size), _noise(image))
    return Subject("textured", (0.0, 0.0, 1.0, 1.0))


def _thickened(box: Edges, size: tuple[int, int]) -> Edges:
    """The box with neither side below 1/_THINNEST of the other, in pixels, where the picture has that much."""
    left, top, right, bottom = box
    width, height = (right - left) * size[0], (bottom - top) * size[1]
    left, right = _widened(left, right, height / _THINNEST / size[0])
    top, bottom = _widened(top, bottom, width / _THINNEST / size[1])
    return left, top, right, bottom


def _widened(start: float, end: float, least: float) -> tuple[float, float]:
    least = min(1.0, least)
    if end - start >= least:
        return start, end
    start = min(max(0.0, (start + end - least) / 2), 1.0 - least)
    return start, start + least


def _alpha_box(image: Image.Image) -> Edges:
    box = image.getchannel("A").point(lambda a: 255 if a > 24 else 0).getbbox()
    left, top, right, bottom = box or (0, 0, *image.size)
    return left / image.width, top / image.height, right / image.width, bottom / image.height


def _thumbnail(image: Image.Image) -> Floats:
    scale = _THUMB / max(image.size)
    width, height = (max(12, round(side * scale)) for side in image.size)
    factor = max(1, min(image.width // width, image.height // height))
    small = image.reduce(factor) if factor > 1 else image
    return np.asarray(small.resize((width, height), Image.Resampling.BOX), np.float32)


def _difference(thumb: Floats) -> tuple[Floats, Floats, float]:
    """Difference from a smooth surface through the outer ring; that surface; the ring's 90th percentile residual."""
    height, width, _ = thumb.shape
    border = max(2, round(0.05 * min(height, width)))
    ring = np.ones((height, width), bool)
    ring[border:-border, border:-border] = False
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    terms = np.stack([np.ones_like(x), x, y, x * x, y * y, x * y, y**3], -1)
    weight = np.ones(int(ring.sum()), np.float32)
    for _ in range(3):  # robust: what crosses the ring, such as a shadow, counts less each time
        weighted = terms[ring] * weight[:, None]
        normal = weighted.T @ weighted + 1e-3 * np.eye(terms.shape[-1], dtype=np.float32)
        coefficients = np.linalg.solve(normal, weighted.T @ (thumb[ring] * weight[:, None]))
        residual = np.abs(thumb[ring] - terms[ring] @ coefficients).max(-1)
        weight = 1 / (1 + (residual / (2.5 * (np.median(residual) + 1))) ** 2)
    backdrop: Floats = np.clip(terms @ coefficients, 0, 255).astype(np.float32)
    return np.abs(thumb - backdrop).max(-1), backdrop, float(np.percentile(residual, 90))


def _product_box(thumb: Floats, difference: Floats, backdrop: Floats, noticeable: float) -> Edges | None:
    """The box of what stands out, soft shadow and floor reflection left out; None where the edge cuts it."""
    solid = (difference > noticeable) & ~_light(thumb, backdrop, difference)
    # A part hangs together in all that differs: a pale handle is light by its values, but belongs to its mug.
    shape = solid & _clear_parts(difference > noticeable, difference * solid)
    if shape.sum() < 9:
        return None
    strong = shape & (difference > max(noticeable, 0.45 * float(np.percentile(difference[shape], 95))))
    strong = _clear_parts(strong, difference)
    rows = np.flatnonzero(strong.any(1))
    span, below = int(rows[-1] - rows[0]), int(np.flatnonzero(shape.any(1))[-1] - rows[-1])
    if below < _REFLECTION * span:  # more of it is no reflection but a pale jar under a dark lid
        # Near the foot only what clearly stands out counts.
        shape[rows[0] + round(0.9 * span) :] = False
        shape |= strong
    if max(edge.mean() for edge in (shape[0], shape[-1], shape[:, 0], shape[:, -1])) > _CUT:
        return None
    rows, columns = np.flatnonzero(shape.any(1)), np.flatnonzero(shape.any(0))
    height, width = shape.shape
    left, right = int(columns[0]), int(columns[-1]) + 1
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    return left / width, top / height, right / width, bottom / height


def _light(thumb: Floats, backdrop: Floats, difference: Floats) -> Mask:
    """Shadow or spotlight: the backdrop times one factor in all channels, without an edge."""
    ratio = (thumb + 1) / (backdrop + 1)
    level = ratio.mean(-1)
    neutral: Mask = np.ptp(ratio, axis=-1) < 0.07
    smooth: Mask = np.hypot(*np.gradient(difference)) < 6
    plausible: Mask = (level > 0.3) & (level < 1.35)
    return neutral & plausible & smooth


def _clear_parts(mask: Mask, difference: Floats) -> Mask:
    """The mask without specks: the connected parts with at least 4 % of the heaviest one's weight."""
    labels = np.where(mask, np.arange(1, mask.size + 1).reshape(mask.shape), 0)
    while True:  # each part takes over its largest label, run by run
        before = labels
        labels = _largest_in_runs(_largest_in_runs(labels, mask).T, mask.T).T
        if (labels == before).all():
            break
    weights = np.bincount(labels.ravel(), (difference * mask).ravel())
    weights[0] = 0
    heavy = np.flatnonzero(weights > 0.04 * weights.max())
    return np.isin(labels, heavy) & mask


def _largest_in_runs(labels: npt.NDArray[np.intp], mask: Mask) -> npt.NDArray[np.intp]:
    """Labels in which each unbroken run of the mask within a row has the largest of its own."""
    starts = mask.copy()
    starts[:, 1:] &= ~mask[:, :-1]
    values, first = labels[mask], np.flatnonzero(starts[mask])
    result = np.zeros_like(labels)
    if first.size:
        result[mask] = np.repeat(np.maximum.reduceat(values, first), np.diff(first, append=values.size))
    return result


def _noise(image: Image.Image) -> float:
    """Standard deviation of the grain, from neighbouring pixels in the corners."""
    side = min(*image.size, max(8, min(image.size) // 16))
    corners = [image.crop((x, 0, x + side, side)) for x in (0, image.width - side)]
    steps = [np.diff(np.asarray(corner.convert("L"), np.float32), axis=1).ravel() for corner in corners]
    grain = np.abs(np.concatenate(steps))
    return float(np.median(grain) / 0.954) if grain.size else 0.0
