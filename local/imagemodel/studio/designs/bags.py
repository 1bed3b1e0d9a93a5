"""Backpack and handbag."""

from __future__ import annotations

from local.imagemodel.studio.arrays import Rgb
from local.imagemodel.studio.canvas import Canvas, Surface
from local.imagemodel.studio.light import FABRIC, LEATHER, METAL
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import Point, curve, ellipse, points, rounded, smooth, stroke
from local.imagemodel.studio.palette import GOLD, STEEL, mix, scale
from local.imagemodel.studio.relief import raised
from local.imagemodel.studio.texture import bumpy, cloth, seam, stitches

_BAG = (
    "-0.215 0.222, -0.19 0.214, 0 0.210, 0.19 0.214, 0.215 0.222, 0.245 0.38, 0.266 0.545, "
    "0.256 0.588, 0.20 0.598, -0.20 0.598, -0.256 0.588, -0.266 0.545, -0.245 0.38"
)
_FLAP = (
    "-0.213 0.224, -0.12 0.214, 0 0.211, 0.12 0.214, 0.213 0.224, 0.222 0.30, 0.15 0.372, 0 0.392, "
    "-0.15 0.372, -0.222 0.30"
)


def backpack(look: Look) -> Canvas:
    base = 0.665
    canvas = Canvas(0.56, base, look.scale)
    p = look.palette
    strap = scale(mix(p.body, p.accent, 0.15), 0.5)
    for sign in (-1, 1):
        path = smooth(
            [(sign * 0.10, 0.085), (sign * 0.235, 0.20), (sign * 0.262, 0.40), (sign * 0.225, 0.60)], closed=False
        )
        canvas.paint(raised(canvas, stroke(path, 0.038), soft=0.012), FABRIC, strap)
    handle = curve("-0.062 0.062, -0.048 0.016, 0.0 0.008, 0.048 0.016, 0.062 0.062")
    canvas.paint(raised(canvas, stroke(handle, 0.022)), FABRIC, strap)
    body = smooth(
        points(
            "0 0.040, 0.13 0.052, 0.205 0.115, 0.228 0.26, 0.236 0.45, 0.226 0.61, 0.16 0.655, 0 0.664, "
            "-0.16 0.655, -0.226 0.61, -0.236 0.45, -0.228 0.26, -0.205 0.115, -0.13 0.052"
        )
    )
    _panel(canvas, look, body, p.body, 0.14, 0.9)
    arch = curve("-0.205 0.36, -0.190 0.17, -0.12 0.088, 0 0.076, 0.12 0.088, 0.190 0.17, 0.205 0.36")
    _zip(canvas, arch)
    pocket = smooth(
        points(
            "0 0.372, 0.165 0.378, 0.186 0.41, 0.192 0.52, 0.180 0.610, 0.0 0.628, -0.180 0.610, "
            "-0.192 0.52, -0.186 0.41, -0.165 0.378"
        )
    )
    _panel(canvas, look, pocket, scale(p.body, 0.94), 0.055, 0.9)
    _zip(canvas, smooth([(-0.160, 0.418), (0, 0.410), (0.160, 0.418)], closed=False))
    stitches(canvas, pocket[::2], tone=0.06)
    patch = raised(canvas, rounded(-0.040, 0.480, 0.040, 0.535, 0.008), soft=0.004, height=0.5)
    canvas.cast(patch, 0.25, 0.004, 0.002)
    canvas.paint(bumpy(patch, look.rng, 0.03), LEATHER, p.accent)
    stitches(canvas, rounded(-0.035, 0.485, 0.035, 0.530, 0.006), tone=0.10, length=0.006, width=0.0016)
    return canvas


def _panel(
    canvas: Canvas, look: Look, outline: list[Point], color: tuple[float, float, float], soft: float, height: float
) -> None:
    part = raised(canvas, outline, soft=soft, height=height)
    canvas.cast(part, 0.38, 0.014, 0.008)
    canvas.paint(bumpy(part, look.rng, 0.07, 3), FABRIC, color, cloth(part, look.rng, 0.05))


def _zip(canvas: Canvas, path: list[Point]) -> None:
    seam(canvas, path, 0.011, 0.42)
    seam(canvas, path, 0.0035, 0.5)
    x, y = path[-1]
    puller = raised(canvas, stroke([(x, y - 0.004), (x - 0.004, y + 0.030)], 0.010))
    canvas.cast(puller, 0.35, 0.004, 0.002)
    canvas.paint(puller, METAL, STEEL)


def handbag(look: Look) -> Canvas:
    """A structured leather bag with two handles."""
    base = 0.60
    canvas = Canvas(0.62, base, look.scale)
    color = look.palette.body
    _handle(canvas, look, 0.0, scale(color, 0.44))
    _handle(canvas, look, 0.022, scale(color, 0.8))
    part = raised(canvas, smooth(points(_BAG)), soft=0.085, height=0.85)
    canvas.cast(part, 0.3, 0.012, -0.006)
    canvas.paint(bumpy(part, look.rng, 0.045, 4), LEATHER, color)
    flap = raised(canvas, smooth(points(_FLAP)), soft=0.05, height=0.7)
    canvas.cast(flap, 0.42, 0.012, 0.010)
    canvas.paint(bumpy(flap, look.rng, 0.045, 4), LEATHER, scale(color, 1.05))
    stitches(canvas, curve("-0.210 0.300, -0.145 0.361, 0 0.380, 0.145 0.361, 0.210 0.300"), tone=0.09)
    stitches(canvas, curve("-0.250 0.565, 0 0.584, 0.250 0.565"), tone=0.07)
    for x in (-0.135, 0.135):
        _gold(canvas, raised(canvas, ellipse(x, 0.262, 0.019, 0.019), holes=[ellipse(x, 0.262, 0.0115, 0.0115)]))
    _gold(canvas, raised(canvas, rounded(-0.028, 0.358, 0.028, 0.408, 0.008), soft=0.006))
    return canvas


def _handle(canvas: Canvas, look: Look, drop: float, color: Rgb) -> None:
    path = curve(
        "-0.135 0.243, -0.128 0.118, -0.075 0.045, 0 0.018, 0.075 0.045, 0.128 0.118, 0.135 0.243", at=(0.0, drop)
    )
    grip = raised(canvas, stroke(path, 0.021))
    canvas.cast(grip, 0.3, 0.008, 0.006)
    canvas.paint(bumpy(grip, look.rng, 0.03, 4), LEATHER, color)


def _gold(canvas: Canvas, fitting: Surface) -> None:
    canvas.cast(fitting, 0.35, 0.005, 0.003)
    canvas.paint(fitting, METAL, GOLD)
