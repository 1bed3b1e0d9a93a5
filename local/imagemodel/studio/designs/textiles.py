"""Folded towels, a cap, a T-shirt."""

from __future__ import annotations

import numpy as np

from local.imagemodel.studio.canvas import Canvas, Surface
from local.imagemodel.studio.light import FABRIC
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import curve, ellipse, fill, points, smooth, stroke
from local.imagemodel.studio.palette import mix, scale
from local.imagemodel.studio.relief import flat, raised
from local.imagemodel.studio.texture import bumpy, cloth, seam, stitches


def towel(look: Look) -> Canvas:
    """A stack of three, folded edge to the front."""
    base, step = 0.46, 0.128
    canvas = Canvas(0.66, base, look.scale)
    p = look.palette
    colors = (
        p.body,
        mix(p.light, p.body, 0.12),
        mix(p.body, p.accent, 0.55) if not p.named else mix(p.body, p.light, 0.5),
    )
    for level in range(3):
        low = base - level * step
        wide = 0.30 - 0.006 * level + float(look.rng.uniform(-0.005, 0.005))
        _folded(canvas, look, wide, low - step - 0.008, low, colors[level], topmost=level == 2)
    return canvas


def _folded(
    canvas: Canvas, look: Look, wide: float, top: float, low: float, color: tuple[float, float, float], *, topmost: bool
) -> None:
    if topmost:
        lid = smooth(
            [
                (-wide + 0.02, top + 0.030),
                (-wide + 0.055, top - 0.052),
                (0, top - 0.060),
                (wide - 0.055, top - 0.052),
                (wide - 0.02, top + 0.030),
            ]
        )
        upper = flat(canvas, lid, normal=(-0.05, 0.42))
        canvas.paint(bumpy(upper, look.rng, 0.20, 3), FABRIC, color, cloth(upper, look.rng, 0.06, 3))
    half = (top + low) / 2 + 0.003
    for first, last in ((half - 0.004, low), (top, half + 0.004)):
        sag = float(look.rng.uniform(-0.002, 0.002))
        outline = smooth(
            [
                (-wide, (first + last) / 2),
                (-wide + 0.018, first + 0.004),
                (-wide * 0.5, first + sag),
                (0, first - sag),
                (wide * 0.5, first + sag),
                (wide - 0.018, first + 0.004),
                (wide, (first + last) / 2),
                (wide - 0.018, last - 0.004),
                (wide * 0.5, last - sag),
                (0, last),
                (-wide * 0.5, last),
                (-wide + 0.018, last - 0.004),
            ]
        )
        fold = raised(canvas, outline)
        canvas.cast(fold, 0.42, 0.008, 0.004)
        canvas.paint(bumpy(fold, look.rng, 0.24, 3), FABRIC, color, cloth(fold, look.rng, 0.07, 3))
        for y in (first + (last - first) * 0.40, first + (last - first) * 0.58):
            canvas.darken(*fill(canvas, stroke([(wide * 0.52, y), (wide * 0.985, y)], 0.004)), 0.10)


def cap(look: Look) -> Canvas:
    """A six-panel cap, three-quarter view, brim to the left."""
    base = 0.42
    canvas = Canvas(0.72, base, look.scale)
    p = look.palette
    crown = smooth(
        points(
            "-0.150 0.325, -0.170 0.235, -0.135 0.120, -0.040 0.045, 0.080 0.030, 0.200 0.078, 0.275 0.185, "
            "0.298 0.315, 0.285 0.385, 0.15 0.402, 0.0 0.392, -0.10 0.365"
        )
    )
    dome = raised(canvas, crown)
    canvas.paint(bumpy(dome, look.rng, 0.06, 3), FABRIC, p.body, cloth(dome, look.rng, 0.05))
    for line in (
        points("0.062 0.030, -0.030 0.13, -0.072 0.25, -0.080 0.372"),
        points("0.066 0.030, 0.130 0.13, 0.165 0.26, 0.170 0.400"),
        points("0.070 0.030, 0.190 0.095, 0.258 0.22, 0.284 0.36"),
    ):
        path = smooth(line, closed=False)
        seam(canvas, path, 0.0030, 0.32)
        stitches(canvas, [(x + 0.008, y) for x, y in path], tone=0.05, length=0.007, width=0.0016)
    for x, y in ((0.010, 0.150), (0.200, 0.155)):
        canvas.darken(*fill(canvas, ellipse(x, y, 0.0065, 0.0065)), 0.65)
    button = raised(canvas, ellipse(0.066, 0.030, 0.017, 0.011))
    canvas.paint(button, FABRIC, scale(p.accent, 0.95))
    _brim(canvas, look)
    return canvas


def _brim(canvas: Canvas, look: Look) -> None:
    p = look.palette
    under = smooth(
        points(
            "-0.160 0.300, -0.250 0.318, -0.330 0.365, -0.338 0.396, -0.270 0.402, -0.12 0.398, 0.05 0.416, "
            "0.140 0.412, 0.02 0.380, -0.09 0.345"
        )
    )
    shadow = flat(canvas, [(x, y) for x, y in under])
    canvas.cast(shadow, 0.3, 0.010, -0.004)
    brim = raised(canvas, under, soft=0.05, height=0.7)
    tilted = Surface(brim.window, brim.cover, brim.nx, np.clip(brim.ny + 0.28, -0.95, 0.95).astype(np.float32))
    canvas.paint(
        bumpy(tilted, look.rng, 0.05, 3),
        FABRIC,
        p.accent if not p.named else scale(p.body, 0.8),
        cloth(brim, look.rng, 0.05),
    )
    for inset in (0.012, 0.024, 0.036):
        path = smooth(
            [
                (-0.175 + inset, 0.312),
                (-0.250 + inset, 0.328 + inset * 0.3),
                (-0.318 + inset, 0.372),
                (-0.322 + inset, 0.390 - inset * 0.3),
                (-0.265, 0.396 - inset * 0.4),
                (-0.12, 0.391 - inset * 0.5),
                (0.04, 0.408 - inset * 0.5),
            ],
            closed=False,
        )
        stitches(canvas, path, tone=0.05, length=0.007, width=0.0015)


def shirt(look: Look) -> Canvas:
    """A T-shirt as on an invisible stand."""
    base = 0.655
    canvas = Canvas(0.74, base, look.scale)
    p = look.palette
    neck = smooth(points("-0.095 0.040, 0 0.028, 0.095 0.040, 0.075 0.100, 0 0.125, -0.075 0.100"))
    canvas.paint(raised(canvas, neck, soft=0.02, height=-0.5), FABRIC, scale(p.body, 0.55))
    half = points(
        "0.078 0.030, 0.150 0.052, 0.235 0.090, 0.300 0.205, 0.335 0.290, 0.325 0.300, 0.225 0.335, "
        "0.215 0.325, 0.196 0.270, 0.200 0.42, 0.204 0.60, 0.200 0.640"
    )
    collar = [(-0.055, 0.085), (0.0, 0.105), (0.055, 0.085)]
    outline = smooth([*collar, *half, (0.1, 0.652), (0, 0.654), (-0.1, 0.652), *((-x, y) for x, y in reversed(half))])
    body = _draped(raised(canvas, outline, soft=0.09, height=0.7), look)
    canvas.paint(bumpy(body, look.rng, 0.06, 2), FABRIC, p.body, cloth(body, look.rng, 0.035))
    ring = stroke(curve("-0.084 0.036, -0.055 0.090, 0 0.112, 0.055 0.090, 0.084 0.036"), 0.017)
    canvas.paint(raised(canvas, ring), FABRIC, scale(p.body, 0.95))
    for sign in (-1, 1):
        seam(
            canvas,
            smooth([(sign * 0.168, 0.060), (sign * 0.192, 0.160), (sign * 0.197, 0.268)], closed=False),
            0.0026,
            0.25,
        )
        stitches(canvas, [(sign * 0.320, 0.286), (sign * 0.226, 0.320)], tone=0.04, width=0.0016)
    stitches(canvas, [(-0.198, 0.632), (0, 0.641), (0.198, 0.632)], tone=0.04, width=0.0016)
    return canvas


def _draped(surface: Surface, look: Look) -> Surface:
    """Long soft folds that fall from chest and armpits."""
    rows, columns = surface.cover.shape
    y = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    phase = look.rng.uniform(0, 6.28, 2).astype(np.float32)
    long = np.sin(x * 9 * (1.15 - 0.25 * y) + phase[0]) * np.clip(y - 0.35, 0, 1)
    armpit = np.sin((x * np.sign(x) - y * 0.9) * 22 + phase[1]) * np.exp(
        -(((np.abs(x) - 0.48) / 0.16) ** 2) - ((y - 0.46) / 0.14) ** 2
    )
    nx = np.clip(surface.nx + 0.22 * long + 0.16 * armpit * np.sign(x), -0.97, 0.97)
    ny = np.clip(surface.ny + 0.12 * armpit, -0.97, 0.97)
    return Surface(surface.window, surface.cover, nx.astype(np.float32), ny.astype(np.float32))
