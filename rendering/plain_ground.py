"""Finds a product by arithmetic, by its difference from a plain ground, and says whether that is certain by itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from rendering.faint_traces import Floats
from rendering.geometry import Edges

Mask = npt.NDArray[np.bool_]

_THUMB = 96  # px on the longer side
_PLAIN = 10.0  # residual of the outer ring, 0..255: studio shots 1-7, a page lit unevenly 13, textured photos 46-100
_COVERED = 0.1  # of the outer ring, by a product or its shadow
_NOTICEABLE = 12.0  # difference from the background, 0..255, that belongs to a product
_BLANK = 5.0
_CUT = 0.04  # share of an edge: a product that meets it on more goes on outside of the picture
_SEEN_AT_EDGE = 7.0  # difference, 0..255, whose sudden end would be seen
_REFLECTION = 0.2  # of the product's height: in studio shots its reflection shows 0.03 to 0.11, a pale body 0.33 to 1.6
_SHADE = 4.0  # difference, 0..255, that light makes above the middle of a product, where no shadow falls


@dataclass(frozen=True, slots=True)
class PlainGround:
    """A picture's thumbnail and its `difference` from the smooth `backdrop` through its outer ring: levels, 0..255."""

    thumb: Floats
    difference: Floats
    backdrop: Floats
    residual: float

    @classmethod
    def of(cls, image: Image.Image) -> PlainGround:
        thumb = _thumbnail(image)
        return cls(thumb, *_difference(thumb))

    @classmethod
    def within_rim(cls, image: Image.Image, covered: float = _COVERED) -> PlainGround:
        """The ground by the picture's outermost hundredth, of which a product covers at most a share."""
        thumb = _thumbnail(image)
        return cls(thumb, *_difference(thumb, 1, covered))

    @property
    def is_plain(self) -> bool:
        return self.residual < _PLAIN

    def product(self) -> Mask | None:
        """Where the product is; None where nothing stands out clearly."""
        if self.difference.max() < _BLANK:
            return None
        return _product(self.thumb, self.difference, self.backdrop, max(_NOTICEABLE, 2.5 * self.residual))

    def clear_product(self) -> Mask | None:
        """Where the product is on plain ground; None without either."""
        return self.product() if self.is_plain else None

    def crosses_an_edge(self) -> bool:
        """Whether a shadow or a bend of the ground meets the picture's edge: continued, it would be smeared."""
        edges = (self.difference[0], self.difference[-1], self.difference[:, 0], self.difference[:, -1])
        limit = max(_SEEN_AT_EDGE, 2.5 * self.residual)
        return any(_longest_run(edge > limit) > _CUT * len(edge) for edge in edges)

    def is_even_above(self, box: Edges) -> bool:
        """Whether around the upper half of a product the ground shows nothing but its own light."""
        height, width = self.difference.shape
        left, top, right, bottom = box
        around = np.ones((height, width), bool)
        around[int((top + bottom) / 2 * height) :] = False
        around[max(0, int(top * height) - 3) :, max(0, int(left * width) - 3) : int(right * width) + 4] = False
        limit = max(_SHADE, 2.5 * self.residual)
        return bool((self.difference[around] <= limit).all())


def is_cut(mask: Mask) -> bool:
    """Whether an edge of the picture cuts off what is in the mask."""
    return bool(max(edge.mean() for edge in (mask[0], mask[-1], mask[:, 0], mask[:, -1])) > _CUT)


def box_of(mask: Mask) -> Edges:
    """The box of all that is in a mask, as left, top, right, bottom in shares of it."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    height, width = mask.shape
    return (
        int(columns[0]) / width,
        int(rows[0]) / height,
        (int(columns[-1]) + 1) / width,
        (int(rows[-1]) + 1) / height,
    )


def _longest_run(line: Mask) -> int:
    ends = np.flatnonzero(np.diff(np.concatenate([[False], line, [False]]).astype(np.int8)))
    return int((ends[1::2] - ends[::2]).max(initial=0))


def _thumbnail(image: Image.Image) -> Floats:
    scale = _THUMB / max(image.size)
    width, height = (max(12, round(side * scale)) for side in image.size)
    factor = max(1, min(image.width // width, image.height // height))
    small = image.reduce(factor) if factor > 1 else image
    return np.asarray(small.resize((width, height), Image.Resampling.BOX), np.float32)


def _difference(thumb: Floats, border: int | None = None, covered: float = _COVERED) -> tuple[Floats, Floats, float]:
    """Difference from a smooth surface through the outer ring; that surface; the ring's residual where it is bare."""
    height, width, _ = thumb.shape
    border = border or max(2, round(0.05 * min(height, width)))
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
    return np.abs(thumb - backdrop).max(-1), backdrop, float(np.percentile(residual, 100 * (1 - covered)))


def _product(thumb: Floats, difference: Floats, backdrop: Floats, noticeable: float) -> Mask | None:
    """What stands out, soft shadow and floor reflection left out."""
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
    return shape


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
