"""A picture of a product from a prompt: a cut-out in the prompt's colours, on a floor, with light and shadow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from local.imagemodel import floor
from local.imagemodel.cutout import Floats, painted
from local.imagemodel.cutout_choice import cutout_for, product_in
from local.imagemodel.product_colors import choose_colors

_REFLECTION = 0.16
_LEVELS = 4095


@dataclass(frozen=True)
class ProductShot:
    """`mask`: the product's true outline, its coverage 0..255; `box`: left, top, right, bottom of it in pixels (right
    and bottom exclusive). Neither has the shadow or the reflection. `kind`: the cut-out that was chosen."""

    image: Image.Image
    box: tuple[int, int, int, int]
    mask: Image.Image
    kind: str


def shoot_product(prompt: str, seed: int = 0, width: int = 1024, height: int = 1024) -> ProductShot:
    """The same arguments give the same pixels. `width` and `height` in pixels, 64 to 4096."""
    rng = np.random.default_rng([seed, *prompt.encode("utf-8")])
    name, description = product_in(prompt)
    kind, colors = cutout_for(name, description), choose_colors(f"{name}. {description}", rng)
    light, cover = painted(kind, colors, width, height)
    box = _box(cover)
    ground = box[3]
    picture = floor.backdrop(width, height, colors.backdrop, ground)
    floor.cast_shadow(picture, cover, ground)
    floor.reflect(picture, light, cover, ground, _REFLECTION)
    picture *= 1 - cover
    picture += light
    floor.grain(picture, rng)
    mask = Image.fromarray((cover * 255 + 0.5).astype(np.uint8))
    return ProductShot(Image.fromarray(_pixels(picture)), box, mask, kind)


def _box(cover: Floats) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero((cover > 0.02).any(1)), np.flatnonzero((cover > 0.02).any(0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _srgb_codes() -> np.typing.NDArray[np.uint8]:
    """One per level of linear light (IEC 61966-2-1)."""
    light = np.linspace(0, 1, _LEVELS + 1)
    code = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.round(code * 255).astype(np.uint8)


_CODES = _srgb_codes()


def _pixels(light: Floats) -> np.typing.NDArray[np.uint8]:
    return np.dstack([_CODES[(np.clip(plane, 0, 1) * _LEVELS + 0.5).astype(np.uint16)] for plane in light])
