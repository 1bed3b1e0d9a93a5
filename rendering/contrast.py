"""Contrast as WCAG 2.2 defines it, on 8-bit sRGB pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Color = tuple[int, int, int]
Pixels = npt.NDArray[np.uint8]  # (..., 3)
Levels = npt.NDArray[np.uint16]

BAR = 4.5  # WCAG 1.4.3 for text
# What to reach before JPEG: saturated colours lose most, and only they are drawn again with the next aim.
AIMS = (4.75, 5.7, 7.0)
_RARE = 0.001
_UNITS = 32_000

_value = np.arange(256) / 255
_LINEAR = np.where(_value <= 0.04045, _value / 12.92, ((_value + 0.055) / 1.055) ** 2.4).astype(np.float32)
_RED, _GREEN, _BLUE = _LINEAR * np.float32(0.2126), _LINEAR * np.float32(0.7152), _LINEAR * np.float32(0.0722)
_TABLES = tuple(np.round(channel * _UNITS).astype(np.uint16) for channel in (_RED, _GREEN, _BLUE))


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


def levels(pixels: Pixels) -> Levels:
    """The luminances in whole units, of which 1 has _UNITS: fast to find percentiles of."""
    red, green, blue = (table.take(pixels[..., index], mode="clip") for index, table in enumerate(_TABLES))
    values: Levels = red + green + blue
    return values


def middle(values: Levels) -> float:
    """The median luminance of some levels."""
    return _at_share(np.bincount(values).cumsum(), 0.5) / _UNITS


def _at_share(cumulated: npt.NDArray[np.intp], share: float) -> int:
    """The least level that at least this share of them do not exceed."""
    return int(np.searchsorted(cumulated, share * cumulated[-1]))


@dataclass(frozen=True, slots=True)
class Ground:
    """The darkest and lightest luminance behind a text, but for a thousandth at either end."""

    low: float
    high: float

    @classmethod
    def of(cls, pixels: Pixels) -> Ground:
        return cls.at(levels(pixels).ravel())

    @classmethod
    def at(cls, values: Levels) -> Ground:
        cumulated = np.bincount(values).cumsum()
        return cls(_at_share(cumulated, _RARE) / _UNITS, _at_share(cumulated, 1 - _RARE) / _UNITS)

    def contrast(self, text: float) -> float:
        """Of a text of this luminance, at its worst place."""
        if self.low <= text <= self.high:
            return 1.0
        return min(ratio(text, self.low), ratio(text, self.high))
