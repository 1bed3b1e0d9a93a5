"""Draws the demo campaign in each typeface: `python -m docs.pictures.typefaces` writes docs/pictures/typefaces.jpg."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from local.imagemodel.product_shot import shoot_product
from rendering.render import Branding, Origin, SourcePicture, open_picture, render
from rendering.text import faces
from rendering.text.typefaces import FACES
from shared.brief import Brief, Product
from shared.formats import FORMATS

_EXAMPLES: Final = Path(__file__).parents[2] / "examples"
_HEIGHT, _LABEL, _GAP = 270, 34, 8  # px of the sheet
_SHAPES: Final = ("instagram-story", "instagram-square", "instagram-portrait", "facebook-feed")  # a product each


def sheet() -> Image.Image:
    brief = Brief.model_validate_json((_EXAMPLES / "briefs/demo.json").read_bytes())
    pictures = [_picture(product) for product in brief.products]
    rows = [_row(brief, pictures, typeface) for typeface in FACES]
    height = _LABEL + _HEIGHT + _GAP
    whole = Image.new("RGB", (rows[0].width * 2 + 3 * _GAP, len(rows) // 2 * height + _GAP), (236, 236, 236))
    for index, (typeface, row) in enumerate(zip(FACES, rows, strict=True)):
        x, y = _GAP + index % 2 * (row.width + _GAP), index // 2 * height
        label = faces.load(FACES[typeface], 24, faces.BOLD)
        ImageDraw.Draw(whole).text((x, y + _LABEL - 8), typeface, fill=(20, 20, 22), font=label, anchor="ls")
        whole.paste(row, (x, y + _LABEL))
    return whole


def _picture(product: Product) -> SourcePicture:
    for path in product.existing_assets:
        return open_picture((_EXAMPLES / "existing-assets" / path / "product.png").read_bytes())
    file = io.BytesIO()
    shoot_product(product.description, 0, 1024, 1024).image.save(file, "PNG")
    return open_picture(file.getvalue())


def _row(brief: Brief, pictures: list[SourcePicture], typeface: str) -> Image.Image:
    variants = list(_variants(brief, pictures, typeface))
    row = Image.new("RGB", (sum(each.width + _GAP for each in variants) - _GAP, _HEIGHT), (236, 236, 236))
    left = 0
    for variant in variants:
        row.paste(variant, (left, 0))
        left += variant.width + _GAP
    return row


def _variants(brief: Brief, pictures: list[SourcePicture], typeface: str) -> Iterator[Image.Image]:
    logo = (_EXAMPLES / "existing-assets" / (brief.logo or "")).read_bytes()
    for product, picture, shape in zip(brief.products, pictures, _SHAPES, strict=True):
        branding = Branding(brief.brand_colors, product.name, brief.brand, logo, typeface)
        origin = Origin("typefaces", None, ai_generated=not product.existing_assets)
        (made,) = render(picture, brief.texts_of(product, None), None, [FORMATS[shape]], branding, origin)
        with Image.open(io.BytesIO(made.jpeg)) as variant:
            yield variant.resize((round(variant.width * _HEIGHT / variant.height), _HEIGHT), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    sheet().save(Path(__file__).with_name("typefaces.jpg"), quality=86, optimize=True, progressive=True)
