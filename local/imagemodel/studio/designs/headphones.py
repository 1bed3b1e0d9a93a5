"""Over-ear headphones, from the front."""

from __future__ import annotations

import math

from local.imagemodel.studio.arrays import Rgb
from local.imagemodel.studio.canvas import Canvas
from local.imagemodel.studio.light import BRUSHED, LEATHER, METAL, SATIN
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import Point, curve, ellipse, points, smooth, stroke
from local.imagemodel.studio.palette import STEEL, mix, scale
from local.imagemodel.studio.relief import raised
from local.imagemodel.studio.texture import bumpy, seam

# Outlines of the right cup, around its middle.
_PAD = "0.205 -0.140, 0.150 -0.128, 0.128 -0.06, 0.126 0.06, 0.148 0.128, 0.205 0.140, 0.225 0"
_SHELL = "0.196 -0.148, 0.240 -0.150, 0.282 -0.110, 0.300 0, 0.282 0.110, 0.240 0.150, 0.196 0.148, 0.188 0"
_RING = "0.196 -0.148, 0.206 -0.149, 0.199 0, 0.206 0.149, 0.196 0.148, 0.188 0"


def headphones(look: Look) -> Canvas:
    base = 0.64
    canvas = Canvas(0.64, base, look.scale)
    p = look.palette
    cushion = mix(p.body, (0.03, 0.03, 0.035), 0.78)
    band = _arc(0.232, 0.248, 0.262)
    inner = raised(canvas, stroke(_arc(0.214, 0.230, 0.268), 0.030))
    canvas.paint(bumpy(inner, look.rng, 0.04, 3), LEATHER, cushion)
    outer = raised(canvas, stroke(band, 0.034))
    canvas.cast(outer, 0.35, 0.010, 0.006)
    canvas.paint(outer, SATIN, p.body)
    for sign in (-1, 1):
        _arm(canvas, sign)
        _cup(canvas, look, sign, p.body, cushion)
    return canvas


def _arc(rx: float, ry: float, cy: float) -> list[Point]:
    angles = [math.pi * (1 + t / 40) for t in range(41)]
    return [(rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


def _arm(canvas: Canvas, sign: int) -> None:
    slider = raised(canvas, stroke(curve("0.231 0.225, 0.240 0.30, 0.246 0.40", sign=sign), 0.020))
    canvas.paint(slider, METAL, STEEL)
    collar = raised(canvas, stroke(curve("0.2305 0.205, 0.233 0.250", sign=sign), 0.042), soft=0.008)
    canvas.paint(collar, BRUSHED, STEEL)


def _cup(canvas: Canvas, look: Look, sign: int, color: Rgb, cushion: Rgb) -> None:
    middle = (0.0, 0.478)
    pad = smooth(points(_PAD, sign=sign, at=middle))
    soft = raised(canvas, pad, soft=0.05)
    canvas.cast(soft, 0.3, 0.012, 0.004)
    canvas.paint(bumpy(soft, look.rng, 0.05, 3), LEATHER, cushion)
    seam(canvas, curve("0.178 -0.133, 0.168 0, 0.178 0.133", sign=sign, at=middle), 0.003)
    body = raised(canvas, smooth(points(_SHELL, sign=sign, at=middle)), soft=0.06)
    canvas.cast(body, 0.45, 0.010, 0.0, -sign * 0.006)
    canvas.paint(body, SATIN, color)
    canvas.paint(raised(canvas, smooth(points(_RING, sign=sign, at=middle))), METAL, STEEL)
    pivot = raised(canvas, ellipse(sign * 0.252, middle[1] - 0.075, 0.017, 0.024), soft=0.006)
    canvas.cast(pivot, 0.3, 0.006, 0.002)
    canvas.paint(pivot, METAL, scale(STEEL, 0.95))
