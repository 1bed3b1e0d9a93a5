"""A brand mark on a transparent ground, for the examples' `logo`."""

from __future__ import annotations

import numpy as np
from PIL import Image

from local.imagemodel.studio.art import Sheet, emblem
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.palette import choose


def mark(color: str, seed: int, size: int) -> Image.Image:
    """`color`: #RRGGBB; `seed` decides which of the marks; `size` in pixels per side."""
    rng = np.random.default_rng(seed)
    look = Look(color, choose(color, rng), rng, 1.0)
    sheet = Sheet(1.0, (0.0, 0.0, 0.0), size)
    emblem(sheet, look, 0.5, 0.5, 0.42, (1.0, 1.0, 1.0))
    picture = Image.new("RGB", (size, size), color)
    picture.putalpha(Image.fromarray((sheet.ink[0] * 255 + 0.5).astype(np.uint8)))
    return picture
