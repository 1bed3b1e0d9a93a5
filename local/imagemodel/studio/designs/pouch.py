"""A stand-up pouch for coffee, tea, snacks."""

from __future__ import annotations

import numpy as np

from local.imagemodel.studio.art import wrap
from local.imagemodel.studio.canvas import Canvas, Surface
from local.imagemodel.studio.light import MATTE, RUBBER
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import curve, ellipse, fill, points, smooth, stroke
from local.imagemodel.studio.palette import scale
from local.imagemodel.studio.relief import raised

# The right half of the outline, from the middle of the top down.
_CORNER = "0.187 0.002, 0.194 0.003, 0.196 0.012"
_RIGHT = "0.196 0.06, 0.198 0.20, 0.205 0.38, 0.212 0.54, 0.209 0.615, 0.164 0.643"


def pouch(look: Look) -> Canvas:
    canvas = Canvas(0.48, 0.655, look.scale)
    p = look.palette
    right = points(_RIGHT)
    outline = smooth(
        [
            *((-x, y) for x, y in reversed(points(_CORNER))),
            *points(_CORNER),
            *right,
            (0.0, 0.655),
            *((-x, y) for x, y in reversed(right)),
        ]
    )
    body = _crumpled(raised(canvas, outline, soft=0.10, height=0.85), look)
    canvas.paint(body, MATTE, wrap(look, 0.63, p.body, p.accent, p.light).over(body))
    for y in (0.030, 0.052):
        canvas.darken(*fill(canvas, stroke([(-0.196, y), (0.196, y)], 0.0022)), 0.28)
    for sign in (-1, 1):
        canvas.darken(*fill(canvas, smooth(points("0.200 0.066, 0.192 0.073, 0.200 0.080", sign=sign))), 0.5)
    gusset = curve("-0.201 0.610, -0.103 0.577, 0 0.567, 0.103 0.577, 0.201 0.610")
    canvas.darken(*fill(canvas, stroke(gusset, 0.0024)), 0.22)
    if look.says("coffee", "kaffee", "café", "roast"):
        valve = raised(canvas, ellipse(0, 0.097, 0.016, 0.016), soft=0.004, height=0.5)
        canvas.paint(valve, RUBBER, scale(p.body, 0.8))
    return canvas


def _crumpled(surface: Surface, look: Look) -> Surface:
    """Film draws taut folds from its corners; calm in the middle."""
    rows, columns = surface.cover.shape
    y = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    phase = look.rng.uniform(0, 6.28, 4).astype(np.float32)
    upper = np.exp(-(((y - 0.12) / 0.10) ** 2)) * np.sin(x * 17 + phase[0] + 3 * y) * np.abs(x) ** 0.6
    lower = np.exp(-(((y - 0.93) / 0.07) ** 2)) * np.sin(x * 13 + phase[1] - 8 * y)
    flanks = np.exp(-(((np.abs(x) - 0.95) / 0.10) ** 2)) * np.sin(y * 31 + phase[2] + 5 * x)
    nx = np.clip(surface.nx + 0.13 * upper + 0.05 * lower + 0.06 * flanks, -0.98, 0.98)
    ny = np.clip(surface.ny + 0.06 * upper + 0.04 * lower + 0.10 * flanks, -0.98, 0.98)
    return Surface(surface.window, surface.cover, nx.astype(np.float32), ny.astype(np.float32))
