"""A wristwatch, upright: strap, metal case, dial with indices and hands."""

from __future__ import annotations

import math

import numpy as np

from local.imagemodel.studio.arrays import Rgb
from local.imagemodel.studio.canvas import Canvas
from local.imagemodel.studio.light import BRUSHED, GLOSS, LEATHER, METAL, SATIN
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import Point, ellipse, fill, rounded, smooth, stroke
from local.imagemodel.studio.palette import GOLD, STEEL, luminance, mix, scale
from local.imagemodel.studio.relief import flat, raised
from local.imagemodel.studio.texture import bumpy, stitches


def watch(look: Look) -> Canvas:
    base, cy, r = 0.70, 0.345, 0.158
    canvas = Canvas(0.44, base, look.scale)
    smart = look.says("smart", "fitness", "tracker")
    p = look.palette
    metal = (STEEL, GOLD, (0.20, 0.20, 0.22))[look.pick(3, 2, 1)]
    _strap(canvas, look, cy, base)
    _crown(canvas, cy, r * 0.88 if smart else r, metal)
    if smart:
        _smart_case(canvas, look, cy, r, metal)
        return canvas
    case = raised(canvas, ellipse(0, cy, r, r), soft=0.018)
    canvas.cast(case, 0.4, 0.012, 0.006)
    canvas.paint(case, METAL, metal)
    canvas.paint(raised(canvas, ellipse(0, cy, r * 0.93, r * 0.93), soft=0.006, height=-0.7), BRUSHED, metal)
    dial = p.body if p.named or look.pick(1, 1) else p.light
    _dial(canvas, cy, r * 0.86, dial, metal, p.accent)
    return canvas


def _strap(canvas: Canvas, look: Look, cy: float, base: float) -> None:
    p = look.palette
    color = mix(p.accent if p.named else p.body, (0.10, 0.05, 0.03), 0.25)
    for far, sign in ((0.0, 1), (base, -1)):
        outline = smooth(
            [
                (-0.098, cy),
                (-0.098, cy),
                (0.098, cy),
                (0.098, cy),
                (0.084, far + sign * 0.12),
                (0.074, far + sign * 0.03),
                (0.060, far),
                (-0.060, far),
                (-0.074, far + sign * 0.03),
                (-0.084, far + sign * 0.12),
            ]
        )
        strap = raised(canvas, outline, soft=0.014, height=0.7)
        rows = strap.cover.shape[0]
        bend = (
            np.linspace(0.6, 0.0, rows, dtype=np.float32) ** 1.5
            if sign > 0
            else -(np.linspace(0, 0.6, rows, dtype=np.float32) ** 1.5)
        )
        curved = type(strap)(
            strap.window, strap.cover, strap.nx, np.clip(strap.ny + bend[:, None], -0.95, 0.95).astype(np.float32)
        )
        canvas.paint(bumpy(curved, look.rng, 0.05, 4), LEATHER, color)
        for side in (-1, 1):
            edge: list[Point] = [
                (side * x, y)
                for x, y in smooth([(0.088, cy), (0.074, far + sign * 0.12), (0.062, far + sign * 0.025)], closed=False)
            ]
            stitches(canvas, edge, tone=0.10)


def _crown(canvas: Canvas, cy: float, r: float, metal: Rgb) -> None:
    crown = raised(canvas, rounded(r - 0.004, cy - 0.018, r + 0.024, cy + 0.018, 0.005), soft=0.006)
    canvas.paint(crown, METAL, metal)
    for step in range(5):
        y = cy - 0.013 + step * 0.0065
        canvas.darken(*fill(canvas, stroke([(r + 0.004, y), (r + 0.024, y)], 0.0016)), 0.5)
    for x, y in ((-0.108, cy - 0.128), (0.108, cy - 0.128), (-0.108, cy + 0.128), (0.108, cy + 0.128)):
        lug = raised(canvas, rounded(x - 0.016, y - 0.038, x + 0.016, y + 0.038, 0.012))
        canvas.paint(lug, METAL, metal)


def _dial(canvas: Canvas, cy: float, r: float, color: Rgb, metal: Rgb, accent: Rgb) -> None:
    face = flat(canvas, ellipse(0, cy, r, r), normal=(-0.12, 0.05))
    rows, columns = face.cover.shape
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j].astype(np.float32)
    sunburst = 1 + 0.13 * np.cos(2 * (np.arctan2(y, x) + 0.9)) - 0.22 * (x * x + y * y)
    canvas.paint(face, SATIN, color, sunburst.astype(np.float32))
    ink: Rgb = metal if luminance(color) < 0.35 else (0.03, 0.03, 0.04)
    for mark in range(60):
        angle, hour = math.tau * mark / 60, mark % 5 == 0
        dx, dy = math.sin(angle), -math.cos(angle)
        inner, outer = (0.78 if hour else 0.90), 0.95
        line = stroke(
            [(dx * r * inner, cy + dy * r * inner), (dx * r * outer, cy + dy * r * outer)], 0.0075 if hour else 0.0020
        )
        canvas.paint(flat(canvas, line, normal=(-0.35, 0.3)), BRUSHED if hour else SATIN, ink)
    for angle, reach, width, hand in (
        (-0.91, 0.52, 0.0105, ink),
        (1.02, 0.76, 0.0080, ink),
        (2.75, 0.84, 0.0028, accent),
    ):
        dx, dy = math.sin(angle), -math.cos(angle)
        line = stroke(
            [(-dx * r * 0.14, cy - dy * r * 0.14), (dx * r * reach, cy + dy * r * reach)], (width, width * 0.6)
        )
        part = flat(canvas, line, normal=(-0.4, 0.2))
        canvas.cast(part, 0.35, 0.004, 0.003, 0.003)
        canvas.paint(part, METAL if hand is not accent else GLOSS, hand)
    canvas.paint(raised(canvas, ellipse(0, cy, 0.009, 0.009)), METAL, metal)
    _crystal(canvas, cy, r)


def _crystal(canvas: Canvas, cy: float, r: float) -> None:
    window, cover = fill(canvas, ellipse(0, cy, r, r))
    rows, columns = cover.shape
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j].astype(np.float32)
    glare = np.clip(1 - np.abs((x + y * 0.9 + 0.75) * 2.6), 0, 1) + 0.5 * np.clip(
        1 - np.abs((x + y * 0.9 + 0.15) * 7), 0, 1
    )
    canvas.add(window, (cover * glare).astype(np.float32), (0.055, 0.058, 0.062))


def _smart_case(canvas: Canvas, look: Look, cy: float, r: float, metal: Rgb) -> None:
    outline = rounded(-r * 0.88, cy - r * 1.02, r * 0.88, cy + r * 1.02, 0.055)
    case = raised(canvas, outline, soft=0.012)
    canvas.cast(case, 0.4, 0.012, 0.006)
    canvas.paint(case, METAL, metal)
    glass = rounded(-r * 0.83, cy - r * 0.97, r * 0.83, cy + r * 0.97, 0.050)
    canvas.paint(raised(canvas, glass, soft=0.008, height=0.6), GLOSS, (0.008, 0.008, 0.010))
    p = look.palette
    for number, color in enumerate((p.accent, p.body, p.light)):
        radius, share = r * (0.60 - number * 0.15), (0.78, 0.62, 0.86)[number]
        angle = np.linspace(-math.pi / 2, -math.pi / 2 + math.tau * share, 60)
        path = [(float(radius * np.cos(a)), float(cy + radius * np.sin(a))) for a in angle]
        ring = fill(canvas, stroke(path, 0.018))
        bright = scale(mix(color, (1, 1, 1), 0.25), 1.3)
        canvas.ink(*ring, bright)
    _crystal(canvas, cy, r * 0.8)
