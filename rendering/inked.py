"""Where a drawn text's ink is, pixel by pixel."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from rendering import contrast
from rendering.contrast import Ground
from rendering.geometry import Box
from rendering.words import Drawn

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]

_INK = 24  # coverage (0..255) from which a pixel counts as part of a letter
_FULL = 250
_AROUND = 3  # px: JPEG's ringing next to letters is not what they are read against
_SAMPLES = 32_768  # places, evenly spread: of these, the worst thousandth is 33


@dataclass(frozen=True, slots=True)
class Inked:
    """`ink` has its top left corner at `at`; `core` are places inside the letters, `around` places beside them."""

    ink: Mask
    core: Positions
    around: Positions
    at: tuple[int, int]

    @classmethod
    def of(cls, drawn: Drawn) -> Inked:
        left, top, right, bottom = drawn.mask.getbbox() or (0, 0, 1, 1)
        coverage = np.asarray(drawn.mask.crop((left, top, right, bottom)))
        ink, full = coverage >= _INK, coverage >= _FULL
        core = np.flatnonzero(~_spread(~full, 1))
        around = np.flatnonzero(~_spread(ink, _AROUND))
        at = (drawn.at[0] + left, drawn.at[1] + top)
        return cls(ink, _some(core if core.size else np.flatnonzero(full)), _some(around), at)

    def moved(self, x: int, y: int) -> Inked:
        return replace(self, at=(self.at[0] + x, self.at[1] + y))

    @property
    def amount(self) -> int:
        """Pixels of ink."""
        return int(np.count_nonzero(self.ink))

    def within(self, box: Box) -> int:
        """Pixels of ink in a box."""
        left, top, right, bottom = box.moved(-self.at[0], -self.at[1]).pixels()
        return int(np.count_nonzero(self.ink[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]))

    def contrast(self, image: Image.Image) -> float:
        """WCAG ratio between the letters' own pixels and the worst of those around them."""
        if not (self.core.size and self.around.size):
            return 1.0
        left, top = self.at
        height, width = self.ink.shape
        pixels = np.asarray(image.crop((left, top, left + width, top + height))).reshape(-1, 3)
        around, core = (contrast.levels(pixels.take(places, axis=0)) for places in (self.around, self.core))
        return Ground.at(around).contrast(contrast.middle(core))


def _some(places: Positions) -> Positions:
    return places[:: -(-places.size // _SAMPLES) or 1]


def _spread(mask: Mask, by: int) -> Mask:
    """The mask grown by so many pixels on every side."""
    (height, width), reach = mask.shape, range(2 * by + 1)
    padded = np.pad(mask, by)
    across, grown = np.zeros((height + 2 * by, width), bool), np.zeros((height, width), bool)
    for start in reach:
        across |= padded[:, start : start + width]
    for start in reach:
        grown |= across[start : start + height]
    return grown
