"""Composes the README's picture: python docs/pictures/sheet.py demo-output/CAMPAIGN_ID docs/pictures/demo.jpg

One row per product, one picture per variant, in the manifest's order.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PIL import Image

ROW = 230  # height of a row in pixels
GAP = 14
PAPER = (244, 243, 240)


def sheet(campaign: Path) -> Image.Image:
    manifest = json.loads((campaign / "manifest.json").read_text(encoding="utf-8"))
    rows = [[_thumbnail(campaign, variant["key"]) for variant in product["variants"]] for product in manifest["products"]]
    rows = [row for row in rows if row]
    width = max(sum(picture.width + GAP for picture in row) for row in rows) + GAP
    page = Image.new("RGB", (width, len(rows) * (ROW + GAP) + GAP), PAPER)
    for index, row in enumerate(rows):
        left = GAP
        for picture in row:
            page.paste(picture, (left, GAP + index * (ROW + GAP)))
            left += picture.width + GAP
    return page


def _thumbnail(campaign: Path, key: str) -> Image.Image:
    with Image.open(campaign / key.split(f"/{campaign.name}/", 1)[1]) as picture:
        width = round(picture.width * ROW / picture.height)
        return picture.convert("RGB").resize((width, ROW), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    sheet(Path(sys.argv[1])).save(sys.argv[2], quality=82, optimize=True, progressive=True)
