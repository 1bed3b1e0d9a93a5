"""Pale products on pale ground, the commonest picture in a shop: the body a few levels from its ground, and its true
outline.

Some have a strong part (a label, a cap), which is all that a quick look finds; others are pale all over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from tests.render.corpus.shots import Scene

Color = tuple[int, int, int]

SIDE, _FINER = 900, 2  # px of the picture; times finer drawn, for soft edges
GROUNDS: dict[str, Color] = {"255": (255, 255, 255), "245": (245, 245, 245), "tinted": (226, 208, 186)}
STEPS = (2, 4, 6, 8, 12, 16)  # levels that the body lies below its ground
FILES = ("jpeg", "png", "grain")
_GRAIN = 2.0  # standard deviation, 0..255


class _Pen:
    """Draws body and strong parts; coordinates in thousandths of the side."""

    def __init__(self, ground: Color, body: Color) -> None:
        self._body, size = body, (SIDE * _FINER, SIDE * _FINER)
        self._image, self._mask = Image.new("RGB", size, ground), Image.new("L", size)

    def body(self, left: int, top: int, right: int, bottom: int, radius: int = 0) -> None:
        self._rounded(left, top, right, bottom, radius, self._body)

    def strong(self, left: int, top: int, right: int, bottom: int, color: Color, radius: int = 0) -> None:
        self._rounded(left, top, right, bottom, radius, color)

    def outline(self, *points: tuple[int, int]) -> None:
        pixels = [(x * SIDE * _FINER / 1000, y * SIDE * _FINER / 1000) for x, y in points]
        ImageDraw.Draw(self._image).polygon(pixels, self._body)
        ImageDraw.Draw(self._mask).polygon(pixels, 255)

    def ring(self, left: int, top: int, right: int, bottom: int, width: int) -> None:
        box = [edge * SIDE * _FINER / 1000 for edge in (left, top, right, bottom)]
        thick = round(width * SIDE * _FINER / 1000)
        ImageDraw.Draw(self._image).ellipse(box, outline=self._body, width=thick)
        ImageDraw.Draw(self._mask).ellipse(box, outline=255, width=thick)

    def drawn(self) -> tuple[Image.Image, Image.Image]:
        return self._image.reduce(_FINER), self._mask.reduce(_FINER)

    def _rounded(self, left: int, top: int, right: int, bottom: int, radius: int, color: Color) -> None:
        box = [edge * SIDE * _FINER / 1000 for edge in (left, top, right, bottom)]
        round_ = radius * SIDE * _FINER / 1000
        ImageDraw.Draw(self._image).rounded_rectangle(box, round_, color)
        ImageDraw.Draw(self._mask).rounded_rectangle(box, round_, 255)


def _bottle(pen: _Pen) -> None:
    pen.body(440, 150, 560, 330, 14)
    pen.body(350, 300, 650, 870, 45)
    pen.strong(350, 510, 650, 710, (28, 130, 84))


def _tube(pen: _Pen) -> None:
    pen.body(400, 160, 600, 720, 30)
    pen.strong(400, 700, 600, 840, (196, 150, 70), 8)


def _lipstick(pen: _Pen) -> None:
    pen.strong(455, 260, 545, 480, (174, 56, 66), 40)
    pen.body(430, 460, 570, 860, 14)


def _mug(pen: _Pen) -> None:
    pen.ring(560, 390, 790, 650, 38)
    pen.body(270, 320, 640, 730, 40)


def _jar(pen: _Pen) -> None:
    pen.strong(290, 330, 710, 430, (60, 60, 66), 18)
    pen.body(270, 420, 730, 740, 50)


def _box(pen: _Pen) -> None:
    pen.body(240, 260, 700, 780, 4)
    pen.strong(360, 480, 580, 560, (40, 72, 140))


def _sneaker(pen: _Pen) -> None:
    upper = (150, 660), (160, 480), (230, 430), (300, 470), (400, 440), (520, 520), (720, 580), (840, 620), (850, 700)
    pen.outline(*upper)
    pen.body(145, 650, 860, 730, 30)
    pen.strong(330, 560, 470, 600, (210, 60, 40))


def _glass(pen: _Pen) -> None:
    pen.outline((340, 200), (660, 200), (560, 500), (520, 520), (520, 780), (480, 780), (480, 520), (440, 500))
    pen.body(370, 770, 630, 800, 12)


OUTLINES: dict[str, Callable[[_Pen], None]] = {
    "bottle with a label": _bottle,
    "tube with a cap": _tube,
    "lipstick": _lipstick,
    "mug": _mug,
    "jar with a lid": _jar,
    "box with a print": _box,
    "sneaker with a stripe": _sneaker,
    "glass": _glass,
}


@dataclass(frozen=True, slots=True)
class Pale:
    """`step`: how many levels the body lies below its ground."""

    outline: str
    ground: str
    step: int
    stored: str

    @property
    def name(self) -> str:
        return f"pale {self.outline}, on {self.ground}, {self.step} levels, {self.stored}"


def pales() -> Iterator[Pale]:
    for outline in OUTLINES:
        for ground in GROUNDS:
            for step in STEPS:
                for stored in FILES:
                    yield Pale(outline, ground, step, stored)


def drawn(case: Pale) -> Scene:
    ground = GROUNDS[case.ground]
    red, green, blue = (level - case.step for level in ground)
    pen = _Pen(ground, (red, green, blue))
    OUTLINES[case.outline](pen)
    image, mask = pen.drawn()
    if case.stored == "grain":
        noise = np.random.default_rng(1).standard_normal((SIDE, SIDE, 1)) * _GRAIN
        image = Image.fromarray((np.asarray(image, np.float32) + noise).round().clip(0, 255).astype(np.uint8))
    box = mask.point(lambda value: 255 if value > 127 else 0).getbbox()
    assert box
    return Scene(image, mask, box)
