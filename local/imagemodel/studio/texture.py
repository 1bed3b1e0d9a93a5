"""Cloth, leather and thread."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from local.imagemodel.studio.arrays import Floats
from local.imagemodel.studio.canvas import Canvas, Surface
from local.imagemodel.studio.outline import Point, fill, stroke


def cloth(surface: Surface, rng: np.random.Generator, strength: float = 0.10, coarse: int = 2) -> Floats:
    """Gain of a fine irregular surface; `coarse`: size of a bump in canvas pixels."""
    rows, columns = surface.cover.shape
    noise = rng.standard_normal((rows // coarse + 2, columns // coarse + 2), np.float32)
    large = Image.fromarray(noise).resize((columns, rows), Image.Resampling.BILINEAR)
    return (1 + strength * np.asarray(large)).astype(np.float32)


def bumpy(surface: Surface, rng: np.random.Generator, strength: float = 0.15, coarse: int = 3) -> Surface:
    """The same surface with its normals stirred: leather, terry, knit."""
    rows, columns = surface.cover.shape
    stir = [
        np.asarray(
            Image.fromarray(rng.standard_normal((rows // coarse + 2, columns // coarse + 2), np.float32)).resize(
                (columns, rows), Image.Resampling.BICUBIC
            )
        )
        for _ in range(2)
    ]
    facing = strength * np.clip(1 - surface.nx**2 - surface.ny**2, 0, 1)  # at the rim a stir would turn it away from us
    nx, ny = ((n + facing * s).astype(np.float32) for n, s in zip((surface.nx, surface.ny), stir, strict=True))
    return Surface(surface.window, surface.cover, nx, ny)


def seam(canvas: Canvas, path: Sequence[Point], width: float = 0.0035, strength: float = 0.40) -> None:
    """A pressed line: dark, with a light lip below it."""
    canvas.darken(*fill(canvas, stroke(path, width)), strength)
    canvas.add(
        *fill(canvas, stroke([(x + width * 0.4, y + width) for x, y in path], width * 0.7)), (0.035, 0.035, 0.035)
    )


def stitches(
    canvas: Canvas, path: Sequence[Point], length: float = 0.009, tone: float = 0.16, width: float = 0.0024
) -> None:
    """A dashed thread along a path of evenly spaced points."""
    p = np.asarray(path, float)
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    for start in np.arange(0, far[-1] - length, length * 1.6):
        at = np.array([start, start + length])
        ends = [
            (float(x), float(y)) for x, y in zip(np.interp(at, far, p[:, 0]), np.interp(at, far, p[:, 1]), strict=True)
        ]
        canvas.add(*fill(canvas, stroke(ends, width)), (tone, tone, tone))
