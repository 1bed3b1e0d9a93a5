"""Decides which colour goes where: brand colours first, legibility always."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from rendering.contrast import AIMS, Color, Ground, as_color, between, luminance

WHITE: Color = (255, 255, 255)
INK: Color = (20, 20, 22)
_DISTINCT = 90  # distance in RGB at which a product and the wall behind it are two things
_SHADES = (0.08, 0.16, 0.24, 0.32)  # of black or white: further away it is another colour
_VISIBLE = 1.6  # contrast at which a filled shape is seen against its ground


def parse(text: str) -> Color:
    """A colour from "#RRGGBB"."""
    return as_color(bytes.fromhex(text.removeprefix("#")))


@dataclass(frozen=True, slots=True)
class ColorScheme:
    """The colours of a campaign. `aim` is the contrast to reach when drawing: above the bar, for JPEG changes some.

    `agreed_text` is what all formats write with, where it can be read.
    """

    brand: tuple[Color, ...]
    aim: float = AIMS[0]
    agreed_text: Color | None = None

    def agreed(self, grounds: Iterable[Ground]) -> ColorScheme:
        """The scheme with one colour for words on all of these grounds, if there is one: campaigns are of one piece."""
        lows, highs = zip(*((ground.low, ground.high) for ground in grounds), strict=True)
        return replace(self, agreed_text=self.legible(Ground(min(lows), max(highs))))

    @property
    def text_colors(self) -> tuple[Color, ...]:
        return tuple(dict.fromkeys((*self.brand, WHITE, INK)))

    def legible(self, ground: Ground) -> Color | None:
        """The first colour that can be read everywhere on the ground; a brand colour's shade rather than black."""
        shades = (shade for color in self.brand for shade in _shades(color))
        colors = (*filter(None, (self.agreed_text,)), *self.brand, *shades, WHITE, INK)
        return next((c for c in colors if ground.contrast(luminance(c)) >= self.aim), None)

    def second(self, ground: Ground, first: Color) -> Color:
        """Another brand colour for lesser words, where one can be read; else the first."""
        others = (c for c in self.brand if c != first)
        return next((c for c in others if ground.contrast(luminance(c)) >= self.aim), first)

    def on(self, color: Color) -> Color:
        """What to write with on a flat colour: a brand colour, else white or ink."""
        found = next((c for c in self.text_colors if between(c, color) >= self.aim), None)
        return found or max((WHITE, INK), key=lambda c: between(c, color))

    def panel(self, picture: Image.Image) -> Color:
        """The flat colour beside a photograph: the brand's first, else a deep tone of the photograph itself."""
        return self._readable(self.brand[0]) if self.brand else deep_tone(picture)

    def backdrop(self, cutout: Image.Image) -> Color:
        """The wall behind a cut-out product: the first brand colour that the product stands out from."""
        average = _average(cutout)
        candidates = (*map(self._wall, self.brand), pale_tone(cutout), deep_tone(cutout))
        return next((c for c in candidates if _distance(c, average) > _DISTINCT), candidates[0])

    def pill(self, ground: Color, text: Color) -> Color:
        """The call to action's fill: the first brand colour that stands out from ground and text, else the text's."""
        others = (self._readable(color) for color in self.brand if _distance(color, text) > _DISTINCT)
        seen = (c for c in others if between(c, ground) >= _VISIBLE and _distance(c, ground) > _DISTINCT)
        return next(seen, self._readable(text))

    def _wall(self, color: Color) -> Color:
        """The colour, darkened until one text colour reads on all of it, where it is lit and where it is not."""
        while not any(min(between(c, tone) for tone in lit(color)) >= self.aim for c in self.text_colors):
            color = _mixed(color, (0, 0, 0), 0.04)
        return color

    def _readable(self, color: Color) -> Color:
        """A mid-tone on which neither white nor ink reads well is darkened until white does."""
        while max(between(color, WHITE), between(color, INK)) < self.aim:
            color = _mixed(color, (0, 0, 0), 0.04)
        return color


def lit(color: Color) -> tuple[Color, Color]:
    """A wall of this colour at its darkest and where the light falls on it."""
    return _mixed(color, (0, 0, 0), 0.07), _mixed(color, WHITE, 0.10)


def _shades(color: Color) -> Iterator[Color]:
    """Shades of it: a little darker, a little lighter, then further."""
    for share in _SHADES:
        yield _mixed(color, (0, 0, 0), share)
        yield _mixed(color, WHITE, share)


def deep_tone(picture: Image.Image) -> Color:
    """A dark colour of the picture's own prevailing hue."""
    hue, saturation = _prevailing(picture)
    return _rgb(hue, min(saturation, 0.55), 0.20)


def pale_tone(picture: Image.Image) -> Color:
    """A near white with a breath of the picture's own prevailing hue."""
    hue, saturation = _prevailing(picture)
    return _rgb(hue, min(0.10, saturation * 0.2), 0.94)


def _mixed(color: Color, other: Color, share: float) -> Color:
    """A mixture with `share` (0..1) of the other colour."""
    return as_color(round(a + (b - a) * share) for a, b in zip(color, other, strict=True))


def _average(cutout: Image.Image) -> Color:
    pixels = np.asarray(cutout.convert("RGBa").resize((32, 32), Image.Resampling.BOX), np.float32)
    return as_color((pixels[..., :3].sum((0, 1)) * 255 / max(float(pixels[..., 3].sum()), 1.0)).round())


def _distance(one: Color, other: Color) -> float:
    return float(np.hypot.reduce([a - b for a, b in zip(one, other, strict=True)]))


def _prevailing(picture: Image.Image) -> tuple[float, float]:
    """Hue and saturation (0..1): the circular mean of the hues, weighted by how colourful each pixel is."""
    pixels = np.asarray(picture.convert("RGBA").resize((48, 48), Image.Resampling.BOX), np.float32)
    hsv = np.asarray(picture.convert("RGB").resize((48, 48), Image.Resampling.BOX).convert("HSV"), np.float32) / 255
    weight = hsv[..., 1] * hsv[..., 2] * pixels[..., 3] / 255
    angle = hsv[..., 0] * 2 * np.pi
    total = float(weight.sum()) + 1e-6
    x, y = float((np.cos(angle) * weight).sum()), float((np.sin(angle) * weight).sum())
    return float(np.arctan2(y, x) / (2 * np.pi)) % 1.0, float(np.hypot(x, y)) / total * min(1.0, total / 200)


def _rgb(hue: float, saturation: float, value: float) -> Color:
    return as_color(round(255 * channel) for channel in colorsys.hsv_to_rgb(hue, saturation, value))
