"""A mug with something hot in it."""

from __future__ import annotations

import numpy as np

from local.imagemodel.studio.arrays import plain
from local.imagemodel.studio.art import Sheet, contrasting, emblem
from local.imagemodel.studio.canvas import Canvas
from local.imagemodel.studio.designs.turned import band, printed
from local.imagemodel.studio.lathe import turn
from local.imagemodel.studio.light import GLOSS, SATIN
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import ellipse, fill, smooth, stroke
from local.imagemodel.studio.palette import mix
from local.imagemodel.studio.relief import flat, raised

_TILT = 0.16
_COFFEE = (0.085, 0.032, 0.012)
_CREMA = (0.36, 0.19, 0.08)


def mug(look: Look) -> Canvas:
    base, r, lip = 0.43, 0.168, 0.030
    canvas = Canvas(2 * (r + 0.115) + 0.04, base + r * 0.9 * _TILT, look.scale)
    p = look.palette
    _handle(canvas, r, p.body)
    shape = [(lip, r), (base - 0.03, r * 0.985), (base, r * 0.86)]
    solid = turn(canvas, shape, tilt=_TILT, round_by=0.030)
    sheet = Sheet(3.1416 * r / (base - lip), p.body)
    emblem(sheet, look, sheet.aspect / 2, 0.52, 0.17, contrasting(look, p.body))
    band(canvas, solid, 0, lip + 0.002, GLOSS, p.body)
    printed(canvas, solid, lip, base + 0.01, GLOSS if look.pick(2, 1) == 0 else SATIN, sheet)
    _inside(canvas, lip, r, mix(p.body, p.light, 0.82))
    return canvas


def _handle(canvas: Canvas, r: float, color: tuple[float, float, float]) -> None:
    path = smooth(
        [
            (r * 0.93, 0.100),
            (r + 0.055, 0.094),
            (r + 0.098, 0.140),
            (r + 0.096, 0.215),
            (r + 0.050, 0.282),
            (r * 0.93, 0.312),
        ],
        closed=False,
    )
    ring = raised(canvas, stroke(path, 0.034))
    canvas.paint(ring, GLOSS, color)


def _inside(canvas: Canvas, y: float, r: float, glaze: tuple[float, float, float]) -> None:
    rim = flat(canvas, ellipse(0, y, r, r * _TILT), normal=(-0.30, 0.62))
    canvas.paint(rim, GLOSS, glaze)
    hollow = ellipse(0, y + 0.001, r * 0.955, r * _TILT * 0.93)
    wall = flat(canvas, hollow, normal=(0.25, 0.10))
    depth = np.linspace(0.62, 1.02, wall.cover.shape[0], dtype=np.float32)[:, None] * np.ones_like(wall.cover)
    canvas.paint(wall, SATIN, glaze, depth)
    window, cover = fill(canvas, hollow)
    drink = fill(canvas, ellipse(0, y + 0.013, r * 0.90, r * _TILT * 0.80))
    inside = np.zeros((canvas.rows, canvas.columns), np.float32)
    inside[window] = cover
    level = drink[1] * inside[drink[0]]
    light = np.linspace(1.7, 0.9, level.shape[1], dtype=np.float32)[None, :] * plain(_COFFEE)
    canvas.over(drink[0], level, light)
    crema = fill(
        canvas,
        ellipse(0, y + 0.013, r * 0.90, r * _TILT * 0.80),
        holes=[ellipse(0, y + 0.0135, r * 0.87, r * _TILT * 0.75)],
    )
    canvas.ink(crema[0], crema[1] * inside[crema[0]], _CREMA)
