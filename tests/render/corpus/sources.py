"""The source pictures: what each file holds in truth, and its bytes as a marketer would upload them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from PIL import Image

from tests.render.corpus import textures
from tests.render.corpus.pale import Pale, drawn, pales
from tests.render.corpus.shots import Box, Scene, cut_out, placed, studio, vignette, wall
from tests.render.pictures import file

Kind = Literal["uniform", "cutout", "textured"]


@dataclass(frozen=True, slots=True)
class Source:
    """`truth` is the upright picture in RGB; the product is where `mask` is 255, inside `box` (all of a photograph)."""

    kind: Kind
    data: bytes
    truth: Image.Image
    mask: Image.Image
    box: Box


SQUARE, WIDE, TALL = (1000, 1000), (1500, 900), (900, 1400)


def _plain(scene: Scene, data: bytes | None = None) -> Source:
    return Source("uniform", data or file(scene.image, compress_level=1), scene.image, scene.mask, scene.box)


def _cut(scene: Scene, image: Image.Image | None = None, kind: str = "PNG") -> Source:
    options = {"lossless": True} if kind == "WEBP" else {}  # the truth must not be what a codec made of it
    return Source("cutout", file(image or cut_out(scene), kind, **options), scene.image, scene.mask, scene.box)


def _photo(image: Image.Image, data: bytes | None = None) -> Source:
    whole = Image.new("L", image.size, 255)
    return Source("textured", data or file(image, compress_level=1), image.convert("RGB"), whole, (0, 0, *image.size))


def _pale(case: Pale) -> Source:
    scene = drawn(case)
    return _plain(scene, file(scene.image, "JPEG", quality=94) if case.stored == "jpeg" else None)


def _studio(prompt: str) -> Callable[[], Source]:
    return lambda: _plain(studio(prompt))


def _turned(image: Image.Image) -> bytes:
    """As a camera held sideways stores it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return file(image.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=92, exif=exif)


def _grey(scene: Scene, bits: int) -> Source:
    grey = scene.image.convert("L")
    stored = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257) if bits == 16 else grey
    return Source("uniform", file(stored, compress_level=1), grey.convert("RGB"), scene.mask, scene.box)


def _palette(scene: Scene) -> Source:
    stored = scene.image.quantize(256)
    return Source("uniform", file(stored), stored.convert("RGB"), scene.mask, scene.box)


def _as_jpeg(scene: Scene, mode: str = "RGB") -> Source:
    return _plain(scene, file(scene.image.convert(mode), "JPEG", quality=92))


def _large() -> Source:
    ground = wall((1000, 750), (228, 226, 222), (200, 198, 196), 3).resize((4000, 3000), Image.Resampling.BICUBIC)
    scene = placed("headphones", ground, 0.5, (0.5, 0.52))
    return _as_jpeg(scene)


def _on(
    prompt: str, ground: Callable[[], Image.Image], height: float, x: float = 0.5, y: float = 0.5
) -> Callable[[], Source]:
    return lambda: _plain(placed(prompt, ground(), height, (x, y)))


def _floating(prompt: str, size: tuple[int, int], height: float, x: float = 0.5, y: float = 0.5) -> Scene:
    return placed(prompt, wall(size, (250, 250, 250)), height, (x, y))


_SOURCES: dict[str, Callable[[], Source]] = {
    # as the image model makes them
    **{
        f"studio {prompt}": _studio(prompt)
        for prompt in (
            "insulated bottle",
            "running shoe",
            "headphones",
            "candle",
            "watch",
            "mug",
            "white box",
            "serum dropper",
            "backpack",
            "sparkling water can",
            "face cream jar",
            "linen shirt",
        )
    },
    # grounds
    "black ground": _on("insulated bottle", lambda: wall(SQUARE, (8, 8, 10)), 0.7),
    "white ground": _on("mug", lambda: wall(SQUARE, (255, 255, 255)), 0.6),
    "middle grey, grain": _on("watch", lambda: wall(SQUARE, (119, 119, 119), grain=5), 0.6),
    "red ground": _on("face cream jar", lambda: wall(WIDE, (205, 24, 32)), 0.5),
    "blue ground": _on("running shoe", lambda: wall(WIDE, (0, 87, 184)), 0.45),
    "light to dark": _on("candle", lambda: wall(TALL, (250, 246, 240), (70, 66, 60)), 0.5),
    "vignette": _on("headphones", lambda: vignette(SQUARE, (210, 205, 200), (60, 56, 52)), 0.6),
    # places
    "far left": _on("insulated bottle", lambda: wall(WIDE, (232, 228, 220), grain=2), 0.75, 0.16),
    "lower right": _on("mug", lambda: wall(WIDE, (214, 224, 228), grain=2), 0.4, 0.82, 0.74),
    "touching the left": _on("face cream jar", lambda: wall(SQUARE, (236, 230, 226)), 0.5, 0.0),
    "touching the foot": _on("candle", lambda: wall(SQUARE, (226, 232, 226)), 0.6, 0.5, 1.0),
    "tiny": _on("watch", lambda: wall((1600, 1200), (240, 238, 235), grain=1), 0.12, 0.6, 0.55),
    "huge": _on("backpack", lambda: wall(SQUARE, (235, 235, 238)), 0.97),
    "very wide": _on("running shoe", lambda: wall((2600, 620), (238, 236, 232), grain=1), 0.6, 0.3),
    "very tall": _on("insulated bottle", lambda: wall((620, 2400), (228, 234, 238), grain=1), 0.45, 0.5, 0.6),
    # kinds of file
    "12 megapixels": _large,
    "cmyk jpeg": lambda: _as_jpeg(studio("mug", 768), "CMYK"),
    "exif turned": lambda: _plain(
        scene := placed("candle", wall(WIDE, (240, 236, 230)), 0.6, (0.4, 0.5)), _turned(scene.image)
    ),
    "16-bit grey": lambda: _grey(studio("watch", 768), 16),
    "8-bit grey": lambda: _grey(studio("headphones", 768), 8),
    "palette": lambda: _palette(studio("face cream jar", 768)),
    # cut out
    "cutout bottle": lambda: _cut(studio("insulated bottle")),
    "cutout shoe, webp": lambda: _cut(studio("running shoe", 768), kind="WEBP"),
    "cutout tiny on a large sheet": lambda: _cut(_floating("mug", (2000, 2000), 0.15, 0.2, 0.8)),
    "cutout to the edges": lambda: _cut(_floating("backpack", (700, 900), 1.0)),
    "cutout headphones, dark": lambda: _cut(studio("black headphones", 768)),
    "cutout white box": lambda: _cut(studio("white box", 768)),
    # photographs
    "noise": lambda: _photo(textures.noise(640, 480)),
    "blotches, tall": lambda: _photo(textures.blotches(700, 1100)),
    "stripes": lambda: _photo(textures.stripes(1200, 800)),
    "checks": lambda: _photo(textures.checks(800, 800)),
    "all hues": lambda: _photo(textures.sweep(1400, 900)),
    "foliage": lambda: _photo(textures.foliage(1280, 853), file(textures.foliage(1280, 853), "JPEG", quality=92)),
    "bokeh, tall": lambda: _photo(textures.bokeh(900, 1350)),
    "foliage, 12 megapixels": lambda: _photo(
        image := textures.blotches(4000, 3000, 40), file(image, "JPEG", quality=90)
    ),
    "8000 x 100": lambda: _photo(textures.blotches(8000, 100, 60)),
    "100 x 3000": lambda: _photo(textures.blotches(100, 3000, 60)),
    "64 x 64": lambda: _photo(textures.blotches(64, 64)),
}
NAMES = tuple(_SOURCES)
_PALE = {each.name: each for each in pales()}


@lru_cache(maxsize=3)
def source(name: str) -> Source:
    return _pale(_PALE[name]) if name in _PALE else _SOURCES[name]()
