"""The pictures that were found good, in the repository."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

EXPECTED = Path(__file__).with_name("expected")


def load(case: str) -> Image.Image | None:
    path = EXPECTED / f"{case}.jpg"
    if not path.exists():
        return None
    with Image.open(path) as image:
        return image.convert("RGB")


def save(case: str, image: Image.Image) -> None:
    image.save(EXPECTED / f"{case}.jpg", quality=80, subsampling=0, optimize=True)
