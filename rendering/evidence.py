"""Measures each finished variant on its own decoded pixels, and says which bars it reaches."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from rendering import contrast
from rendering.contrast import TextInk
from rendering.geometry import Box
from rendering.logo import DrawnLogo
from rendering.scene import Placement
from rendering.source_picture import SourcePicture
from rendering.text_layer import TextLayer
from rendering.text_roles import LEGIBLE
from shared.events import Check
from shared.formats import Format

Mask = npt.NDArray[np.bool_]

LOGO_MISSED = Check(value=0.0, bar=">= 1", passed=False)

# The product is compared in squares, of this many px of the variant or of the source, whichever is larger: what
# resampling does to single pixels is no loss.
_CELL, _SOURCE_CELL = 8, 4
_TOLERANCE = 40  # 0..255, per square and channel
_LEAST_VISIBLE = 3  # 0..255: below it, nobody sees a picture on paper of its own colour
_SHARP = 0.4  # of the source's pixels per pixel shown, on each side: below it, enlargement is plainly visible


class Inspection:
    """Inspects the variants of one master: what they have in common is computed once."""

    def __init__(self, text: TextLayer, placement: Placement, logo: DrawnLogo | None = None) -> None:
        self._text = text
        self._visible = _visible(placement.source)
        self._texts = [TextInk.of(drawn) for drawn in text.masks]
        self._plates = text.plates
        self._missing, self._shown = text.missing, text.shown
        self._placement = placement
        self._logo = logo
        cell = max(_CELL, round(_SOURCE_CELL * placement.box.width / placement.product.width))
        self._cell = max(1, min(cell, int(placement.box.width), int(placement.box.height)))
        self._expected = _expected(placement, self._cell)

    def of(self, jpeg: bytes, entry: Format, crop: tuple[int, int, int, int]) -> dict[str, Check]:
        """The checks by name; `crop` is the variant's window in the master."""
        image = Image.open(io.BytesIO(jpeg), formats=("JPEG",))
        image.load()
        x, y = -crop[0], -crop[1]
        texts = [text.moved(x, y) for text in self._texts]
        box = self._placement.box.moved(x, y)
        left, top, right, bottom = _squares(self._placement.box, self._cell)
        area = left + x, top + y, right + x, bottom + y
        plates = [plate.moved(x, y) for plate in self._plates]
        checks = {
            "contrast": _at_least(min(text.contrast(image) for text in texts), contrast.BAR, 2),
            "safe_zone": _at_least(_inside(texts, plates, entry), 1.0, 4),
            "product_kept": _at_least(_kept(image, self._expected, area, self._cell), 1.0, 4),
            "text_on_product": _at_most(_covered(texts, plates, box), 0, 4),
            "legible": _at_least(round(self._text.least_size(entry.width)), LEGIBLE, 0),
            "visible": _at_least(self._visible, _LEAST_VISIBLE, 0),
            "texts_shown": _at_least(self._shown, 1.0, 2),
            "missing_glyphs": _at_most(self._missing, 0, 0),
            "resolution": _at_least(self._placement.resolution, _SHARP, 2),
            "bytes": _at_most(len(jpeg), entry.max_bytes, 0),
        }
        if finders := self._placement.source.subject.finders:
            checks["finders"] = _at_least(finders, 1, 0)
        if self._logo:
            logo = self._logo.moved(x, y)
            clear = 1 - max(_covered(texts, plates, logo.box), box.meet(logo.box).area / logo.box.area)
            checks["logo"] = _at_least(min(clear, logo.shown(image, entry)), 1.0, 4)
        return checks


def _at_least(value: float, bar: float, digits: int) -> Check:
    # Rounded down: 4.496 must not be shown as 4.5.
    shown = np.floor(value * 10**digits) / 10**digits
    return Check(value=float(shown), bar=f">= {bar:g}", passed=value >= bar)


def _at_most(value: float, bar: float, digits: int) -> Check:
    return Check(value=round(value, digits), bar=f"<= {bar:.0f}", passed=value <= bar)


def _inside(texts: list[TextInk], plates: list[Box], entry: Format) -> float:
    """Share of the letters' pixels (and of what lies behind labels) inside the format's safe zone."""
    safe = Box(*entry.text_box)
    total = float(sum(text.amount for text in texts))
    inside = float(sum(text.within(safe) for text in texts))
    for plate in plates:
        whole = Box(*plate.pixels())
        total, inside = total + whole.area, inside + whole.meet(safe).area
    return inside / total if total else 1.0


def _covered(texts: list[TextInk], plates: list[Box], product: Box) -> float:
    """Share of the product's box under letters or what lies behind labels."""
    covered = sum(text.within(product) for text in texts) + sum(plate.meet(product).area for plate in plates)
    return covered / max(product.area, 1.0)


def _squares(box: Box, cell: int) -> tuple[int, int, int, int]:
    """The largest area within a box that whole squares fill, in its middle."""
    left, top, right, bottom = box.pixels()
    width, height = (max(1, side // cell) * cell for side in (right - left, bottom - top))
    left, top = left + (right - left - width) // 2, top + (bottom - top - height) // 2
    return left, top, left + width, top + height


def _expected(placement: Placement, cell: int) -> Image.Image:
    """The product as its source shows it, in squares."""
    left, top, right, bottom = _squares(placement.box, cell)
    behind = placement.source_of(Box(left, top, right, bottom))
    return placement.source.drawn(behind, ((right - left) // cell, (bottom - top) // cell), Image.Resampling.BOX)


def _kept(image: Image.Image, expected: Image.Image, area: tuple[int, int, int, int], cell: int) -> float:
    """Share of the product that the variant really shows, compared square by square with the source."""
    whole = area[0] >= 0 and area[1] >= 0 and area[2] <= image.width and area[3] <= image.height
    shown = image.reduce(cell, area) if whole else image.crop(area).reduce(cell)
    everything = np.ones(expected.size[::-1], bool)
    opaque = np.asarray(expected.getchannel("A")) > 254 if expected.mode == "RGBA" else everything
    difference = np.abs(np.asarray(shown, np.int16) - np.asarray(expected.convert("RGB"), np.int16)).max(-1)
    kept = (difference <= _TOLERANCE) & _inside_of(image.size, area, expected.size)
    return float(kept[opaque].mean()) if opaque.any() else 1.0


def _visible(source: SourcePicture) -> int:
    """Levels (0..255) between darkest and lightest part in any channel; of a cut-out, that of its most opaque part."""
    thumbnail = source.thumbnail
    if "A" in thumbnail.getbands():
        return int(np.asarray(thumbnail.getchannel("A")).max())
    return int(np.ptp(np.asarray(thumbnail).reshape(-1, len(thumbnail.getbands())), axis=0).max())


def _inside_of(size: tuple[int, int], area: tuple[int, int, int, int], grid: tuple[int, int]) -> Mask:
    """Which cells of a grid over an area lie wholly in a picture of this size."""
    within = []
    for cells, start, end, limit in zip(grid, area[:2], area[2:], size, strict=True):
        edges = np.linspace(start, end, cells + 1)
        within.append((edges[:-1] >= -0.02) & (edges[1:] <= limit + 0.02))
    across, down = within
    return across[None, :] & down[:, None]
