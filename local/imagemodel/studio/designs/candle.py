"""A scented candle in a glass."""

from __future__ import annotations

import numpy as np

from local.imagemodel.studio.arrays import floats, plain
from local.imagemodel.studio.art import stamp
from local.imagemodel.studio.canvas import Canvas, Surface
from local.imagemodel.studio.designs.turned import TILT, glass, level
from local.imagemodel.studio.lathe import turn
from local.imagemodel.studio.light import PAPER
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import ellipse, fill, rounded, smooth
from local.imagemodel.studio.palette import mix, scale
from local.imagemodel.studio.relief import flat, raised


def candle(look: Look) -> Canvas:
    """Wax and a flame in a tinted tumbler."""
    base, r, lip = 0.52, 0.165, 0.125
    canvas = Canvas(2 * r + 0.04, base + r * TILT, look.scale)
    p = look.palette
    shape = [(lip, r), (base - 0.05, r), (base - 0.012, r * 0.965), (base, r * 0.88)]
    solid = turn(canvas, shape, tilt=TILT, round_by=0.008)
    tint = p.body if p.named else mix(p.body, (0.85, 0.55, 0.25), 0.35)
    _opening(canvas, lip, r, mix(tint, p.tone, 0.55))
    wax_y = lip + 0.055
    glass(canvas, solid, lip, wax_y + 0.002, p.tone, mix(tint, (1, 1, 1), 0.55), 0.55)
    wax = mix((0.94, 0.87, 0.74), tint, 0.30)
    glass(canvas, solid, wax_y, base + 0.01, mix(wax, p.tone, 0.3), mix(tint, (1, 1, 1), 0.28), 0.50, 1.10)
    level(canvas, wax_y + 0.006, r * 0.93, scale(wax, 1.05))
    _sticker(canvas, look)
    _flame(canvas, wax_y + 0.004)
    rim = fill(canvas, ellipse(0, lip, r, r * TILT), holes=[ellipse(0, lip, r * 0.975, r * TILT * 0.94)])
    canvas.add(*rim, (0.5, 0.5, 0.5))
    return canvas


def _opening(canvas: Canvas, y: float, r: float, color: tuple[float, float, float]) -> None:
    window, cover = fill(canvas, ellipse(0, y, r, r * TILT))
    canvas.ink(window, cover, color)


def _sticker(canvas: Canvas, look: Look) -> None:
    p = look.palette
    paper = flat(canvas, rounded(-0.078, 0.275, 0.078, 0.431, 0.008))
    canvas.cast(paper, 0.25, 0.004, 0.002)
    nx = np.broadcast_to(np.linspace(-0.45, 0.45, paper.cover.shape[1], dtype=np.float32), paper.cover.shape)
    curved = Surface(paper.window, paper.cover, floats(nx), paper.ny)
    canvas.paint(curved, PAPER, stamp(look, p.light, p.accent, 0.26).over(paper))


def _flame(canvas: Canvas, y: float) -> None:
    wick = fill(canvas, rounded(-0.003, y - 0.030, 0.003, y, 0.002))
    canvas.ink(*wick, (0.02, 0.02, 0.02))
    tear = smooth(
        [
            (0, y - 0.118),
            (0.016, y - 0.062),
            (0.017, y - 0.038),
            (0, y - 0.020),
            (-0.017, y - 0.038),
            (-0.016, y - 0.062),
        ]
    )
    flame = raised(canvas, tear)
    height = np.linspace(0, 1, flame.cover.shape[0], dtype=np.float32)[:, None]
    light = plain((1.0, 0.93, 0.62)) * (1 - height) + plain((1.0, 0.62, 0.18)) * height
    canvas.over(flame.window, flame.cover * np.float32(0.95), light)
    core = fill(canvas, ellipse(0, y - 0.052, 0.007, 0.020))
    canvas.add(*core, (0.4, 0.4, 0.35))
