"""Painting bands of a solid of revolution: plain, printed, or of glass."""

from __future__ import annotations

import numpy as np

from local.imagemodel.studio.arrays import Rgb, plain
from local.imagemodel.studio.art import Sheet, wrapped
from local.imagemodel.studio.canvas import Canvas
from local.imagemodel.studio.lathe import Solid
from local.imagemodel.studio.light import GLASS, Material, index, shading
from local.imagemodel.studio.outline import ellipse, fill

TILT = 0.10


def band(
    canvas: Canvas, solid: Solid, top: float, bottom: float, material: Material, color: Rgb, gain: float = 1.0
) -> None:
    canvas.paint(solid.band(top, bottom, 1 / canvas.scale), material, color, gain)


def printed(canvas: Canvas, solid: Solid, top: float, bottom: float, material: Material, sheet: Sheet) -> None:
    surface = solid.band(top, bottom, 1 / canvas.scale)
    canvas.paint(surface, material, wrapped(solid, surface, sheet, top, bottom))


def groove(canvas: Canvas, solid: Solid, y: float, thick: float = 0.0022, strength: float = 0.45) -> None:
    """A fine shadow line around, as between a lid and its jar."""
    line = solid.band(y - thick / 2, y + thick / 2, 1 / canvas.scale)
    canvas.darken(line.window, line.cover, strength)


def ribs(canvas: Canvas, solid: Solid, top: float, bottom: float, count: int, strength: float = 0.22) -> None:
    """Vertical grip ribs."""
    surface = solid.band(top, bottom, 1 / canvas.scale)
    wave = np.sin(solid.around[solid.rows(surface)] * np.float32(np.pi * count)) * 0.5 + 0.5
    canvas.darken(surface.window, (surface.cover * wave).astype(np.float32), strength)


def glass(
    canvas: Canvas, solid: Solid, top: float, bottom: float, tone: Rgb, tint: Rgb, density: float, glow: float = 1.0
) -> None:
    """What stands behind, through a wall whose thickness grows to the edges, plus reflections.

    `tint` is the light that passes one unit of thickness at `density` 1; `glow` lifts what is lit from within.
    """
    surface = solid.band(top, bottom, 1 / canvas.scale)
    facing = np.sqrt(np.clip(1 - surface.nx**2 - surface.ny**2, 0.02, 1))
    path = density * (0.45 + 0.55 / facing)
    passed = np.exp(np.log(np.maximum(plain(tint), 0.003)) * path)
    gradient = (1.04 - 0.16 * surface.nx) * np.float32(glow)
    gloss = 0.8 * shading(GLASS).specular[index(surface.nx, surface.ny)]
    canvas.over(surface.window, surface.cover, (passed * plain(tone) * gradient + gloss).astype(np.float32))


def level(canvas: Canvas, y: float, radius: float, color: Rgb, tilt: float = TILT, cx: float = 0.0) -> None:
    """The surface of a liquid, seen through the glass."""
    window, cover = fill(canvas, ellipse(cx, y, radius, radius * tilt))
    canvas.ink(window, cover * np.float32(0.85), color)
