"""Printed artwork without a word on it: emblems and brand-neutral patterns for labels, cartons and cans."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw

from local.imagemodel.studio.arrays import Floats, Rgb, floats, plain
from local.imagemodel.studio.canvas import Surface
from local.imagemodel.studio.lathe import Solid
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.palette import luminance, mix

_SMOOTH = 2


class Sheet:
    """A printing sheet of `width` x `height` in units of its height; inks are masks, mixed in linear light."""

    def __init__(self, aspect: float, ground: Rgb, pixels: int = 720) -> None:
        self.size = (max(8, round(pixels * aspect)), pixels)
        self.unit = pixels * _SMOOTH
        self.aspect = aspect
        self.ink: Floats = np.empty((3, self.size[1], self.size[0]), np.float32)
        self.ink[:] = plain(ground)

    def print(self, mask: Image.Image, color: Rgb, strength: float = 1.0) -> None:
        share = np.asarray(mask.reduce(_SMOOTH), np.float32) * np.float32(strength / 255)
        self.ink = self.ink * (1 - share) + plain(color) * share

    def at(self, across: Floats, down: Floats) -> Floats:
        """The ink at places 0..1 across and down the sheet."""
        high, wide = self.ink.shape[1:]
        column = np.clip(across * wide, 0, wide - 1).astype(np.int32)
        row = np.clip(down * high, 0, high - 1).astype(np.int32)
        return floats(self.ink[:, row, column])

    def over(self, surface: Surface) -> Floats:
        """The ink where the sheet is stretched over a surface's window."""
        rows, columns = surface.cover.shape
        return self.at(floats(np.linspace(0, 1, columns))[None, :], floats(np.linspace(0, 1, rows))[:, None])

    def blank(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        mask = Image.new("L", (self.size[0] * _SMOOTH, self.size[1] * _SMOOTH))
        return mask, ImageDraw.Draw(mask)


def emblem(sheet: Sheet, look: Look, cx: float, cy: float, radius: float, color: Rgb) -> None:
    """One of a few marks, centred on (cx, cy) in units of the sheet's height."""
    marks = (_leaf, _sun, _waves, _peaks, _drop)
    mask, pen = sheet.blank()
    u = sheet.unit
    marks[look.pick(1, 1, 1, 1, 1)](pen, cx * u, cy * u, radius * u)
    sheet.print(mask, color)


def stamp(look: Look, ground: Rgb, ink: Rgb, radius: float = 0.42) -> Sheet:
    """A square with nothing but the emblem; `radius` as a share of its side."""
    sheet = Sheet(1.0, ground, 240)
    emblem(sheet, look, 0.5, 0.5, radius, ink)
    return sheet


def contrasting(look: Look, ground: Rgb) -> Rgb:
    """The palette's ink that shows on `ground`."""
    return look.palette.light if luminance(ground) < 0.45 else look.palette.accent


def label(look: Look, aspect: float, ground: Rgb, ink: Rgb) -> Sheet:
    """A calm label: emblem between hairlines."""
    sheet = Sheet(aspect, ground)
    emblem(sheet, look, aspect / 2, 0.44, 0.19, ink)
    mask, pen = sheet.blank()
    u, middle = sheet.unit, aspect / 2 * sheet.unit
    for y, half, thick in ((0.76, 0.20, 0.012), (0.81, 0.12, 0.008)):
        pen.rectangle((middle - half * u, (y - thick) * u, middle + half * u, (y + thick) * u), fill=255)
    pen.rectangle((0, 0.055 * u, aspect * u, 0.067 * u), fill=200)
    pen.rectangle((0, 0.933 * u, aspect * u, 0.945 * u), fill=200)
    sheet.print(mask, ink)
    return sheet


def wrap(look: Look, aspect: float, ground: Rgb, accent: Rgb, light: Rgb) -> Sheet:
    """All-over artwork: rolling waves, a rising sun, or a bold diagonal, each with the emblem."""
    sheet = Sheet(aspect, ground)
    (_rolling, _rising, _diagonal)[look.pick(3, 2, 2)](sheet, look, accent, light)
    emblem(sheet, look, aspect / 2, 0.33, 0.12, light if luminance(ground) < 0.45 else accent)
    return sheet


def wrapped(solid: Solid, surface: Surface, sheet: Sheet, top: float, bottom: float) -> Floats:
    """The sheet's ink on the front half of a solid, between two rings."""
    rows = solid.rows(surface)
    return sheet.at(floats(solid.around[rows] + 1) * np.float32(0.5), floats((solid.y[rows] - top) / (bottom - top)))


def _rolling(sheet: Sheet, look: Look, accent: Rgb, light: Rgb) -> None:
    phase = float(look.rng.uniform(0, math.tau))
    middle = mix(accent, light, 0.45)
    for base, swing, color in ((0.55, 0.06, light), (0.64, 0.05, middle), (0.73, 0.06, accent)):
        mask, pen = sheet.blank()
        width, height = mask.size
        crest = [
            (x, (base + swing * math.sin(phase + x / sheet.unit * 3.4)) * sheet.unit) for x in range(0, width + 8, 8)
        ]
        pen.polygon([*crest, (width, height), (0, height)], fill=255)
        sheet.print(mask, color)
        phase += 1.1


def _rising(sheet: Sheet, look: Look, accent: Rgb, light: Rgb) -> None:  # noqa: ARG001
    u, cx = sheet.unit, sheet.aspect / 2 * sheet.unit
    for radius, color, strength in ((0.36, light, 0.35), (0.295, light, 0.6), (0.23, accent, 1.0)):
        mask, pen = sheet.blank()
        r = radius * u
        pen.ellipse((cx - r, 0.86 * u - r, cx + r, 0.86 * u + r), fill=255)
        pen.rectangle((0, 0.86 * u, mask.size[0], mask.size[1]), fill=0)
        sheet.print(mask, color, strength)
    ground, pen = sheet.blank()
    pen.rectangle((0, 0.86 * u, *ground.size), fill=255)
    sheet.print(ground, mix(accent, (0, 0, 0), 0.25))


def _diagonal(sheet: Sheet, look: Look, accent: Rgb, light: Rgb) -> None:
    lean = float(look.rng.uniform(0.12, 0.3))
    u, width = sheet.unit, sheet.aspect * sheet.unit
    for top, bottom, color in ((0.52, 0.60, light), (0.60, 1.4, accent)):
        mask, pen = sheet.blank()
        pen.polygon(
            [(0, (top + lean) * u), (width, (top - lean) * u), (width, (bottom - lean) * u), (0, (bottom + lean) * u)],
            fill=255,
        )
        sheet.print(mask, color)


def _leaf(pen: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    for lean in (-1, 0, 1):
        cx, size = x + lean * r * 0.52, r * (1.0 if lean == 0 else 0.74)
        steps = [t / 20 for t in range(21)]
        tip = (cx + lean * size * 0.55, y - size)
        right = [
            (cx + (tip[0] - cx) * t + math.sin(math.pi * t) * size * 0.30, y + size * 0.75 - 1.75 * size * t)
            for t in steps
        ]
        left = [
            (cx + (tip[0] - cx) * t - math.sin(math.pi * t) * size * 0.30, y + size * 0.75 - 1.75 * size * t)
            for t in steps
        ]
        pen.polygon([*right, *reversed(left)], fill=255)


def _sun(pen: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    core = r * 0.46
    pen.ellipse((x - core, y - core, x + core, y + core), fill=255)
    for ray in range(12):
        angle = math.tau * ray / 12
        dx, dy = math.cos(angle), math.sin(angle)
        pen.line(
            (x + dx * r * 0.64, y + dy * r * 0.64, x + dx * r, y + dy * r), fill=255, width=max(2, round(r * 0.10))
        )


def _waves(pen: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    for row in (-0.5, 0.0, 0.5):
        path = [(x + r * (t / 20 - 1), y + r * (row + 0.17 * math.sin(t / 40 * math.tau * 2))) for t in range(41)]
        pen.line(path, fill=255, width=max(2, round(r * 0.16)), joint="curve")


def _peaks(pen: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    base = y + r * 0.62
    pen.polygon([(x - r * 0.10, base), (x + r * 0.45, y - r * 0.36), (x + r, base)], fill=255)
    pen.polygon([(x - r * 1.14, base + 1), (x - r * 0.25, y - r * 0.93), (x + r * 0.64, base + 1)], fill=0)
    pen.polygon([(x - r, base), (x - r * 0.25, y - r * 0.75), (x + r * 0.5, base)], fill=255)


def _drop(pen: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    bulb, middle = r * 0.62, y + r * 0.34
    pen.polygon(
        [(x, y - r), (x + bulb * 0.93, middle - bulb * 0.36), (x - bulb * 0.93, middle - bulb * 0.36)], fill=255
    )
    pen.ellipse((x - bulb, middle - bulb, x + bulb, middle + bulb), fill=255)
    shine = r * 0.36
    pen.arc((x - shine, middle - shine, x + shine, middle + shine), 20, 100, fill=0, width=max(2, round(r * 0.09)))
