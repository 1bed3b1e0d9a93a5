"""Contrast as WCAG 2.2 defines it, on 8-bit sRGB pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Color = tuple[int, int, int]
Pixels = npt.NDArray[np.uint8]  # (..., 3)

BAR = 4.5  # WCAG 1.4.3 for text
# What to reach before JPEG: saturated colours lose most, and only they are drawn again with the next aim.
AIMS = (4.75, 5.7, 7.0)
_PERCENTILE = 0.1

_value = np.arange(256) / 255
_LINEAR = np.where(_value <= 0.04045, _value / 12.92, ((_value + 0.055) / 1.055) ** 2.4).astype(np.float32)
_RED, _GREEN, _BLUE = _LINEAR * np.float32(0.2126), _LINEAR * np.float32(0.7152), _LINEAR * np.float32(0.0722)


def luminances(pixels: Pixels) -> npt.NDArray[np.float32]:
    values: npt.NDArray[np.float32] = _RED[pixels[..., 0]] + _GREEN[pixels[..., 1]] + _BLUE[pixels[..., 2]]
    return values


def luminance(color: Color) -> float:
    return float(luminances(np.array([color], np.uint8))[0])


def ratio(one: float, other: float) -> float:
    """1 to 21, of two relative luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def between(one: Color, other: Color) -> float:
    return ratio(luminance(one), luminance(other))


@dataclass(frozen=True, slots=True)
class Ground:
    """The darkest and lightest luminance behind a text, but for a thousandth at either end."""

    low: float
    high: float

    @classmethod
    def of(cls, pixels: Pixels) -> Ground:
        values = luminances(pixels).ravel()
        low, high = np.percentile(values, (_PERCENTILE, 100 - _PERCENTILE))
        return cls(float(low), float(high))

    def contrast(self, text: float) -> float:
        """Of a text of this luminance, at its worst place."""
        if self.low <= text <= self.high:
            return 1.0
        return min(ratio(text, self.low), ratio(text, self.high))
