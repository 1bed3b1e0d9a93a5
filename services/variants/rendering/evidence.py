"""Measures each finished variant on its own decoded pixels, and says which bars it reaches."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from services.variants.rendering import contrast
from services.variants.rendering.contrast import Ground
from services.variants.rendering.geometry import Box
from services.variants.rendering.words import Drawn, Words
from shared.events import Check
from shared.formats import Format

Mask = npt.NDArray[np.bool_]

_INK = 24  # coverage (0..255) from which a pixel counts as part of a letter
_FULL = 250
_AROUND = 3  # px: JPEG's ringing next to letters is not what they are read against
# The product is compared in squares, of this many px of the variant or of the source, whichever is larger: what
# resampling does to single pixels is no loss.
_CELL, _SOURCE_CELL = 8, 4
_TOLERANCE = 40  # 0..255, per square and channel


@dataclass(frozen=True, slots=True)
class Placement:
    """What was to be shown: `product` of the source (in its pixels), at `box` of the master."""

    source: Image.Image
    product: Box
    box: Box

    def source_of(self, area: Box) -> Box:
        """The source's pixels behind an area of the master."""
        scale = self.product.width / self.box.width
        x, y = self.product.left - self.box.left * scale, self.product.top - self.box.top * scale
        left, top, right, bottom = (edge * scale for edge in area)
        whole = Box(0, 0, *self.source.size)
        return Box(left, top, right, bottom).moved(x, y).meet(whole)


class Inspection:
    """Of all variants of one master: what they have in common is computed once."""

    def __init__(self, words: Words, placement: Placement, missing: int) -> None:
        self._texts = [_Text.of(drawn) for drawn in words.texts]
        self._pill = words.pill
        self._placement = placement
        self._missing = missing
        self._expected = _expected(placement)

    def of(self, jpeg: bytes, entry: Format, crop: tuple[int, int, int, int]) -> dict[str, Check]:
        """`crop` is the variant's window in the master."""
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
            image = opened.convert("RGB")
        x, y = -crop[0], -crop[1]
        texts = [text.moved(x, y) for text in self._texts]
        box = self._placement.box.moved(x, y)
        pill = self._pill.moved(x, y) if self._pill else None
        return {
            "contrast": _at_least(min(_contrast(image, text) for text in texts), contrast.BAR, 2),
            "safe_zone": _at_least(_inside(texts, pill, entry), 1.0, 4),
            "product_kept": _at_least(_kept(image, self._expected, box), 1.0, 4),
            "text_on_product": _at_most(_covered(texts, pill, box), 0, 4),
            "missing_glyphs": _at_most(self._missing, 0, 0),
            "bytes": _at_most(len(jpeg), entry.max_bytes, 0),
        }


@dataclass(frozen=True, slots=True)
class _Text:
    """Where ink is, the inside of the letters, and what surrounds them; `at` is the arrays' top left corner."""

    ink: Mask
    core: Mask
    around: Mask
    at: tuple[int, int]

    @classmethod
    def of(cls, drawn: Drawn) -> _Text:
        left, top, right, bottom = drawn.mask.getbbox() or (0, 0, 1, 1)
        coverage = np.asarray(drawn.mask.crop((left, top, right, bottom)))
        ink, full = coverage >= _INK, coverage >= _FULL
        core = ~_spread(~full, 1)
        at = (drawn.at[0] + left, drawn.at[1] + top)
        return cls(ink, core if core.any() else full, ~_spread(ink, _AROUND), at)

    def moved(self, x: int, y: int) -> _Text:
        return replace(self, at=(self.at[0] + x, self.at[1] + y))

    def within(self, box: Box) -> float:
        """How many pixels of ink lie in the box."""
        left, top, right, bottom = box.moved(-self.at[0], -self.at[1]).pixels()
        return float(self.ink[max(0, top) : max(0, bottom), max(0, left) : max(0, right)].sum())


def _at_least(value: float, bar: float, digits: int) -> Check:
    # Rounded down: 4.496 must not be shown as 4.5.
    shown = np.floor(value * 10**digits) / 10**digits
    return Check(value=float(shown), bar=f">= {bar:g}", passed=value >= bar)


def _at_most(value: float, bar: float, digits: int) -> Check:
    return Check(value=round(value, digits), bar=f"<= {bar:.0f}", passed=value <= bar)


def _contrast(image: Image.Image, text: _Text) -> float:
    """WCAG ratio between the letters' own pixels and the worst of those around them."""
    left, top = text.at
    height, width = text.ink.shape
    pixels = np.asarray(image.crop((left, top, left + width, top + height)))
    if not (text.core.any() and text.around.any()):
        return 1.0
    return Ground.of(pixels[text.around]).contrast(float(np.median(contrast.luminances(pixels[text.core]))))


def _inside(texts: list[_Text], pill: Box | None, entry: Format) -> float:
    """Share of the letters' pixels (and of the pill) inside the format's safe zone."""
    safe = Box(*entry.text_box)
    total, inside = sum(float(text.ink.sum()) for text in texts), sum(text.within(safe) for text in texts)
    if pill:
        whole = Box(*pill.pixels())
        total, inside = total + whole.area, inside + whole.meet(safe).area
    return inside / total if total else 1.0


def _covered(texts: list[_Text], pill: Box | None, product: Box) -> float:
    """Share of the product's box under letters or pill."""
    ink = sum(text.within(product) for text in texts)
    return (ink + (pill.meet(product).area if pill else 0.0)) / max(product.area, 1.0)


def _expected(placement: Placement) -> Image.Image:
    """The product as its source shows it, in squares."""
    area = Box(*placement.box.pixels())
    cell = max(_CELL, round(_SOURCE_CELL * placement.box.width / placement.product.width))
    grid = max(1, int(area.width) // cell), max(1, int(area.height) // cell)
    return placement.source.resize(grid, Image.Resampling.BOX, placement.source_of(area))


def _kept(image: Image.Image, expected: Image.Image, box: Box) -> float:
    """Share of the product that the variant really shows, compared square by square with the source."""
    area, grid = box.pixels(), expected.size
    shown = image.crop(area).resize(grid, Image.Resampling.BOX)
    inside = Image.new("L", image.size, 255).crop(area).resize(grid, Image.Resampling.BOX)
    opaque = np.asarray(expected.getchannel("A")) > 250 if expected.mode == "RGBA" else np.ones(grid[::-1], bool)
    difference = np.abs(np.asarray(shown, np.int16) - np.asarray(expected.convert("RGB"), np.int16)).max(-1)
    kept = (difference <= _TOLERANCE) & (np.asarray(inside) > 250)
    return float(kept[opaque].mean()) if opaque.any() else 1.0


def _spread(mask: Mask, by: int) -> Mask:
    """The mask grown by so many pixels on every side."""
    for axis in (0, 1):
        grown = mask.copy()
        for step in range(1, by + 1):
            ahead, behind = np.roll(mask, step, axis), np.roll(mask, -step, axis)
            ahead[(slice(None),) * axis + (slice(0, step),)] = False
            behind[(slice(None),) * axis + (slice(-step, None),)] = False
            grown |= ahead | behind
        mask = grown
    return mask
