"""A product whose box is known, on any ground, at any place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image

from local.imagemodel.product_shot import ProductShot, shoot_product

Color = tuple[int, int, int]
Box = tuple[int, int, int, int]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scene:
    """`image` RGB; `mask` where the product is (0..255) and `box` its edges, both in the image's pixels."""

    image: Image.Image
    mask: Image.Image
    box: Box


@lru_cache(maxsize=8)
def _shot(prompt: str, side: int) -> ProductShot:
    return shoot_product(prompt, 0, side, side)


def studio(prompt: str, side: int = 1024) -> Scene:
    shot = _shot(prompt, side)
    return Scene(shot.image, shot.mask, shot.box)


def wall(size: tuple[int, int], top: Color, bottom: Color | None = None, grain: float = 0.0) -> Image.Image:
    """From one colour down to another; `grain` is a standard deviation, 0..255."""
    y = np.linspace(0, 1, size[1], dtype=np.float32)[:, None, None]
    values = np.array(top, np.float32) * (1 - y) + np.array(bottom or top, np.float32) * y
    values = np.broadcast_to(values, (size[1], size[0], 3))
    noise = np.random.default_rng(1).standard_normal((size[1], size[0], 1)) * grain
    return Image.fromarray((values + noise).round().clip(0, 255).astype(np.uint8))


def vignette(size: tuple[int, int], middle: Color, edge: Color) -> Image.Image:
    x, y = np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1])
    far = np.clip(np.hypot(x[None, :], y[:, None]) / 1.42, 0, 1)[..., None] ** 2
    values = np.array(middle) * (1 - far) + np.array(edge) * far
    return Image.fromarray(values.round().astype(np.uint8))


def placed(prompt: str, ground: Image.Image, height: float, at: tuple[float, float]) -> Scene:
    """The product cut out of its studio shot, `height` as a share of the ground's, its middle `at` shares of it.

    Moved inside where it would cross an edge: it touches that edge then.
    """
    shot = _shot(prompt, 768)
    item, cover = shot.image.crop(shot.box), shot.mask.crop(shot.box)
    scale = min(height * ground.height / item.height, ground.width / item.width)
    size = max(1, round(item.width * scale)), max(1, round(item.height * scale))
    item, cover = item.resize(size, Image.Resampling.LANCZOS), cover.resize(size, Image.Resampling.LANCZOS)
    left = min(max(0, round(at[0] * ground.width - size[0] / 2)), ground.width - size[0])
    top = min(max(0, round(at[1] * ground.height - size[1] / 2)), ground.height - size[1])
    image, mask = ground.copy(), Image.new("L", ground.size)
    image.paste(item, (left, top), cover)
    mask.paste(cover, (left, top))
    return Scene(image, mask, (left, top, left + size[0], top + size[1]))


def cut_out(scene: Scene) -> Image.Image:
    """RGBA; what is transparent keeps its colours, as editors leave it."""
    image = scene.image.convert("RGBA")
    image.putalpha(scene.mask)
    return image
