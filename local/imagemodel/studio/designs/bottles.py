"""Bottle, insulated flask, dropper bottle."""

from __future__ import annotations

from local.imagemodel.studio.arrays import Rgb
from local.imagemodel.studio.art import Sheet, emblem, label, wrap
from local.imagemodel.studio.canvas import Canvas
from local.imagemodel.studio.designs.turned import TILT, band, glass, groove, level, printed, ribs
from local.imagemodel.studio.lathe import turn
from local.imagemodel.studio.light import BRUSHED, GLOSS, MATTE, METAL, PAPER, RUBBER, SATIN
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import points
from local.imagemodel.studio.palette import CLEAR_GLASS, STEEL, luminance, mix, scale


def bottle(look: Look) -> Canvas:
    """A glass bottle with its drink in it."""
    base, r = 0.66, 0.104
    canvas = Canvas(2 * r + 0.03, base + r * TILT, look.scale)
    neck = points("0.070 0.036, 0.078 0.0365, 0.082 0.043, 0.092 0.043, 0.097 0.0365, 0.150 0.0375")
    body = [
        (0.19, 0.044),
        (0.222, 0.060),
        (0.258, 0.083),
        (0.292, 0.098),
        (0.325, r),
        (base - 0.012, r),
        (base, r * 0.93),
    ]
    solid = turn(canvas, [*neck, *body], tilt=TILT, round_by=0.020)
    p = look.palette
    drink = p.body if not look.says("water", "wasser", "agua", "eau") or p.named else (0.80, 0.93, 0.96)
    tint = mix(drink, (1, 1, 1), 0.12)
    glass(canvas, solid, 0.06, 0.172, p.tone, CLEAR_GLASS, 2.2, 0.93)
    glass(canvas, solid, 0.170, base + 0.01, p.tone, mix(tint, (1, 1, 1), 0.04), 1.05, 1.02)
    level(canvas, 0.1715, 0.036, mix(tint, p.tone, 0.45))
    sheet = label(look, 3.1416 * r / 0.20, p.light, scale(p.body, 0.75) if p.named else p.accent)
    printed(canvas, solid, 0.365, 0.565, PAPER, sheet)
    cap = turn(canvas, points("0.006 0.036, 0.010 0.0405, 0.076 0.0415, 0.080 0.040"), tilt=TILT, round_by=0.003)
    band(canvas, cap, 0, 0.09, METAL if look.pick(1, 1) else SATIN, mix(p.accent, STEEL, 0.25))
    ribs(canvas, cap, 0.020, 0.066, 26)
    return canvas


def flask(look: Look) -> Canvas:
    """An insulated steel bottle: powder-coated body, steel ring, lid with a carrying loop."""
    base, r = 0.67, 0.112
    canvas = Canvas(2 * r + 0.03, base + r * TILT, look.scale)
    p = look.palette
    lid = turn(canvas, points("0.006 0.050, 0.016 0.064, 0.098 0.070, 0.104 0.070"), tilt=TILT, round_by=0.006)
    shape = [
        (0.104, 0.066),
        (0.120, 0.066),
        (0.128, 0.072),
        (0.150, 0.090),
        (0.185, 0.106),
        (0.215, r),
        (base - 0.10, r),
    ]
    solid = turn(
        canvas, [*shape, (base - 0.018, r), (base - 0.004, r * 0.97), (base, r * 0.93)], tilt=TILT, round_by=0.010
    )
    coat = STEEL if look.says("stainless finish", "silver") else p.body
    band(canvas, solid, 0.100, 0.126, BRUSHED, STEEL)
    sheet = _coat(look, coat, r, base)
    printed(canvas, solid, 0.126, base - 0.055, SATIN if coat != STEEL else BRUSHED, sheet)
    band(canvas, solid, base - 0.055, base + 0.01, BRUSHED, STEEL)
    groove(canvas, solid, base - 0.055)
    band(canvas, lid, 0, 0.11, RUBBER, scale(mix(p.accent, (0.02, 0.02, 0.025), 0.35), 0.9))
    ribs(canvas, lid, 0.034, 0.088, 18, 0.28)
    groove(canvas, lid, 0.098, 0.004)
    return canvas


def _coat(look: Look, coat: Rgb, r: float, base: float) -> Sheet:
    aspect = 3.1416 * r / (base - 0.181)
    sheet = Sheet(aspect, coat)
    emblem(sheet, look, aspect / 2, 0.46, 0.085, look.palette.light if luminance(coat) < 0.5 else look.palette.accent)
    return sheet


def dropper(look: Look) -> Canvas:
    """A small amber or coloured glass bottle with a rubber bulb."""
    base, r = 0.56, 0.118
    canvas = Canvas(2 * r + 0.03, base + r * TILT, look.scale)
    p = look.palette
    bulb = points("0.004 0.010, 0.010 0.024, 0.030 0.031, 0.085 0.031, 0.105 0.036, 0.112 0.038")
    collar = turn(canvas, points("0.112 0.050, 0.118 0.054, 0.190 0.055, 0.194 0.053"), tilt=TILT, round_by=0.003)
    top = turn(canvas, bulb, tilt=TILT, round_by=0.006)
    shape = [
        (0.190, 0.046),
        (0.206, 0.048),
        (0.222, 0.072),
        (0.242, 0.102),
        (0.268, r),
        (base - 0.018, r),
        (base - 0.004, r * 0.96),
    ]
    solid = turn(canvas, [*shape, (base, r * 0.9)], tilt=TILT, round_by=0.010)
    tint = p.body if p.named else (0.52, 0.20, 0.035)
    glass(canvas, solid, 0.19, base + 0.01, p.tone, mix(tint, (1, 1, 1), 0.06), 0.85, 1.0)
    printed(canvas, solid, 0.305, 0.505, PAPER, label(look, 3.1416 * r / 0.20, p.light, p.accent))
    band(canvas, collar, 0.1, 0.2, METAL, mix((0.80, 0.62, 0.36), STEEL, 0.0 if look.pick(1, 1) else 0.9))
    band(canvas, top, 0, 0.12, RUBBER, (0.035, 0.035, 0.04))
    return canvas


def spray(look: Look) -> Canvas:
    """An aerosol can: printed body, domed shoulder, coloured cap."""
    base, r = 0.66, 0.098
    canvas = Canvas(2 * r + 0.03, base + r * TILT, look.scale)
    p = look.palette
    shape = [
        (0.128, 0.062),
        (0.140, 0.078),
        (0.165, 0.092),
        (0.185, r),
        (0.192, r * 1.015),
        (0.198, r),
        (base - 0.01, r),
    ]
    solid = turn(canvas, [*shape, (base - 0.006, r * 1.015), (base, r * 0.99)], tilt=TILT, round_by=0.004)
    band(canvas, solid, 0.12, 0.20, METAL, STEEL)
    printed(canvas, solid, 0.20, base - 0.012, GLOSS, wrap(look, 3.1416 * r / 0.448, p.body, p.accent, p.light))
    band(canvas, solid, base - 0.012, base + 0.01, METAL, STEEL)
    cap = turn(canvas, points("0.006 0.058, 0.020 0.070, 0.125 0.074, 0.134 0.074"), tilt=TILT, round_by=0.010)
    band(canvas, cap, 0, 0.14, MATTE if look.pick(1, 1) else GLOSS, p.light)
    return canvas
