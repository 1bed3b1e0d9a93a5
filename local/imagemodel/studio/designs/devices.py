"""Phone, power bank, earbuds: slabs of glass, metal and plastic."""

from __future__ import annotations

import numpy as np

from local.imagemodel.studio.arrays import Floats, Rgb, plain
from local.imagemodel.studio.art import Sheet, contrasting, stamp
from local.imagemodel.studio.canvas import Canvas, Surface
from local.imagemodel.studio.light import BRUSHED, GLASS, GLOSS, MATTE, METAL, SATIN
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import Point, curve, ellipse, fill, rounded, smooth, stroke
from local.imagemodel.studio.palette import INK, STEEL, luminance, mix, scale
from local.imagemodel.studio.relief import flat, raised


def phone(look: Look) -> Canvas:
    """One showing its screen, one behind it showing its back."""
    base, wide, tall = 0.66, 0.31, 0.64
    canvas = Canvas(0.60, base, look.scale)
    body = look.palette.body
    _back(canvas, look, (-0.015, base - tall * 0.975, -0.015 + wide, base - 0.012), body)
    front = rounded(-0.275, base - tall, -0.275 + wide, base, 0.046)
    shell = flat(canvas, front)
    canvas.cast(shell, 0.45, 0.020, 0.004, 0.012)
    canvas.paint(raised(canvas, front, soft=0.004), METAL, mix(body, STEEL, 0.55))
    canvas.paint(flat(canvas, rounded(-0.271, base - tall + 0.004, -0.279 + wide, base - 0.004, 0.043)), GLOSS, INK)
    _screen(canvas, look, (-0.264, base - tall + 0.011, -0.286 + wide, base - 0.011))
    canvas.paint(flat(canvas, rounded(-0.155, base - tall + 0.026, -0.085, base - tall + 0.044, 0.009)), GLOSS, INK)
    return canvas


def _back(canvas: Canvas, look: Look, box: tuple[float, float, float, float], color: Rgb) -> None:
    left, top, right, bottom = box
    canvas.paint(raised(canvas, rounded(left, top, right, bottom, 0.046), soft=0.005, height=0.8), SATIN, color)
    ink = mix(color, (1, 1, 1), 0.35) if luminance(color) < 0.4 else scale(color, 0.6)
    _mark(canvas, ((left + right) / 2, (top + bottom) / 2), 0.042, stamp(look, color, ink))
    island = raised(
        canvas, rounded(right - 0.150, top + 0.018, right - 0.018, top + 0.150, 0.034), soft=0.004, height=0.6
    )
    canvas.cast(island, 0.3, 0.005, 0.002)
    canvas.paint(island, GLOSS, scale(color, 0.85))
    for x, y in ((right - 0.115, top + 0.052), (right - 0.115, top + 0.115), (right - 0.052, top + 0.084)):
        canvas.paint(raised(canvas, ellipse(x, y, 0.026, 0.026), soft=0.003), METAL, STEEL)
        canvas.paint(flat(canvas, ellipse(x, y, 0.021, 0.021)), GLOSS, INK)
        canvas.paint(raised(canvas, ellipse(x, y, 0.012, 0.012)), GLASS, (0.02, 0.025, 0.05))


def _screen(canvas: Canvas, look: Look, box: tuple[float, float, float, float]) -> None:
    surface = flat(canvas, rounded(*box, 0.037))
    rows, columns = surface.cover.shape
    y, x = np.mgrid[0 : 1 : rows * 1j, 0 : 1 : columns * 1j].astype(np.float32)
    p = look.palette
    phase = float(look.rng.uniform(0, 6))
    light = _blend(scale(p.body, 1.15), mix(p.accent, p.light, 0.25), np.clip(y * 0.9 + x * 0.25 - 0.1, 0, 1))
    for number, color in enumerate((mix(p.accent, p.body, 0.4), p.accent, mix(p.light, p.accent, 0.3))):
        crest = 0.52 + 0.13 * number + 0.06 * np.sin(x * (4.0 - number * 0.7) + phase + number * 1.7)
        under = np.clip((y - crest) * 160, 0, 1)
        light = light * (1 - under * 0.85) + plain(color) * (under * (0.85 + 0.3 * (crest - y)))
    glare = 0.10 * np.clip(1 - np.abs((x - 0.15 + (y - 0.2) * 0.35) * 2.2), 0, 1)
    canvas.over(surface.window, surface.cover, (light + glare).astype(np.float32))


def _blend(a: Rgb, b: Rgb, share: Floats) -> Floats:
    return np.asarray(plain(a) + (plain(b) - plain(a)) * share, np.float32)


def power_bank(look: Look) -> Canvas:
    """A rounded slab with ports on top and charge lights."""
    base, left, right, top = 0.62, -0.165, 0.135, 0.055
    canvas = Canvas(0.42, base, look.scale)
    p = look.palette
    front = rounded(left, top, right, base, 0.045)
    thick = _extruded(canvas, front, (0.052, -0.020))
    canvas.paint(thick, SATIN, scale(p.body, 0.85))
    canvas.paint(raised(canvas, front, soft=0.007, height=0.9), SATIN, p.body)
    panel = rounded(left + 0.022, top + 0.022, right - 0.022, base - 0.022, 0.030)
    if look.says("solar"):
        _solar_cells(canvas, panel, (left + 0.022, top + 0.022, right - 0.022, base - 0.022))
    else:
        _mark(canvas, ((left + right) / 2, top + 0.225), 0.058, stamp(look, p.body, contrasting(look, p.body)))
    for number in range(4):
        x, y = (left + right) / 2 - 0.033 + number * 0.022, base - 0.060 if not look.says("solar") else base - 0.012
        lamp = fill(canvas, ellipse(x, y, 0.0045, 0.0045))
        canvas.ink(*lamp, (0.75, 0.95, 1.0) if number < 3 else (0.12, 0.13, 0.14))
    return canvas


def _extruded(canvas: Canvas, outline: list[Point], by: tuple[float, float]) -> Surface:
    """The side of a slab: its outline swept backwards."""
    sweep = [[(x + by[0] * t, y + by[1] * t) for x, y in outline] for t in np.linspace(0, 1, 14)]
    swept = flat(canvas, *sweep)
    rows, columns = swept.window
    x = (np.arange(columns.start, columns.stop) + 0.5) / canvas.scale - canvas.width / 2
    right = max(px for px, _ in outline)
    nx = np.where(x > right - 0.05, np.clip((x - right + 0.05) / 0.06, 0, 1) * 0.85, 0.1)
    top = min(py for _, py in outline)
    y = ((np.arange(rows.start, rows.stop) + 0.5) / canvas.scale)[:, None]
    ny = np.where((y < top + 0.004) & (nx < 0.3), 0.5, 0.08)
    nx = np.broadcast_to(nx * 0.8, swept.cover.shape).astype(np.float32)
    return Surface(swept.window, swept.cover, nx, ny.astype(np.float32))


def _mark(canvas: Canvas, at: Point, half: float, sheet: Sheet) -> None:
    x, y = at
    place = flat(canvas, rounded(x - half, y - half, x + half, y + half, half / 4))
    canvas.paint(place, SATIN, sheet.over(place))


def _solar_cells(canvas: Canvas, panel: list[Point], box: tuple[float, float, float, float]) -> None:
    canvas.paint(flat(canvas, panel), GLOSS, (0.010, 0.018, 0.045))
    left, top, right, bottom = box
    for row in np.linspace(top, bottom, 9)[1:-1]:
        canvas.add(*fill(canvas, stroke([(left + 0.008, row), (right - 0.008, row)], 0.0016)), (0.10, 0.12, 0.16))
    for column in np.linspace(left, right, 5)[1:-1]:
        canvas.add(*fill(canvas, stroke([(column, top + 0.008), (column, bottom - 0.008)], 0.0028)), (0.16, 0.18, 0.22))
    glare = fill(
        canvas,
        [(left + 0.02, top + 0.26), (left + 0.15, top + 0.01), (left + 0.20, top + 0.01), (left + 0.02, top + 0.36)],
    )
    canvas.add(*glare, (0.035, 0.04, 0.05))


def earbuds(look: Look) -> Canvas:
    """The charging case, both buds before it."""
    base = 0.46
    canvas = Canvas(0.56, base, look.scale)
    p = look.palette
    case = rounded(-0.245, 0.055, 0.245, base - 0.012, 0.165, 24)
    canvas.paint(raised(canvas, case, soft=0.09, height=0.9), GLOSS if look.pick(1, 1) else SATIN, p.body)
    lid = curve("-0.244 0.186, -0.12 0.190, 0 0.191, 0.12 0.190, 0.244 0.186")
    canvas.darken(*fill(canvas, stroke(lid, 0.0034)), 0.5)
    lamp = fill(canvas, ellipse(0, 0.215, 0.006, 0.006))
    canvas.ink(*lamp, (0.6, 1.0, 0.7))
    buds = p.body if p.named else p.light if luminance(p.body) < 0.5 else scale(p.accent, 0.9)
    for sign, x in ((1, -0.095), (-1, 0.095)):
        _bud(canvas, x, base, sign, buds)
    return canvas


def _bud(canvas: Canvas, x: float, base: float, sign: int, color: Rgb) -> None:
    stem = stroke(
        smooth([(x, base - 0.150), (x + sign * 0.006, base - 0.07), (x + sign * 0.010, base - 0.006)], closed=False),
        0.036,
    )
    head = smooth(
        [
            (x + sign * a, base - b)
            for a, b in (
                (-0.045, 0.185),
                (-0.005, 0.222),
                (0.040, 0.200),
                (0.046, 0.155),
                (0.010, 0.128),
                (-0.035, 0.145),
            )
        ]
    )
    tip = smooth(
        [
            (x + sign * a, base - b)
            for a, b in ((0.030, 0.200), (0.060, 0.205), (0.074, 0.178), (0.060, 0.150), (0.032, 0.156))
        ]
    )
    for outline, material, ink in ((stem, GLOSS, color), (tip, MATTE, (0.05, 0.05, 0.055)), (head, GLOSS, color)):
        part = raised(canvas, outline)
        canvas.cast(part, 0.28, 0.010, 0.004, 0.006)
        canvas.paint(part, material, ink)
    foot = fill(canvas, rounded(x + sign * 0.010 - 0.016, base - 0.014, x + sign * 0.010 + 0.016, base - 0.002, 0.006))
    canvas.paint(Surface(foot[0], foot[1], np.zeros_like(foot[1]), np.full_like(foot[1], -0.3)), BRUSHED, STEEL)
