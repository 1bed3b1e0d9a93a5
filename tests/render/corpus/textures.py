"""Photographs without a plain background, drawn: no box in them can be trusted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Floats = npt.NDArray[np.float64]


def noise(width: int, height: int, seed: int = 1) -> Image.Image:
    return _picture(np.random.default_rng(seed).integers(0, 256, (height, width, 3)))


def blotches(width: int, height: int, cells: int = 12, seed: int = 1) -> Image.Image:
    blocks = _picture(np.random.default_rng(seed).integers(0, 256, (cells, cells, 3)))
    return blocks.resize((width, height), Image.Resampling.BICUBIC)


def stripes(width: int, height: int, period: int = 24) -> Image.Image:
    x, y = np.arange(width)[None, :], np.arange(height)[:, None]
    band = ((x + y) // period % 2)[..., None]
    return _picture(band * np.array([250, 240, 230]) + (1 - band) * np.array([20, 60, 120]))


def checks(width: int, height: int, cell: int = 32) -> Image.Image:
    x, y = np.arange(width)[None, :] // cell, np.arange(height)[:, None] // cell
    return _picture(((x + y) % 2 * 255)[..., None].repeat(3, -1))


def sweep(width: int, height: int) -> Image.Image:
    """All hues from left to right, all values from top to bottom."""
    hue = np.linspace(0, 255, width)[None, :].repeat(height, 0)
    value = np.linspace(255, 30, height)[:, None].repeat(width, 1)
    channels = np.stack([hue, np.full_like(hue, 200), value], -1).astype(np.uint8)
    return Image.fromarray(channels, "HSV").convert("RGB")


def foliage(width: int, height: int, seed: int = 3) -> Image.Image:
    """Noise of all scales (1/f), in greens: much fine detail, dark and light."""
    rng = np.random.default_rng(seed)
    total: Floats = np.zeros((height, width))
    cells, weight = 4, 1.0
    while cells < max(width, height):
        layer = Image.fromarray(rng.random((cells, cells)).astype(np.float32))
        total += weight * np.asarray(layer.resize((width, height), Image.Resampling.BICUBIC))
        cells, weight = cells * 2, weight * 0.7
    total = (total - total.min()) / np.ptp(total)
    return _picture(np.stack([total**2 * 200, total * 235, total**3 * 140], -1))


def bokeh(width: int, height: int, seed: int = 5) -> Image.Image:
    """Out-of-focus lights in the dark."""
    rng = np.random.default_rng(seed)
    image = Image.new("RGB", (width, height), (12, 10, 26))
    for _ in range(60):
        color = tuple(int(c) for c in rng.integers(60, 256, 3))
        side = int(rng.integers(width // 30, width // 8))
        disc = Image.radial_gradient("L").resize((side, side)).point(lambda v: 150 if v < 120 else 0)
        image.paste(color, (int(rng.integers(0, width)), int(rng.integers(0, height))), disc)
    return image.filter(ImageFilter.GaussianBlur(2))


def _picture(values: npt.NDArray[np.generic]) -> Image.Image:
    return Image.fromarray(np.asarray(values).clip(0, 255).astype(np.uint8))
