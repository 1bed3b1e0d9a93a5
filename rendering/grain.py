"""Film grain as photographs have it, added where a picture is continued."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

import numpy as np
from PIL import Image, ImageChops

_TILE = 512  # px
_LEAST, _MOST = 0.4, 12.0  # standard deviations (0..255): below, nothing is seen of it
_STEP = 0.25  # between two that are told apart
_TAIL = 3.0  # standard deviations: what is further out is seldom, and missed by nobody


def reach(noise: float) -> int:
    """How far the grain of this standard deviation goes, up and down."""
    return 0 if noise < _LEAST else ceil(_TAIL * min(noise, _MOST))


def add_grain(image: Image.Image, noise: float) -> None:
    """`image` keeps its distance of `reach` from black and white: then no sum overflows, and the fast sum serves."""
    if noise < _LEAST:
        return
    tile = _tile(round(min(noise, _MOST) / _STEP))
    for left in range(0, image.width, _TILE):
        for top in range(0, image.height, _TILE):
            area = (left, top, min(left + _TILE, image.width), min(top + _TILE, image.height))
            image.paste(ImageChops.add_modulo(image.crop(area), tile), area[:2])


@lru_cache(maxsize=4)
def _tile(steps: int) -> Image.Image:
    """Values modulo 256."""
    noise = steps * _STEP
    values = np.random.default_rng(0).standard_normal((_TILE, _TILE)) * noise
    most = _TAIL * noise
    grey = Image.fromarray(values.clip(-most, most).round().astype(np.int8).view(np.uint8))
    return Image.merge("RGB", (grey, grey, grey))
