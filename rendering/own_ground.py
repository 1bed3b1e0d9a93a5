"""What a photograph that does not fill its canvas goes on with: its own margin, mirrored and soon out of focus.

At the photograph's edge the ground is as sharp as it and its mirror image, so there is no seam; further away it is
blurred the more, so that nothing is seen twice and words find it calm.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from rendering.backdrop import add_grain, grain_reach
from rendering.geometry import Box

Floats = npt.NDArray[np.float32]
Spans = tuple[tuple[int, int], tuple[int, int]]  # of a photograph on a canvas: start and length, down and across

_MARGIN = 0.07  # of each side of the photograph: what is mirrored, to and fro; products mostly stand further inside
_SHARP = 28  # px from the photograph to where its coarse twin is enough
_COARSE = 4  # px of the canvas per px of that, on each side
_BLURS = (0.5, 2.0, 5.0, 12.0, 28.0, 64.0)  # coarse px: the ready ones; between two, a blend of both
_SOFTENING = 0.45  # px of blur per px of distance
_DITHER = 0.6  # levels: it hides the steps of a soft fall of light
_ROOM = grain_reach(_DITHER) + 1


def with_own_ground(photograph: Image.Image, at: tuple[int, int], size: tuple[int, int]) -> Image.Image:
    """A canvas of `size` with an RGB photograph at its place (left, top), and its own ground all around."""
    down, across = (at[1], photograph.height), (at[0], photograph.width)
    pixels = np.asarray(photograph)
    soft = _soft(pixels, (down, across), size).point([min(max(level, _ROOM), 255 - _ROOM) for level in range(256)] * 3)
    canvas = soft.resize(size, Image.Resampling.BICUBIC)
    add_grain(canvas, _DITHER)
    near = Box(*at, at[0] + across[1], at[1] + down[1]).inset(-_SHARP).meet(Box(0, 0, *size))
    left, top, right, bottom = near.pixels()
    rows, columns = _mirrored(*down, range(top, bottom)), _mirrored(*across, range(left, right))
    distances = _distances((down, across), np.arange(top, bottom), np.arange(left, right))
    sharp = Image.fromarray((255 * (1 - distances / _SHARP).clip(0, 1)).astype(np.uint8))
    canvas.paste(Image.fromarray(pixels[rows][:, columns]), (left, top), sharp)
    return canvas


def _soft(pixels: npt.NDArray[np.uint8], spans: Spans, size: tuple[int, int]) -> Image.Image:
    """The ground on a coarse canvas; what lies under the photograph is the photograph."""
    middles = [np.arange(_COARSE // 2, side + _COARSE // 2, _COARSE) for side in (size[1], size[0])]
    rows, columns = (_mirrored(*span, places) for span, places in zip(spans, middles, strict=True))
    whole = Image.fromarray(pixels).filter(ImageFilter.BoxBlur(_COARSE / 2 - 0.5))
    mirrored = Image.fromarray(np.asarray(whole)[rows][:, columns])
    distances = _distances(spans, *middles) * (_SOFTENING / _COARSE)
    canvas = mirrored
    for before, radius in zip((0.0, *_BLURS), _BLURS, strict=False):
        share = (distances - before) / (radius - before)
        blurred = mirrored.filter(ImageFilter.GaussianBlur(radius))
        canvas.paste(blurred, (0, 0), Image.fromarray((255 * share.clip(0, 1)).astype(np.uint8)))
    return canvas


def _mirrored(start: int, length: int, places: npt.ArrayLike) -> npt.NDArray[np.intp]:
    """For places along a canvas's side, the photograph's row or column there: its own, or one of its margin."""
    place, margin = np.asarray(places) - start, max(1, round(_MARGIN * length))
    beyond = np.where(place < 0, -1 - place, place - length) % (2 * margin)
    depth = np.minimum(beyond, 2 * margin - 1 - beyond)
    outside = np.where(place < 0, depth, length - 1 - depth)
    result: npt.NDArray[np.intp] = np.where((place < 0) | (place >= length), outside, place)
    return result


def _distances(spans: Spans, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]) -> Floats:
    """How far each place is from the photograph, in px."""
    down, across = (
        np.maximum(np.maximum(start - places, places - (start + length - 1)), 0).astype(np.float32)
        for (start, length), places in zip(spans, (rows, columns), strict=True)
    )
    distances: Floats = np.hypot(down[:, None], across[None, :])
    return distances
