"""Floor and wall around a product: their light, its shadow and reflection, the picture's grain."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from local.imagemodel.cutout import Floats
from local.imagemodel.product_colors import Rgb

_SMALL = 8  # gradients are soft: an eighth of the resolution is enough
_SOFT = 4  # for shadows
_SHADOW: Rgb = (1.0, 0.988, 0.97)  # what each channel loses of it


def backdrop(width: int, height: int, tone: Rgb, horizon: float) -> Floats:
    """A seamless cove: wall above `horizon` (pixels), floor below, lit from the upper left."""
    y, x = np.mgrid[0 : height // _SMALL + 1, 0 : width // _SMALL + 1].astype(np.float32)
    side = min(width, height) / _SMALL
    y, x = (y - horizon / _SMALL) / side, (x - width / _SMALL / 2) / side
    wall = 0.95 + 0.05 * np.exp(-((x + 0.12) ** 2 + (y + 0.35) ** 2) / 0.30)
    floor = 0.985 + 0.03 * np.exp(-((x + 0.05) ** 2 + (y - 0.05) ** 2) / 0.16) - 0.05 * np.maximum(y, 0)
    mix = np.clip((y + 0.16) / 0.26, 0, 1)
    mix = mix * mix * (3 - 2 * mix)  # no visible line
    falloff = 1 - 0.05 * np.clip((x * x + (y + 0.25) ** 2) - 0.18, 0, 1)
    light = (wall * (1 - mix) + floor * mix) * falloff
    large = np.asarray(Image.fromarray(light.astype(np.float32)).resize((width, height), Image.Resampling.BICUBIC))
    return np.asarray(large * _planes(tone), np.float32)


def cast_shadow(picture: Floats, cover: Floats, ground: int) -> None:
    """Contact shadow and soft shadow of `cover` on the floor, in place; `ground`: the row of its lowest point.

    Both follow the lower edge of the product: where that hangs above the floor, the contact fades.
    """
    height, width = cover.shape
    side = min(width, height)
    edge = _lower_edge(cover, ground, side)
    contact = _blurred(edge, side * 0.006, (width, height)) * 1.8
    near = np.roll(_blurred(edge, side * 0.018, (width, height)), round(side * 0.006), 1) * 2.8
    wide = np.roll(_blurred(edge, side * 0.045, (width, height)), round(side * 0.030), 1) * 5.0
    shade = np.clip(0.36 * contact + 0.24 * near + 0.20 * wide, 0, 0.86)
    picture *= 1 - shade * _planes(_SHADOW)


def _lower_edge(cover: Floats, ground: int, side: int) -> Floats:
    """A band along the product's lower edge, at a fourth of the resolution, weaker the higher it hangs."""
    small = np.asarray(Image.fromarray(cover).reduce(_SOFT), np.float32)
    rows = small.shape[0]
    lowest = rows - 1 - np.argmax(small[::-1] > 0.5, axis=0)
    touched = (small > 0.5).any(0)
    gap = np.maximum(ground / _SOFT - lowest, 0) * _SOFT / side
    weight = np.where(touched, np.exp(-((gap / 0.045) ** 2)), 0)
    y = np.arange(rows)[:, None]
    thick = max(1.5, side * 0.010 / _SOFT)
    return np.asarray(np.clip(1.5 - np.abs(y - lowest[None, :]) / thick, 0, 1) * weight[None, :], np.float32)


def _blurred(mask: Floats, radius: float, size: tuple[int, int]) -> Floats:
    image = Image.fromarray((mask * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius / _SOFT))
    return np.asarray(image.resize(size, Image.Resampling.BICUBIC), np.float32) / np.float32(255)


def reflect(picture: Floats, light: Floats, cover: Floats, ground: int, strength: float) -> None:
    """The product mirrored faintly in the floor, fading away, in place."""
    height = picture.shape[1]
    depth = min(height - ground, height // 6)
    fade = (strength * np.linspace(1, 0, depth, dtype=np.float32) ** 1.8)[:, None]
    mirror = slice(ground - 1, ground - 1 - depth, -1)
    under = picture[:, ground : ground + depth]
    under *= 1 - cover[mirror] * fade
    under += light[:, mirror] * fade


def grain(picture: Floats, rng: np.random.Generator) -> None:
    """Fine film grain, the same on each channel, in place."""
    _, height, width = picture.shape
    tile = rng.standard_normal((256, 256), np.float32) * np.float32(0.0045)
    noise = np.tile(tile, (height // 256 + 1, width // 256 + 1))[:height, :width]
    picture *= 1 + noise


def _planes(color: Rgb) -> Floats:
    """A colour in the shape that spreads over planes."""
    return np.array(color, np.float32)[:, None, None]
