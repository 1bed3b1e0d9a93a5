"""Soft edges for pasting one picture into another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

from rendering.geometry import Box


def feather(box: Box, reaches: Sequence[int]) -> Image.Image:
    """Coverage of a box's size, rising from nothing over so many pixels at its left, top, right and bottom edge."""
    left, top, right, bottom = reaches
    across, down = _ramp(int(box.width), left, right), _ramp(int(box.height), top, bottom)
    coverage = down.astype(np.uint16)[:, None] * across.astype(np.uint16)[None, :] // 255
    return Image.fromarray(coverage.astype(np.uint8))


def _ramp(length: int, start: int, end: int) -> npt.NDArray[np.uint8]:
    values = np.full(length, 255, np.uint8)
    for count, part in ((start, values[:start]), (end, values[::-1][:end])):
        if count:
            x = (np.arange(len(part)) + 0.5) / count
            part[:] = np.minimum(part, np.round(255 * x * x * (3 - 2 * x)))
    return values
