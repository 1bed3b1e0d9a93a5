"""Array types, and the step from light to pixels and back.

Colour is planar, (3, rows, columns), in linear light: numpy is several times faster over long rows than over triples.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float32]
Rgb: TypeAlias = tuple[float, float, float]  # linear light, 0..1

_LEVELS = 4095


def to_linear(code: float) -> float:
    """An sRGB value 0..1 as linear light (IEC 61966-2-1)."""
    return code / 12.92 if code <= 0.04045 else float(((code + 0.055) / 1.055) ** 2.4)


def _encoding() -> NDArray[np.uint8]:
    light = np.linspace(0, 1, _LEVELS + 1)
    code = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.round(code * 255).astype(np.uint8)


_ENCODED = _encoding()


def to_pixels(light: Floats) -> NDArray[np.uint8]:
    """Rows x columns x 3, sRGB."""
    return np.dstack([_ENCODED[(np.clip(plane, 0, 1) * _LEVELS + 0.5).astype(np.uint16)] for plane in light])


def floats(values: ArrayLike) -> Floats:
    return np.asarray(values, np.float32)


def plain(color: Rgb) -> Floats:
    """A colour in the shape that spreads over planes."""
    return np.array(color, np.float32)[:, None, None]


def smoothstep(low: float, high: float, value: Floats) -> Floats:
    t = np.clip((value - low) / (high - low), 0, 1)
    return floats(t * t * (3 - 2 * t))
