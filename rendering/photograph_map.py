"""What a photograph is like in any rectangle of it: how calm, how light, and how much of its subject lies there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from rendering.contrast import BAR, luminances
from rendering.faint_traces import Floats
from rendering.standout import Standout, grown

Doubles = npt.NDArray[np.float64]
Windows = npt.NDArray[np.float64]  # (..., 4): left, top, right, bottom in the source picture's pixels

_STEEPEST = 12.0  # L* per cell: steeper edges don't disturb more
_AIR = 3  # cells around what stands out that words keep free
# Luminances at which white, or near-black, has 4.5:1, with something to spare.
_WHITE_UP_TO, _INK_FROM = 1.05 / BAR - 0.05, 0.2


@dataclass(frozen=True, slots=True)
class Ground:
    """Of each window: the mean steepness of L* per cell, its standard deviation, the share near to what stands out,
    and the share on which one of white and near-black has 4.5:1.
    """

    steepness: Doubles
    spread: Doubles
    near: Doubles
    readable: Doubles


class PhotographMap:
    """Sums over all rectangles of one photograph, on the grid of its `standout`; windows are in its pixels."""

    def __init__(self, image: Image.Image, standout: Standout) -> None:
        self.size = image.size
        self.standout = standout
        width, height = standout.size
        self._cells = width / image.width, height / image.height
        pixels = np.asarray(image.resize((width, height), Image.Resampling.BOX, reducing_gap=2))
        light = luminances(pixels)
        lightness = np.where(light > 0.008856, 116 * np.cbrt(light) - 16, 903.3 * light)
        near = grown(standout.either, _AIR)
        layers = [_steepness(lightness), lightness, lightness**2, near, light <= _WHITE_UP_TO, light >= _INK_FROM]
        self._ground = _sums(np.stack(layers, -1))
        self._spared = _sums(np.stack([standout.either, standout.head], -1))

    def ground(self, windows: Windows) -> Ground:
        means = self._means(windows)
        spread = np.sqrt(np.maximum(means[..., 2] - means[..., 1] ** 2, 0))
        return Ground(means[..., 0], spread, means[..., 3], means[..., 4:6].max(-1))

    def kept(self, windows: Windows) -> tuple[Doubles, Doubles]:
        """The share of what stands out, and of the subject's upper third, in each window; 1 where there is none.

        Of scenery, which goes on beyond the picture, the upper third counts that stands above what the window shows.
        """
        left, top, right, bottom = self._edges(windows)
        found, total = _between(self._spared, left, top, right, bottom), self._spared[-1, -1]
        whole = _between(self._spared, left, 0 * top, right, 0 * bottom + len(self._spared) - 1)
        head = whole[..., 1] if self.standout.is_scenery else total[1]
        return _share(found[..., 0], total[0]), _share(found[..., 1], head)

    def _means(self, windows: Windows) -> Doubles:
        left, top, right, bottom = self._edges(windows)
        count = np.maximum((right - left) * (bottom - top), 1)[..., None]
        means: Doubles = _between(self._ground, left, top, right, bottom) / count
        return means

    def _edges(self, windows: Windows) -> list[npt.NDArray[np.intp]]:
        """Whole cells, at least one, all inside the picture."""
        (width, height), (across, down) = self.standout.size, self._cells
        left, right = (np.rint(windows[..., edge] * across).astype(np.intp) for edge in (0, 2))
        top, bottom = (np.rint(windows[..., edge] * down).astype(np.intp) for edge in (1, 3))
        left, top = left.clip(0, width - 1), top.clip(0, height - 1)
        return [left, top, np.maximum(right, left + 1).clip(1, width), np.maximum(bottom, top + 1).clip(1, height)]


def _share(found: Doubles, total: Doubles) -> Doubles:
    share: Doubles = np.where(total > 0, found / np.maximum(total, 1), 1.0)
    return share


def _steepness(lightness: Floats) -> Floats:
    down, across = np.gradient(lightness)
    steep: Floats = np.minimum(np.hypot(down, across), _STEEPEST)
    return steep


def _sums(layers: npt.NDArray[np.floating]) -> Doubles:
    sums: Doubles = np.pad(layers.astype(np.float64).cumsum(0).cumsum(1), ((1, 0), (1, 0), (0, 0)))
    return sums


def _between(
    sums: Doubles,
    left: npt.NDArray[np.intp],
    top: npt.NDArray[np.intp],
    right: npt.NDArray[np.intp],
    bottom: npt.NDArray[np.intp],
) -> Doubles:
    return sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
