"""Drinks can, cosmetic jar, screw-top tub."""

from __future__ import annotations

from local.imagemodel.studio.art import Sheet, contrasting, emblem, label, wrap
from local.imagemodel.studio.canvas import Canvas
from local.imagemodel.studio.designs.turned import TILT, band, glass, groove, printed, ribs
from local.imagemodel.studio.lathe import turn
from local.imagemodel.studio.light import BRUSHED, GLOSS, MATTE, METAL, PAPER, SATIN
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import ellipse
from local.imagemodel.studio.palette import GOLD, STEEL, mix, scale
from local.imagemodel.studio.relief import flat


def can(look: Look) -> Canvas:
    """A slim drinks can, printed all over."""
    base, r = 0.63, 0.128
    canvas = Canvas(2 * r + 0.03, base + r * TILT, look.scale)
    p = look.palette
    shape = [
        (0.016, r * 0.80),
        (0.024, r * 0.83),
        (0.030, r * 0.80),
        (0.075, r),
        (base - 0.045, r),
        (base - 0.012, r * 0.84),
        (base, r * 0.80),
    ]
    solid = turn(canvas, shape, tilt=TILT, round_by=0.007)
    band(canvas, solid, 0.0, 0.037, METAL, STEEL)
    printed(
        canvas, solid, 0.037, base - 0.02, GLOSS, wrap(look, 3.1416 * r / (base - 0.057), p.body, p.accent, p.light)
    )
    band(canvas, solid, base - 0.02, base + 0.01, METAL, STEEL)
    _can_lid(canvas, 0.016, r * 0.80)
    return canvas


def _can_lid(canvas: Canvas, y: float, r: float) -> None:
    lid = flat(canvas, ellipse(0, y, r * 0.95, r * 0.95 * TILT), normal=(-0.25, 0.55))
    canvas.paint(lid, BRUSHED, (0.60, 0.61, 0.63))
    ring = flat(canvas, ellipse(0, y + 0.001, r * 0.30, r * 0.30 * TILT), normal=(0.1, 0.2))
    canvas.paint(ring, METAL, (0.85, 0.86, 0.88))


def jar(look: Look) -> Canvas:
    """A low cosmetic jar with a metal or glossy lid; tall with a screw lid for what is eaten."""
    if look.says("honey", "jam", "protein", "supplement", "vitamin", "peanut", "spread", "gummies", "butter"):
        return _tub(look)
    base, r = 0.40, 0.215
    canvas = Canvas(2 * r + 0.04, base + r * TILT, look.scale)
    p = look.palette
    lid = turn(
        canvas,
        [(0.024, r * 0.965), (0.030, r * 0.99), (0.150, r * 0.995), (0.154, r * 0.98)],
        tilt=TILT,
        round_by=0.006,
    )
    shape = [
        (0.150, r * 0.94),
        (0.160, r * 0.94),
        (0.166, r),
        (base - 0.05, r),
        (base - 0.02, r * 0.965),
        (base, r * 0.86),
    ]
    solid = turn(canvas, shape, tilt=TILT, round_by=0.012)
    body = p.body if p.named or look.pick(1, 1) else p.light
    sheet = Sheet(3.1416 * r / (base - 0.166), body)
    emblem(sheet, look, sheet.aspect / 2, 0.44, 0.21, contrasting(look, body))
    band(canvas, solid, 0.14, 0.17, SATIN, scale(body, 0.85))
    printed(canvas, solid, 0.166, base + 0.01, GLOSS if look.pick(2, 1) == 0 else MATTE, sheet)
    band(canvas, lid, 0, 0.16, METAL, (GOLD, STEEL, mix(GOLD, p.body, 0.3))[look.pick(3, 2, 2)])
    groove(canvas, solid, 0.158, 0.004, 0.5)
    return canvas


def _tub(look: Look) -> Canvas:
    base, r = 0.54, 0.178
    canvas = Canvas(2 * r + 0.04, base + r * TILT, look.scale)
    p = look.palette
    lid = turn(
        canvas, [(0.020, r * 0.86), (0.026, r * 0.90), (0.108, r * 0.91), (0.114, r * 0.90)], tilt=TILT, round_by=0.006
    )
    shape = [
        (0.110, r * 0.84),
        (0.124, r * 0.85),
        (0.140, r * 0.96),
        (0.165, r),
        (base - 0.025, r),
        (base - 0.006, r * 0.96),
        (base, r * 0.9),
    ]
    solid = turn(canvas, shape, tilt=TILT, round_by=0.012)
    if look.says("honey", "jam", "marmalade"):
        glass(canvas, solid, 0.11, base + 0.01, p.tone, p.body if p.named else (0.80, 0.36, 0.03), 0.55, 1.15)
        printed(canvas, solid, 0.235, 0.455, PAPER, label(look, 3.1416 * r / 0.22, p.light, p.accent))
    else:
        band(canvas, solid, 0.11, base + 0.01, SATIN, p.body)
        printed(
            canvas, solid, 0.185, base - 0.045, SATIN, wrap(look, 3.1416 * r / (base - 0.23), p.body, p.accent, p.light)
        )
    band(
        canvas,
        lid,
        0,
        0.12,
        METAL if look.says("honey", "jam") else SATIN,
        GOLD if look.says("honey", "jam") else p.accent,
    )
    if not look.says("honey", "jam"):
        ribs(canvas, lid, 0.040, 0.100, 44, 0.22)
    return canvas
