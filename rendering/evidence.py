"""Measures each finished variant on its own decoded pixels, and says which bars it reaches."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from rendering import contrast
from rendering.contrast import TextInk
from rendering.geometry import Box
from rendering.logo import DrawnLogo
from rendering.scene import Placement
from rendering.shown_product import ShownProduct
from rendering.source_picture import SourcePicture
from rendering.text_layer import TextLayer
from rendering.text_roles import LEGIBLE
from shared.formats import Format
from shared.pictures import Check

LOGO_MISSED = Check(value=0.0, bar=">= 1", passed=False)

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
        self._product = ShownProduct(placement)

    def of(self, jpeg: bytes, entry: Format, crop: tuple[int, int, int, int]) -> dict[str, Check]:
        """The checks by name; `crop` is the variant's window in the master."""
        image = Image.open(io.BytesIO(jpeg), formats=("JPEG",))
        image.load()
        x, y = -crop[0], -crop[1]
        texts = [text.moved(x, y) for text in self._texts]
        plates = [plate.moved(x, y) for plate in self._plates]
        checks = {
            "contrast": _at_least(min(text.contrast(image) for text in texts), contrast.BAR, 2),
            "safe_zone": _at_least(_inside(texts, plates, entry), 1.0, 4),
            "product_kept": _at_least(self._product.kept(image, x, y), self._product.bar, 4),
            "text_on_product": _at_most(self._product.covered(texts, plates, x, y), 0, 4),
            "legible": _at_least(self._text.least_size(entry.width), LEGIBLE, 1),
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
            clear = 1 - max(_covered(texts, plates, logo.box), self._product.overlap(logo.box, x, y))
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


def _covered(texts: list[TextInk], plates: list[Box], box: Box) -> float:
    """Share of a box under letters or what lies behind labels."""
    covered = sum(text.within(box) for text in texts) + sum(plate.meet(box).area for plate in plates)
    return covered / max(box.area, 1.0)


def _visible(source: SourcePicture) -> int:
    """Levels (0..255) between darkest and lightest part in any channel; of a cut-out, that of its most opaque part."""
    thumbnail = source.thumbnail
    if "A" in thumbnail.getbands():
        return int(np.asarray(thumbnail.getchannel("A")).max())
    return int(np.ptp(np.asarray(thumbnail).reshape(-1, len(thumbnail.getbands())), axis=0).max())
