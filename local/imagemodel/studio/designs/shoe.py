"""A trainer from the side, toe to the right."""

from __future__ import annotations

import numpy as np

from local.imagemodel.studio.arrays import Rgb
from local.imagemodel.studio.canvas import Canvas, Surface
from local.imagemodel.studio.light import FABRIC, LEATHER, MATTE, RUBBER
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import Point, curve, fill, points, smooth, stroke
from local.imagemodel.studio.palette import luminance, mix, scale
from local.imagemodel.studio.relief import raised
from local.imagemodel.studio.texture import bumpy, cloth, seam, stitches

_UPPER: list[Point] = points(
    "-0.325 0.300, -0.338 0.235, -0.326 0.150, -0.318 0.085, -0.304 0.052, -0.282 0.060, "
    "-0.235 0.104, -0.170 0.112, -0.120 0.078, -0.092 0.030, -0.066 0.018, -0.040 0.034, "
    "0.020 0.092, 0.090 0.146, 0.160 0.180, 0.240 0.200, 0.308 0.226, 0.345 0.262, 0.345 0.300, "
    "0.20 0.315, 0.0 0.315, -0.20 0.310"
)
_MIDSOLE: list[Point] = points(
    "-0.352 0.268, -0.330 0.262, -0.20 0.280, -0.05 0.292, 0.12 0.288, 0.26 0.272, 0.340 0.252, "
    "0.366 0.258, 0.368 0.285, 0.340 0.322, 0.26 0.348, 0.12 0.354, -0.12 0.352, -0.28 0.354, "
    "-0.345 0.346, -0.364 0.318"
)


def shoe(look: Look) -> Canvas:
    base = 0.366
    canvas = Canvas(0.78, base, look.scale)
    p = look.palette
    sole = p.light if luminance(p.light) > 0.6 else (0.86, 0.85, 0.82)
    _collar(canvas, look, scale(p.body, 0.45))
    upper = raised(canvas, smooth(_UPPER), soft=0.12, height=0.9)
    canvas.paint(bumpy(upper, look.rng, 0.10, 3), FABRIC, p.body, cloth(upper, look.rng, 0.05))
    _overlays(canvas, look)
    _laces(canvas, sole)
    _soles(canvas, look, sole)
    return canvas


def _collar(canvas: Canvas, look: Look, color: Rgb) -> None:
    """The far side of the opening and the tongue, seen behind the upper."""
    far = smooth(
        points("-0.300 0.062, -0.250 0.060, -0.170 0.066, -0.105 0.040, -0.115 0.110, -0.20 0.140, -0.285 0.110")
    )
    canvas.paint(raised(canvas, far, soft=0.02, height=0.7), FABRIC, color, 0.8)
    tongue = smooth(points("-0.112 0.060, -0.098 0.006, -0.066 -0.000, -0.035 0.018, -0.02 0.07, -0.08 0.10"))
    part = raised(canvas, [(x, y + 0.006) for x, y in tongue], soft=0.02)
    canvas.paint(bumpy(part, look.rng, 0.08, 3), FABRIC, mix(color, look.palette.accent, 0.6))


def _overlays(canvas: Canvas, look: Look) -> None:
    p = look.palette
    dark = scale(p.body, 0.62)
    heel = smooth(
        points("-0.340 0.290, -0.345 0.225, -0.331 0.140, -0.318 0.100, -0.282 0.130, -0.250 0.195, -0.215 0.290")
    )
    toe = smooth(points("0.365 0.295, 0.352 0.255, 0.308 0.222, 0.255 0.203, 0.222 0.215, 0.215 0.255, 0.195 0.300"))
    eyestay = smooth(
        points(
            "-0.105 0.075, -0.078 0.050, -0.035 0.052, 0.03 0.108, 0.10 0.160, 0.145 0.186, 0.118 0.206, "
            "0.05 0.190, -0.03 0.145, -0.085 0.120"
        )
    )
    flash = smooth(
        points("-0.195 0.292, -0.145 0.240, -0.055 0.190, 0.045 0.212, 0.005 0.222, -0.045 0.240, -0.080 0.292")
    )
    inside = _inside(canvas, smooth(_UPPER))
    for outline, color, material in (
        (heel, dark, LEATHER),
        (toe, dark, LEATHER),
        (flash, p.accent, LEATHER),
        (eyestay, dark, LEATHER),
    ):
        part = raised(canvas, outline, soft=0.030, height=0.55)
        part = Surface(part.window, part.cover * inside[part.window], part.nx, part.ny)
        canvas.cast(part, 0.22, 0.004, 0.002)
        canvas.paint(bumpy(part, look.rng, 0.03, 4), material, color)
    stitches(canvas, smooth([(-0.276, 0.140), (-0.244, 0.200), (-0.212, 0.276)], closed=False), tone=0.09)
    stitches(canvas, curve("0.258 0.211, 0.230 0.222, 0.223 0.255, 0.208 0.285"), tone=0.09)
    stitches(canvas, curve("-0.078 0.112, -0.025 0.136, 0.052 0.180, 0.116 0.197"), tone=0.09)


def _inside(canvas: Canvas, outline: list[Point]) -> np.typing.NDArray[np.float32]:
    window, cover = fill(canvas, outline)
    whole = np.zeros((canvas.rows, canvas.columns), np.float32)
    whole[window] = cover
    return whole


def _laces(canvas: Canvas, color: Rgb) -> None:
    for step in range(6):
        t = step / 5
        x, y = -0.062 + 0.172 * t, 0.058 + 0.118 * t
        path = smooth([(x - 0.030, y + 0.036), (x - 0.004, y + 0.012), (x + 0.024, y - 0.012)], closed=False)
        lace = raised(canvas, stroke(path, 0.0135))
        canvas.cast(lace, 0.35, 0.004, 0.003)
        canvas.paint(lace, FABRIC, color)
    bow = curve("-0.066 0.050, -0.020 0.018, 0.012 0.030, -0.012 0.052, -0.052 0.058")
    loop = raised(canvas, stroke(bow, 0.0095))
    canvas.cast(loop, 0.3, 0.004, 0.003)
    canvas.paint(loop, FABRIC, color)


def _soles(canvas: Canvas, look: Look, color: Rgb) -> None:
    mid = raised(canvas, smooth(_MIDSOLE), soft=0.030, height=0.8)
    canvas.cast(mid, 0.35, 0.007, -0.004)
    canvas.paint(mid, MATTE, color)
    wedge = curve("-0.352 0.318, -0.20 0.306, -0.02 0.322, 0.18 0.320, 0.335 0.290")
    seam(canvas, wedge, 0.0034, 0.30)
    for number in range(5):
        x = -0.315 + number * 0.034
        canvas.darken(*fill(canvas, stroke([(x, 0.330), (x + 0.018, 0.330)], 0.006)), 0.22)
    tread = smooth(
        points(
            "-0.352 0.340, -0.28 0.350, -0.12 0.346, 0.12 0.348, 0.26 0.342, 0.345 0.314, 0.352 0.322, "
            "0.27 0.356, 0.12 0.364, -0.12 0.362, -0.28 0.365, -0.342 0.358"
        )
    )
    canvas.paint(raised(canvas, tread, soft=0.008), RUBBER, mix(look.palette.accent, (0.05, 0.05, 0.05), 0.35))
