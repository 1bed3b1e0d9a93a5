"""Rendering in one call, for the tests."""

from __future__ import annotations

import io
from collections.abc import Iterable

import numpy as np
from PIL import Image

from rendering.render import Look, Origin, Rendered, open_picture, render
from shared.formats import FORMATS

ORIGIN = Origin("summer-20261123-abcdef", "a" * 64, ai_generated=True)
SQUARE, STORY, WIDE = "instagram-square", "instagram-story", "facebook-feed"
THREE_SHAPES = (SQUARE, STORY, WIDE)


def look(*colors: str, name: str = "Alto Bottle", action: str | None = None, brand: str | None = None) -> Look:
    return Look(colors, name, action, brand, None)


def variants(
    data: bytes,
    message: str = "Refresh your summer, naturally.",
    locale: str | None = None,
    names: Iterable[str] = FORMATS,
    style: Look | None = None,
    origin: Origin = ORIGIN,
) -> dict[str, Rendered]:
    formats = [FORMATS[name] for name in names]
    rendered = render(open_picture(data), message, locale, formats, style or look(), origin)
    return {variant.format.name: variant for variant in rendered}


def opened(variant: Rendered) -> Image.Image:
    image = Image.open(io.BytesIO(variant.jpeg))
    image.load()
    return image


def misses(variants_: Iterable[Rendered]) -> dict[str, dict[str, float]]:
    """The checks that missed their bar, by format."""
    found = {v.format.name: {k: c.value for k, c in v.evidence.items() if not c.passed} for v in variants_}
    return {name: checks for name, checks in found.items() if checks}


def pixels(variant: Rendered) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    return np.asarray(opened(variant), np.int16)
