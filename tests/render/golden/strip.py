"""All formats of one case on one small picture."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image

from rendering.render import Rendered
from tests.render.golden.cases import Case
from tests.render.variants import opened, variants

SCALE = 0.25
_PHONE = 375  # px: how wide a phone shows every format
_COLUMNS, _GAP, _GROUND = 4, 10, (128, 128, 128)


def render_case(case: Case) -> list[Rendered]:
    """Every format of the catalogue."""
    return list(variants(case.picture(), case.texts, case.locale, style=case.look).values())


def strip(rendered: Iterable[Rendered], *, phone: bool = False) -> Image.Image:
    """Tall formats in the first row, wide ones below; at SCALE, or each as wide as a phone."""
    pictures = [opened(variant) for variant in rendered]
    small = [_scaled(picture, _PHONE / picture.width if phone else SCALE) for picture in pictures]
    small.sort(key=lambda picture: (picture.width > picture.height, -picture.height))
    rows = [small[start : start + _COLUMNS] for start in range(0, len(small), _COLUMNS)]
    return stacked([beside(row) for row in rows])


def beside(pictures: list[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (sum(p.width + _GAP for p in pictures), max(p.height for p in pictures)), _GROUND)
    x = 0
    for picture in pictures:
        sheet.paste(picture, (x, 0))
        x += picture.width + _GAP
    return sheet


def stacked(pictures: list[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (max(p.width for p in pictures), sum(p.height + _GAP for p in pictures)), _GROUND)
    y = 0
    for picture in pictures:
        sheet.paste(picture, (0, y))
        y += picture.height + _GAP
    return sheet


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    return image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
