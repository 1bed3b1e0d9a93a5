"""Source pictures for the tests: studio shots with the product's true box, and files of every kind."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from local.imagemodel.product_shot import ProductShot, shoot_product


@lru_cache(maxsize=16)
def studio(prompt: str, side: int = 768) -> ProductShot:
    return shoot_product(prompt, 0, side, side)


def file(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def studio_file(prompt: str = "insulated bottle") -> bytes:
    return file(studio(prompt).image)


def cutout(prompt: str = "coffee mug", side: int = 768) -> Image.Image:
    """The product alone, everything around it transparent (but coloured, as editors leave it)."""
    shot = studio(prompt, side)
    image = shot.image.convert("RGBA")
    image.putalpha(shot.mask)
    return image


def photograph(width: int, height: int, seed: int = 1) -> Image.Image:
    """Busy from edge to edge, so that no box in it can be trusted."""
    rng = np.random.default_rng(seed)
    blocks = Image.fromarray(rng.integers(0, 255, (12, 12, 3), dtype=np.uint8))
    return blocks.resize((width, height), Image.Resampling.BICUBIC)


def plain(width: int = 200, height: int = 200, color: tuple[int, int, int] = (240, 240, 240)) -> Image.Image:
    """One grey with a red product in the middle third."""
    image = Image.new("RGB", (width, height), color)
    image.paste((200, 30, 30), (width // 3, height // 3, 2 * width // 3, 2 * height // 3))
    return image


def pale_jar() -> bytes:
    """A jar six levels from its ground, under a dark lid: arithmetic sees the lid."""
    picture = Image.new("RGB", (600, 600), (250, 250, 250))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((180, 240, 420, 440), 30, (244, 244, 244))
    pen.rectangle((190, 200, 410, 250), (60, 60, 66))
    return file(picture)
