"""Pump bottle, tube, lipstick."""

from __future__ import annotations

import numpy as np

from local.imagemodel.studio.arrays import floats
from local.imagemodel.studio.art import Sheet, contrasting, label, wrap
from local.imagemodel.studio.canvas import Canvas, Surface
from local.imagemodel.studio.designs.turned import TILT, band, glass, printed, ribs
from local.imagemodel.studio.lathe import turn
from local.imagemodel.studio.light import GLOSS, METAL, PAPER, SATIN
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import fill, points, smooth, stroke
from local.imagemodel.studio.palette import GOLD, luminance, scale
from local.imagemodel.studio.relief import flat, raised


def pump(look: Look) -> Canvas:
    """A lotion bottle with a pump."""
    base, r = 0.66, 0.112
    canvas = Canvas(2 * r + 0.06, base + r * TILT, look.scale)
    p = look.palette
    plastic = (0.025, 0.025, 0.03) if look.pick(1, 1) else (0.80, 0.80, 0.79)
    _pump_head(canvas, plastic)
    collar = turn(canvas, points("0.128 0.046, 0.134 0.050, 0.190 0.051, 0.194 0.049"), tilt=TILT, round_by=0.003)
    shape = [
        (0.190, 0.044),
        (0.200, 0.046),
        (0.212, 0.070),
        (0.232, 0.097),
        (0.262, r),
        (base - 0.022, r),
        (base - 0.005, r * 0.96),
    ]
    solid = turn(canvas, [*shape, (base, r * 0.9)], tilt=TILT, round_by=0.014)
    if look.says("amber", "glass"):
        glass(canvas, solid, 0.19, base + 0.01, p.tone, p.body if p.named else (0.50, 0.19, 0.03), 0.8)
        printed(canvas, solid, 0.33, 0.57, PAPER, label(look, 3.1416 * r / 0.24, p.light, p.accent))
    else:
        body = p.body if p.named or look.pick(2, 1) == 0 else p.light
        band(canvas, solid, 0.18, base + 0.01, SATIN, body)
        sheet = label(look, 3.1416 * r / 0.26, body, contrasting(look, body))
        printed(canvas, solid, 0.32, 0.58, SATIN, sheet)
    band(canvas, collar, 0, 0.2, SATIN, plastic)
    ribs(canvas, collar, 0.140, 0.186, 26, 0.2)
    return canvas


def _pump_head(canvas: Canvas, plastic: tuple[float, float, float]) -> None:
    stem = turn(canvas, [(0.050, 0.013), (0.135, 0.013)], tilt=TILT, round_by=0.002)
    band(canvas, stem, 0, 0.14, SATIN, scale(plastic, 0.9))
    spout = smooth(
        points(
            "0.02 0.026, -0.075 0.028, -0.096 0.036, -0.101 0.052, -0.088 0.053, -0.084 0.047, -0.070 0.044, 0.02 0.050"
        )
    )
    canvas.paint(raised(canvas, spout), SATIN, plastic)
    head = turn(canvas, points("0.014 0.028, 0.018 0.033, 0.056 0.034, 0.062 0.030"), tilt=TILT, round_by=0.004)
    band(canvas, head, 0, 0.07, SATIN, plastic)


def tube(look: Look) -> Canvas:
    """A cosmetic tube standing on its cap: round below, pressed flat at the crimp."""
    base, r, wide = 0.67, 0.088, 0.122
    canvas = Canvas(2 * wide + 0.03, base + r * TILT, look.scale)
    p = look.palette
    shoulder = base - 0.120
    color = p.body if p.named or look.pick(2, 1) == 0 else p.light
    _squeezed(canvas, wrap(look, 2 * wide / shoulder, color, p.accent, p.light), wide, r, shoulder)
    for line in range(6):
        y = 0.005 + line * 0.005
        canvas.darken(*fill(canvas, stroke([(-wide, y), (wide, y)], 0.002)), 0.16)
    shape = [(shoulder - 0.004, r * 0.99), (shoulder + 0.002, r * 1.01), (base - 0.008, r * 1.01), (base, r * 0.98)]
    cap = turn(canvas, shape, tilt=TILT, round_by=0.004)
    shine = METAL if look.pick(1, 2) == 0 else GLOSS
    band(canvas, cap, 0, base + 0.01, shine, GOLD if luminance(color) > 0.5 else p.light)
    return canvas


def _squeezed(canvas: Canvas, sheet: Sheet, wide: float, r: float, shoulder: float) -> None:
    """The tube's body: a printed cylinder whose bulge dies away towards the crimp, while it grows wider."""
    right = [(wide, 0.0), (wide, 0.034), (r + 0.006, shoulder - 0.01), (r, shoulder)]
    body = flat(canvas, [*right, *((-x, y) for x, y in reversed(right))])
    rows, columns = body.window
    y = ((np.arange(rows.start, rows.stop) + 0.5) / canvas.scale)[:, None]
    x = ((np.arange(columns.start, columns.stop) + 0.5) / canvas.scale - canvas.width / 2)[None, :]
    half = 1.03 * np.interp(y, [0.034, shoulder - 0.01, shoulder], [wide, r + 0.006, r])
    bulge = np.clip((y - 0.03) / 0.42, 0.12, 1) ** 0.8
    nx = np.clip(x / half, -1, 1) * bulge
    surface = Surface(body.window, body.cover, floats(nx), floats(-0.10 * bulge + 0 * x))
    canvas.paint(
        surface, SATIN, sheet.at(floats((np.arcsin(nx) / np.arcsin(bulge) + 1) / 2), floats(y / shoulder + 0 * x))
    )


def lipstick(look: Look) -> Canvas:
    """The bullet out, its metal case below."""
    base, r = 0.56, 0.066
    canvas = Canvas(2 * r + 0.05, base + r * TILT, look.scale)
    p = look.palette
    tip = points("0.010 0.004, 0.022 0.024, 0.045 0.036, 0.075 0.041, 0.21 0.042")
    color = p.body if p.named else (0.55, 0.03, 0.06)
    band(canvas, turn(canvas, tip, tilt=TILT, round_by=0.012), 0, 0.22, SATIN, color)
    slant = smooth(points("-0.002 0.012, 0.026 0.050, 0.030 0.092, 0.006 0.078, -0.016 0.040"))
    canvas.paint(raised(canvas, slant, soft=0.006, height=0.4), SATIN, scale(color, 1.25))
    band(
        canvas,
        turn(canvas, [(0.190, 0.050), (0.196, 0.0525), (0.32, 0.0525)], tilt=TILT, round_by=0.004),
        0,
        0.4,
        METAL,
        GOLD,
    )
    band(
        canvas,
        turn(canvas, [(0.300, 0.062), (0.306, r), (base - 0.004, r), (base, r * 0.97)], tilt=TILT, round_by=0.004),
        0,
        base + 0.01,
        GLOSS,
        (0.018, 0.018, 0.022),
    )
    return canvas
