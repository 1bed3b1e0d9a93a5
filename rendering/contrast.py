"""Contrast as WCAG 2.2 defines it, on 8-bit sRGB pixels: of two colours, of a ground, of a text as it was drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops

from rendering.encode import as_jpeg_shows
from rendering.geometry import Box
from rendering.text.draw import TextMask

Color = tuple[int, int, int]
Pixels = npt.NDArray[np.uint8]  # (..., 3)
Levels = npt.NDArray[np.uint16]
Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]

BAR = 4.5  # WCAG 1.4.3 for text
# What to reach before JPEG: saturated colours lose most, and only they are drawn again with the next aim.
AIMS = (4.75, 5.7, 7.0)
_MOST = 21.0
_RARE = 0.001
_PART = 64  # px: about a letter of a headline
_UNITS = 32_000

_INK, _FULL = 24, 250  # coverage (0..255) from which a pixel counts as part of a letter, and as inside of it
_AROUND = 3  # px: JPEG's ringing next to letters is not what they are read against
_SAMPLES = 32_768  # places, evenly spread: of these, the worst thousandth is 33
_PIECE = (192, 96)  # px of a text that is tried beforehand: some letters
_BLOCK = 8  # px: cut along JPEG's own blocks, the piece loses exactly what the whole picture would

_value = np.arange(256) / 255
_LINEAR = np.where(_value <= 0.04045, _value / 12.92, ((_value + 0.055) / 1.055) ** 2.4).astype(np.float32)
_RED, _GREEN, _BLUE = _LINEAR * np.float32(0.2126), _LINEAR * np.float32(0.7152), _LINEAR * np.float32(0.0722)
_TABLES = tuple(np.round(channel * _UNITS).astype(np.uint16) for channel in (_RED, _GREEN, _BLUE))


def as_color(channels: Iterable[float]) -> Color:
    """Three channels (0..255) as whole numbers, cut off behind the point."""
    red, green, blue = map(int, channels)
    return red, green, blue


def luminances(pixels: Pixels) -> npt.NDArray[np.float32]:
    values: npt.NDArray[np.float32] = _RED[pixels[..., 0]] + _GREEN[pixels[..., 1]] + _BLUE[pixels[..., 2]]
    return values


def luminance(color: Color) -> float:
    return float(luminances(np.array([color], np.uint8))[0])


def ratio(one: float, other: float) -> float:
    """WCAG's ratio of two relative luminances: 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def between(one: Color, other: Color) -> float:
    return ratio(luminance(one), luminance(other))


def levels(pixels: Pixels) -> Levels:
    """The luminances in whole units, of which 1 has _UNITS: fast to find percentiles of."""
    red, green, blue = (table.take(pixels[..., index], mode="clip") for index, table in enumerate(_TABLES))
    values: Levels = red + green + blue
    return values


def _at_share(cumulated: npt.NDArray[np.intp], share: float) -> int:
    """The least level that at least this share of them do not exceed."""
    return int(np.searchsorted(cumulated, share * cumulated[-1]))


def worst_places(pixels: Pixels) -> Pixels:
    """Of each part of a picture (rows, columns, 3), a dark and a light pixel that only a thousandth of it exceeds.

    A lamp behind one letter is lost among all pixels behind a text, but not among those of its part.
    """
    found = []
    for top in range(0, pixels.shape[0], _PART):
        for left in range(0, pixels.shape[1], _PART):
            part = pixels[top : top + _PART, left : left + _PART].reshape(-1, 3)
            ordered = levels(part).argsort()
            rare = int(_RARE * len(part))
            found += [part[ordered[rare]], part[ordered[-1 - rare]]]
    return np.array(found, np.uint8)


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
        """What a text of this luminance has at its worst place."""
        if self.low <= text <= self.high:
            return 1.0
        return min(ratio(text, self.low), ratio(text, self.high))


@dataclass(frozen=True, slots=True)
class TextInk:
    """Pixels of a drawn text: where its ink is (top left corner at `at`), places inside its letters and around them.

    Emoji are ink, but neither letters nor what these are read against.
    """

    ink: Mask
    core: Positions
    around: Positions
    at: tuple[int, int]

    @classmethod
    def of(cls, drawn: TextMask) -> TextInk:
        pictures = Image.new("L", drawn.mask.size)
        for each in drawn.pictures:
            pictures.paste(255, each.moved(-drawn.at[0], -drawn.at[1]).at, each.image)
        whole = ImageChops.lighter(drawn.mask, pictures) if drawn.pictures else drawn.mask
        left, top, right, bottom = whole.getbbox() or (0, 0, 1, 1)
        coverage, inked = (np.asarray(each.crop((left, top, right, bottom))) for each in (drawn.mask, whole))
        ink, full = inked >= _INK, coverage >= _FULL
        core = np.flatnonzero(~_spread(~full, 1))
        around = np.flatnonzero(~_spread(ink, _AROUND))
        at = (drawn.at[0] + left, drawn.at[1] + top)
        return cls(ink, _some(core if core.size else np.flatnonzero(full)), _some(around), at)

    def moved(self, x: int, y: int) -> TextInk:
        return replace(self, at=(self.at[0] + x, self.at[1] + y))

    @property
    def amount(self) -> int:
        """Pixels of ink."""
        return int(np.count_nonzero(self.ink))

    def within(self, box: Box) -> int:
        """Pixels of ink in a box."""
        left, top, right, bottom = box.moved(-self.at[0], -self.at[1]).pixels()
        return int(np.count_nonzero(self.ink[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]))

    def on(self, mask: Mask, at: tuple[int, int]) -> int:
        """Pixels of ink on a mask whose top left corner is `at`."""
        left, top = self.at[0] - at[0], self.at[1] - at[1]
        part = mask[max(0, top) : max(0, top + self.ink.shape[0]), max(0, left) : max(0, left + self.ink.shape[1])]
        ink = self.ink[max(0, -top) :, max(0, -left) :][: part.shape[0], : part.shape[1]]
        return int(np.count_nonzero(ink & part))

    def contrast(self, image: Image.Image) -> float:
        """WCAG ratio between the letters' own pixels and the worst of those around them."""
        if not self.core.size:
            return _MOST if self.ink.any() else 1.0  # nothing but emoji
        if not self.around.size:
            return 1.0
        left, top = self.at
        height, width = self.ink.shape
        pixels = np.asarray(image.crop((left, top, left + width, top + height))).reshape(-1, 3)
        around, core = (levels(pixels.take(places, axis=0)) for places in (self.around, self.core))
        return Ground.at(around).contrast(_at_share(np.bincount(core).cumsum(), 0.5) / _UNITS)


def survives_jpeg(canvas: Image.Image, texts: Iterable[TextMask]) -> bool:
    """Whether a piece of each text is legible after JPEG, tried in a millisecond before the whole canvas is encoded.

    False where saturated colours fall below the bar. True is no promise: the evidence measures all.
    """
    return all(_contrast_of_piece(canvas, text) >= BAR for text in texts)


def _contrast_of_piece(canvas: Image.Image, text: TextMask) -> float:
    left, top = text.at
    width, height = (min(most, side) for most, side in zip(_PIECE, text.mask.size, strict=True))
    x, y = (edge // _BLOCK * _BLOCK for edge in text.at)
    right, bottom = (-(-edge // _BLOCK) * _BLOCK for edge in (left + width, top + height))
    pictures = tuple(each.moved(-x, -y) for each in text.pictures)
    piece = TextInk.of(TextMask(text.mask.crop((0, 0, width, height)), (left - x, top - y), pictures))
    return piece.contrast(as_jpeg_shows(canvas.crop((x, y, right, bottom))))


def _some(places: Positions) -> Positions:
    return places[:: -(-places.size // _SAMPLES) or 1]


def _spread(mask: Mask, by: int) -> Mask:
    """The mask grown by so many pixels on every side."""
    (height, width), reach = mask.shape, range(2 * by + 1)
    padded = np.pad(mask, by)
    across, grown = np.zeros((height + 2 * by, width), bool), np.zeros((height, width), bool)
    for start in reach:
        across |= padded[:, start : start + width]
    for start in reach:
        grown |= across[start : start + height]
    return grown
