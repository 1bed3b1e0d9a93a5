"""A studio shot from a prompt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from local.imagemodel.studio import scene
from local.imagemodel.studio.arrays import Floats, to_pixels
from local.imagemodel.studio.canvas import Canvas
from local.imagemodel.studio.designs import DESIGNS
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.palette import choose
from local.imagemodel.studio.words import kind_of, product_text

Box = tuple[int, int, int, int]
_DETAIL = 2  # the product is painted at twice the picture's resolution
_ZOOM = 1.08  # pixels of the picture's short side per design unit


@dataclass(frozen=True)
class Shot:
    """`box`: left, top, right, bottom of the product in pixels (right and bottom exclusive), without its shadow and
    reflection; `mask`: its coverage, 0..255; `kind`: the design that was chosen."""

    image: Image.Image
    box: Box
    mask: Image.Image
    kind: str


def shoot(prompt: str, seed: int = 0, width: int = 1024, height: int = 1024) -> Shot:
    """The same arguments give the same pixels. `width` and `height` in pixels, 64 to 4096."""
    rng = np.random.default_rng([seed, *prompt.encode("utf-8")])
    text = product_text(prompt)
    kind = kind_of(text)
    side = min(width, height)
    look = Look(text.words, choose(text.words, rng), rng, side * _ZOOM * _DETAIL)
    canvas = DESIGNS[kind](look)
    light, cover = _placed(canvas, width, height)
    ground = round(_ground_line(canvas, side, height))
    picture = scene.backdrop(width, height, look.palette.tone, ground)
    scene.cast_shadow(picture, cover, ground)
    scene.reflect(picture, light, cover, ground, 0.16)
    picture *= 1 - cover
    picture += light
    scene.grain(picture, rng)
    return Shot(
        Image.fromarray(to_pixels(picture)), _box(cover), Image.fromarray((cover * 255 + 0.5).astype(np.uint8)), kind
    )


def _ground_line(canvas: Canvas, side: int, height: int) -> float:
    """The product stands so that it is a little below the middle of the picture."""
    tall = canvas.ground * side * _ZOOM
    return min(height * 0.90, (height + tall) / 2 + height * 0.02)


def _placed(canvas: Canvas, width: int, height: int) -> tuple[Floats, Floats]:
    """The product's light and coverage on the picture's own pixels."""
    side = min(width, height)
    small = _halved(np.concatenate([canvas.light, canvas.cover[None]]))
    top = round(_ground_line(canvas, side, height)) - round(canvas.ground * side * _ZOOM)
    left = (width - small.shape[2]) // 2
    whole = np.zeros((4, height, width), np.float32)
    whole[:, top : top + small.shape[1], left : left + small.shape[2]] = small
    return whole[:3], whole[3]


def _halved(layers: Floats) -> Floats:
    rows, columns = layers.shape[1] // 2 * 2, layers.shape[2] // 2 * 2
    across = layers[:, :rows, :columns:2] + layers[:, :rows, 1:columns:2]
    return np.asarray((across[:, ::2] + across[:, 1::2]) * np.float32(0.25))


def _box(cover: Floats) -> Box:
    rows, columns = np.flatnonzero((cover > 0.02).any(1)), np.flatnonzero((cover > 0.02).any(0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
