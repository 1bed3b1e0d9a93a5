"""Finds what stands out of a photograph by arithmetic: what no path of its own colours joins to the picture's edge.

After Zhang et al., "Minimum Barrier Salient Object Detection at 80 FPS" (2015), here swept by whole rows and columns.
It knows nothing of what things look like, and errs where the network (salience.py) does not: they are independent.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

from rendering.faint_traces import Floats

Place = tuple[int | slice, ...]

_SIDE = 96  # px on the longer side
_PASSES = 3
_STRONG, _LEAST = 0.6, 12.0  # of the highest barrier but for half a percent; levels (0..255, mean of three channels)


def standing_out(image: Image.Image) -> npt.NDArray[np.bool_]:
    """Where an RGB picture's barriers are highest, on a small grid of its proportions."""
    barrier = _barriers(_lab(image))
    return barrier >= max(_LEAST, _STRONG * float(np.percentile(barrier, 99.5)))


def _lab(image: Image.Image) -> Floats:
    scale = _SIDE / max(image.size)
    size = max(12, round(image.width * scale)), max(12, round(image.height * scale))
    lab = np.asarray(image.resize(size, Image.Resampling.BOX, reducing_gap=2).convert("LAB"))
    return np.stack([lab[..., 0], lab[..., 1] + np.uint8(128), lab[..., 2] + np.uint8(128)]).astype(np.float32)


def _barriers(channels: Floats) -> Floats:
    """For each pixel the least range of levels on any path to the edge, as far as straight sweeps find it."""
    low, high = channels.copy(), channels.copy()
    barrier = np.full_like(channels, np.inf)
    barrier[:, 0] = barrier[:, -1] = barrier[:, :, 0] = barrier[:, :, -1] = 0
    _, height, width = channels.shape
    rows: list[tuple[Place, Place]] = [((slice(None), y), (slice(None), y - 1)) for y in range(1, height)]
    columns: list[tuple[Place, Place]] = [
        ((slice(None), slice(None), x), (slice(None), slice(None), x - 1)) for x in range(1, width)
    ]
    steps = [*rows, *columns]
    there_and_back = steps + [(before, after) for after, before in reversed(steps)]
    for after, before in there_and_back * _PASSES:
        most = np.maximum(high[before], channels[after])
        least = np.minimum(low[before], channels[after])
        better = most - least < barrier[after]
        barrier[after] = np.where(better, most - least, barrier[after])
        high[after], low[after] = np.where(better, most, high[after]), np.where(better, least, low[after])
    result: Floats = barrier.mean(0)
    return result
