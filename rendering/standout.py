"""Says what must be spared in a photograph: what the network sees in it, and what stands out by arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from PIL import Image, ImageFilter

from rendering.barrier_distance import standing_out
from rendering.geometry import Edges
from rendering.plain_ground import Mask

_SIDE = 256  # px on the longer side: what is decided about a photograph is decided on a grid this fine
_LEAST_SIDE = 16
_LONGEST = 5  # times the other side: a longer strip has nothing to be cropped
_SURE, _LEAST_SUBJECT = 0.6, 0.003  # mean of the network's mask where it says yes, and the share of that
_AT_EDGE = 0.02  # of the width
_HEAD = 1 / 3  # of the subject's height: where heads, lids and faces are


@dataclass(frozen=True, slots=True)
class Standout:
    """What stands out of a photograph, on one grid of its proportions.

    `subject`: by the network, nothing where it sees none; `either`: by it or by arithmetic. `is_product`: the subject
    is a product whose place is certain, and must not be cut at all.
    """

    subject: Mask
    either: Mask
    is_product: bool = False

    @property
    def is_scenery(self) -> bool:
        """Whether the subject goes on beyond the picture on both sides: then more of it may be cut off there."""
        reach = max(1, round(_AT_EDGE * self.subject.shape[1]))
        return not self.is_product and bool(self.subject[:, :reach].any() and self.subject[:, -reach:].any())

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the grid."""
        height, width = self.either.shape
        return width, height

    @property
    def head(self) -> Mask:
        """The subject's upper third."""
        rows = np.flatnonzero(self.subject.any(1))
        head = self.subject.copy()
        if rows.size:
            head[rows[0] + max(2, round((rows[-1] + 1 - rows[0]) * _HEAD)) :] = False
        return head


def is_strip(size: tuple[int, int]) -> bool:
    return max(size) > _LONGEST * min(size)


def boxed(image: Image.Image, box: Edges) -> Standout | None:
    """A product that is known to be in a box (in shares of the picture), with a little air; None in a strip."""
    if is_strip(image.size):
        return None
    width, height = _grid(image)
    left, top, right, bottom = (edge * side for edge, side in zip(box, (width, height) * 2, strict=True))
    product = np.zeros((height, width), bool)
    product[max(0, int(top) - 1) : ceil(bottom) + 1, max(0, int(left) - 1) : ceil(right) + 1] = True
    return Standout(product, product, is_product=True)


def standout(image: Image.Image, salience: Image.Image, product: Mask | None = None) -> Standout | None:
    """What stands out of an RGB picture; `salience` is the network's grey answer, of any size.

    `product` is what differs from plain ground, where it does: a mask of any size, in the picture's proportions.
    None where the network is unsure, as on a busy flat lay: grey, frayed masks say that anything may be the product.
    """
    size = _grid(image)
    values = np.asarray(salience.resize(size, Image.Resampling.BILINEAR), np.float32) / 255
    subject: Mask = values > 0.5
    if subject.mean() <= _LEAST_SUBJECT:
        subject = np.zeros_like(subject)
    elif values[subject].mean() <= _SURE:
        return None
    either = subject | _resized(standing_out(image), size)
    return Standout(subject, either if product is None else either | _resized(product, size))


def _grid(image: Image.Image) -> tuple[int, int]:
    scale = _SIDE / max(image.size)
    return max(_LEAST_SIDE, round(image.width * scale)), max(_LEAST_SIDE, round(image.height * scale))


def _resized(mask: Mask, size: tuple[int, int]) -> Mask:
    return np.asarray(Image.fromarray(mask).convert("L").resize(size, Image.Resampling.BILINEAR)) > 127


def grown(mask: Mask, by: int) -> Mask:
    """The mask, grown by so many cells on every side."""
    picture = Image.fromarray(mask).convert("L")
    return np.asarray(picture.filter(ImageFilter.MaxFilter(2 * by + 1))) > 127
