"""Rendering in one call, for the tests."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from PIL import Image

from rendering import source_picture
from rendering.accelerator import resampler
from rendering.geometry import Box
from rendering.masters import masters
from rendering.measured_texts import MeasuredTexts
from rendering.render import Branding, Origin, Rendered, SourcePicture, layouts, open_picture, render
from rendering.scene import Placement, Scene
from shared.formats import FORMATS, Format
from shared.texts import Texts

ORIGIN = Origin("summer-20261123-abcdef", "a" * 64, ai_generated=True)
MESSAGE = "Refresh your summer, naturally."
WITH_BUTTON = Texts(message=MESSAGE, call_to_action="Shop now")
SQUARE, STORY, WIDE = "instagram-square", "instagram-story", "facebook-feed"
THREE_SHAPES = (SQUARE, STORY, WIDE)


def branding(*colors: str, name: str = "Alto Bottle", brand: str | None = None) -> Branding:
    return Branding(colors, name, brand, None)


@lru_cache(maxsize=6)
def _picture(data: bytes, *_looked_at_by: object) -> SourcePicture:
    """Understood once for all tests that look at it alike: that takes longer than to draw on it."""
    return open_picture(data)


def variants(
    data: bytes,
    texts: str | Texts = MESSAGE,
    locale: str | None = None,
    names: Iterable[str] = FORMATS,
    style: Branding | None = None,
    origin: Origin = ORIGIN,
) -> dict[str, Rendered]:
    formats = [FORMATS[name] for name in names]
    given = Texts(message=texts) if isinstance(texts, str) else texts
    picture = _picture(data, resampler() is not None, vars(source_picture)["salience"])
    rendered = render(picture, given, locale, formats, style or branding(), origin)
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


def source_box(placement: Placement) -> Box:
    """Where all of a source picture would stand on its canvas, as far as it would reach: any part is found from it."""
    own, shown, (width, height) = placement.product, placement.box, placement.source.image.size
    x, y = shown.width / own.width, shown.height / own.height
    left, top = shown.left - own.left * x, shown.top - own.top * y
    return Box(left, top, left + width * x, top + height * y)


def shown_boxes(picture: SourcePicture, texts: MeasuredTexts, formats: Sequence[Format]) -> dict[str, Box]:
    """Where what is shown of the source picture would stand on each variant: of a crop, less than all of it."""
    boxes: dict[str, Box] = {}
    for layout, master in layouts(texts, picture, masters(formats), None):
        shown = Scene(picture, master.size, layout.product, layout.shows).placement.box
        boxes |= {entry.name: shown.moved(0, -master.crop(entry)[1]) for entry in master.formats}
    return boxes


def source_boxes(picture: SourcePicture, texts: MeasuredTexts, formats: Sequence[Format]) -> dict[str, Box]:
    """Where all of the source picture would stand on each variant: laid out once more, for the pixels to prove."""
    boxes: dict[str, Box] = {}
    for layout, master in layouts(texts, picture, masters(formats), None):
        whole = source_box(Scene(picture, master.size, layout.product, layout.shows).placement)
        boxes |= {entry.name: whole.moved(0, -master.crop(entry)[1]) for entry in master.formats}
    return boxes
