"""Says what must be spared in a photograph: what the network sees in it, and what stands out by arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from rendering.barrier_distance import standing_out
from rendering.plain_ground import Mask

_SIDE = 256  # px on the longer side: what is decided about a photograph is decided on a grid this fine
_LEAST_SIDE = 16
_LONGEST = 5  # times the other side: a longer strip has nothing to be cropped
_SURE, _LEAST_SUBJECT = 0.6, 0.003  # mean of the network's mask where it says yes, and the share of that
_HEAD = 1 / 3  # of the subject's height: where heads, lids and faces are


@dataclass(frozen=True, slots=True)
class Standout:
    """What stands out of a photograph, on one grid of its proportions.

    `subject`: by the network, nothing where it sees none; `either`: by it or by arithmetic.
    """

    subject: Mask
    either: Mask

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


def standout(image: Image.Image, salience: Image.Image, product: Mask | None = None) -> Standout | None:
    """What stands out of an RGB picture; `salience` is the network's grey answer, of any size.

    `product` is what differs from plain ground, where it does: a mask of any size, in the picture's proportions.
    None where the network is unsure, as on a busy flat lay: grey, frayed masks say that anything may be the product.
    """
    scale = _SIDE / max(image.size)
    size = max(_LEAST_SIDE, round(image.width * scale)), max(_LEAST_SIDE, round(image.height * scale))
    values = np.asarray(salience.resize(size, Image.Resampling.BILINEAR), np.float32) / 255
    subject: Mask = values > 0.5
    if subject.mean() <= _LEAST_SUBJECT:
        subject = np.zeros_like(subject)
    elif values[subject].mean() <= _SURE:
        return None
    either = subject | _resized(standing_out(image), size)
    return Standout(subject, either if product is None else either | _resized(product, size))


def _resized(mask: Mask, size: tuple[int, int]) -> Mask:
    return np.asarray(Image.fromarray(mask).convert("L").resize(size, Image.Resampling.BILINEAR)) > 127


def grown(mask: Mask, by: int) -> Mask:
    """The mask, grown by so many cells on every side."""
    picture = Image.fromarray(mask).convert("L")
    return np.asarray(picture.filter(ImageFilter.MaxFilter(2 * by + 1))) > 127
