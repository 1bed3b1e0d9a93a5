"""Cartons, seen over a corner: a front, a side and a top face, each with its own light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from local.imagemodel.studio.arrays import Floats, Rgb, floats
from local.imagemodel.studio.art import Sheet, contrasting, emblem, wrap
from local.imagemodel.studio.canvas import Canvas
from local.imagemodel.studio.light import MATTE, PAPER, SATIN, Material
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import Point, fill, points, smooth, stroke
from local.imagemodel.studio.palette import luminance, mix, scale
from local.imagemodel.studio.relief import flat, raised


@dataclass(frozen=True, slots=True)
class Block:
    """Corners of a box on the picture: `left`, `near`, `right` are the x of its three upright edges; `top` and
    `bottom` the y of the near edge's ends; `rise_*` how far the edges that run away from us climb."""

    left: float
    near: float
    right: float
    top: float
    bottom: float
    rise_top: float
    rise_bottom: float

    def front(self) -> list[Point]:
        return [
            (self.left, self.top - self.rise_top),
            (self.near, self.top),
            (self.near, self.bottom),
            (self.left, self.bottom - self.rise_bottom),
        ]

    def side(self) -> list[Point]:
        k = (self.right - self.near) / (self.near - self.left) * 1.5
        return [
            (self.near, self.top),
            (self.right, self.top - self.rise_top * k),
            (self.right, self.bottom - self.rise_bottom * k),
            (self.near, self.bottom),
        ]

    def lid(self) -> list[Point]:
        right = self.side()[1]
        back = (self.left + (self.right - self.near) * 0.93, self.top - self.rise_top + (right[1] - self.top) * 0.93)
        return [self.front()[0], (self.near, self.top), right, back]


def face(
    canvas: Canvas,
    corners: list[Point],
    sheet: Sheet | Rgb,
    normal: tuple[float, float],
    material: Material,
    fall: tuple[float, float],
) -> None:
    """A printed or plain face; `fall`: its light at the left and right edge."""
    surface = flat(canvas, corners, normal=normal)
    rows, columns = surface.window
    x = (np.arange(columns.start, columns.stop) + 0.5) / canvas.scale - canvas.width / 2
    y = (np.arange(rows.start, rows.stop) + 0.5) / canvas.scale
    (x0, t0), (x1, t1), (_, b1), (_, b0) = corners
    u = np.clip((x - x0) / (x1 - x0), 0, 1)
    top, bottom = t0 + (t1 - t0) * u, b0 + (b1 - b0) * u
    v = np.clip((y[:, None] - top) / (bottom - top), 0, 1)
    gain = (fall[0] + (fall[1] - fall[0]) * u)[None, :] * (1.03 - 0.10 * v)
    color: Rgb | Floats = (
        sheet if isinstance(sheet, tuple) else sheet.at(floats(np.broadcast_to(u, v.shape)), floats(v))
    )
    canvas.paint(surface, material, color, gain.astype(np.float32))


def edge(canvas: Canvas, a: Point, b: Point, tone: float = 0.10) -> None:
    """Light caught on a folded edge."""
    canvas.add(*fill(canvas, stroke([a, b], 0.0026)), (tone, tone, tone))


def block(
    canvas: Canvas, shape: Block, front: Sheet | Rgb, side: Sheet | Rgb, top: Rgb, material: Material = PAPER
) -> None:
    canvas.paint(flat(canvas, shape.lid(), normal=(-0.15, 0.62)), material, top)
    face(canvas, shape.side(), side, (0.78, -0.06), material, (1.0, 0.84))
    face(canvas, shape.front(), front, (-0.30, -0.05), material, (1.06, 0.95))
    edge(canvas, (shape.near, shape.top), (shape.near, shape.bottom))
    edge(canvas, shape.front()[0], (shape.near, shape.top), 0.14)
    edge(canvas, (shape.near, shape.top), shape.side()[1], 0.08)


def carton(look: Look) -> Canvas:
    """A folding carton with all-over print."""
    shape = Block(-0.205, 0.115, 0.215, 0.085, 0.665, 0.022, 0.050)
    canvas = Canvas(0.46, shape.bottom + 0.002, look.scale)
    p = look.palette
    front = wrap(look, 0.56, p.body, p.accent, p.light)
    side = Sheet(0.18, scale(p.body, 0.96))
    emblem(side, look, 0.09, 0.33, 0.035, contrasting(look, p.body))
    block(canvas, shape, front, side, mix(p.body, p.light, 0.12))
    canvas.darken(
        *fill(canvas, stroke([(shape.near - 0.16, shape.top - 0.011), (shape.near + 0.02, shape.top - 0.048)], 0.0022)),
        0.3,
    )
    return canvas


def gift(look: Look) -> Canvas:
    """A lidded gift box with ribbon and bow: what no word gives away is a present."""
    p = look.palette
    lower = Block(-0.245, 0.105, 0.235, 0.290, 0.640, 0.036, 0.062)
    cover = Block(-0.257, 0.106, 0.247, 0.205, 0.312, 0.034, 0.038)
    canvas = Canvas(0.54, lower.bottom + 0.002, look.scale)
    block(canvas, lower, p.body, p.body, p.body, MATTE)
    _under_lid(canvas, cover)
    block(canvas, cover, scale(p.body, 1.08), scale(p.body, 1.05), mix(p.body, (1, 1, 1), 0.04), MATTE)
    ribbon = p.accent if abs(luminance(p.accent) - luminance(p.body)) > 0.06 else p.light
    _ribbon(canvas, lower, cover, ribbon)
    _bow(canvas, ribbon)
    return canvas


def _under_lid(canvas: Canvas, cover: Block) -> None:
    """The lid's shadow on the box."""
    front, side = cover.front(), cover.side()
    for reach, dark in ((0.006, 0.22), (0.013, 0.14), (0.022, 0.08)):
        outline = [
            front[3],
            front[2],
            side[2],
            (side[2][0], side[2][1] + reach),
            (front[2][0], front[2][1] + reach),
            (front[3][0], front[3][1] + reach),
        ]
        canvas.darken(*fill(canvas, outline), dark)


def _ribbon(canvas: Canvas, lower: Block, cover: Block, color: Rgb) -> None:
    for shape in (lower, cover):
        canvas.paint(flat(canvas, _strip(shape.front(), 0.41, 0.59), normal=(-0.30, -0.02)), SATIN, color)
        canvas.paint(flat(canvas, _strip(shape.side(), 0.38, 0.62), normal=(0.72, -0.02)), SATIN, color, 0.92)
    a, b, c, d = cover.lid()
    canvas.paint(flat(canvas, _strip([a, b, c, d], 0.41, 0.59), normal=(-0.15, 0.5)), SATIN, color)
    canvas.paint(flat(canvas, _strip([b, c, d, a], 0.38, 0.62), normal=(-0.15, 0.5)), SATIN, color)
    front = cover.front()
    canvas.darken(
        *fill(
            canvas,
            _strip(
                [front[3], front[2], (front[2][0], front[2][1] + 0.008), (front[3][0], front[3][1] + 0.008)], 0.41, 0.59
            ),
        ),
        0.3,
    )


def _strip(corners: list[Point], start: float, end: float) -> list[Point]:
    (a, b, c, d) = (np.array(p) for p in corners)
    strip = [a + (b - a) * start, a + (b - a) * end, d + (c - d) * end, d + (c - d) * start]
    return [(float(x), float(y)) for x, y in strip]


def _bow(canvas: Canvas, color: Rgb) -> None:
    knot_at = (-0.005, 0.158)
    tails = (
        points("0 0, -0.030 0.035, -0.060 0.085, -0.036 0.082, -0.026 0.094, 0.000 0.040", at=knot_at),
        points("0 0, 0.040 0.022, 0.090 0.050, 0.072 0.060, 0.074 0.076, 0.022 0.040", at=knot_at),
    )
    for tail in tails:
        canvas.paint(raised(canvas, tail, soft=0.006, height=0.5), SATIN, scale(color, 0.92))
    for sign in (-1, 1):
        loop = smooth(
            points("0 0, 0.045 -0.070, 0.110 -0.100, 0.150 -0.070, 0.130 -0.020, 0.060 0.008", sign=sign, at=knot_at)
        )
        outer = raised(canvas, loop)
        canvas.cast(outer, 0.30, 0.010, 0.008)
        canvas.paint(outer, SATIN, color)
        hollow = smooth(
            points("0.040 -0.028, 0.075 -0.062, 0.112 -0.072, 0.118 -0.050, 0.085 -0.024", sign=sign, at=knot_at)
        )
        canvas.paint(
            raised(canvas, hollow, soft=0.01, height=-0.6),
            SATIN,
            scale(color, 0.50),
        )
    knot = raised(canvas, smooth(points("-0.026 -0.030, 0.026 -0.030, 0.030 0.018, -0.030 0.018", at=knot_at)))
    canvas.cast(knot, 0.35, 0.006, 0.004)
    canvas.paint(knot, SATIN, color)
