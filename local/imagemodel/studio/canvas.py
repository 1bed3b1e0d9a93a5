"""What the product is painted on: premultiplied linear light with coverage, at twice the picture's resolution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from local.imagemodel.studio.arrays import Floats, Rgb, floats, plain
from local.imagemodel.studio.light import Material, index, shading

Window = tuple[slice, slice]


@dataclass(frozen=True, slots=True)
class Surface:
    """A piece of surface on `window` of the canvas: `cover` 0..1 and the unit normal's x (right) and y (up)."""

    window: Window
    cover: Floats
    nx: Floats
    ny: Floats


class Canvas:
    """Design coordinates: the picture's short side is 1; x = 0 in the middle, y = 0 at the top edge and downward.

    `width` x `height` in those units; `scale` pixels per unit. `ground`: the y of the product's lowest
    point, where it touches the floor.
    """

    def __init__(self, width: float, ground: float, scale: float) -> None:
        height = ground + 0.012
        self.width, self.height, self.ground, self.scale = width, height, ground, scale
        self.rows, self.columns = round(height * scale), round(width * scale)
        self.light = np.zeros((3, self.rows, self.columns), np.float32)
        self.cover = np.zeros((self.rows, self.columns), np.float32)

    def x(self, value: float) -> float:
        return (value + self.width / 2) * self.scale

    def y(self, value: float) -> float:
        return value * self.scale

    def window(self, left: float, top: float, right: float, bottom: float, margin: int = 3) -> Window:
        """In pixels, clipped to the canvas."""
        rows = slice(max(0, int(self.y(top)) - margin), min(self.rows, int(self.y(bottom)) + margin + 1))
        columns = slice(max(0, int(self.x(left)) - margin), min(self.columns, int(self.x(right)) + margin + 1))
        return rows, columns

    def paint(self, surface: Surface, material: Material, color: Rgb | Floats, gain: Floats | float = 1.0) -> None:
        """`gain` multiplies the light that the surface receives (occlusion, texture)."""
        self.over(surface.window, surface.cover, shade(surface, material, color, gain))

    def over(self, window: Window, cover: Floats, light: Floats) -> None:
        """`light`: (3, rows, columns), or anything that spreads to it."""
        keep = 1 - cover
        part = self.light[:, *window]
        part *= keep
        part += light * cover
        self.cover[window] = self.cover[window] * keep + cover

    def ink(self, window: Window, cover: Floats, color: Rgb) -> None:
        """A colour that no light plays on."""
        self.over(window, cover, plain(color))

    def add(self, window: Window, cover: Floats, color: Rgb) -> None:
        """Light on top of what is there, e.g. a glint."""
        self.light[:, *window] += (cover * self.cover[window]) * plain(color)

    def darken(self, window: Window, cover: Floats, strength: float) -> None:
        """An ink line, a seam, a shadow on the product itself."""
        self.light[:, *window] *= 1 - strength * cover

    def cast(self, surface: Surface, strength: float, blur: float, drop: float = 0.0, aside: float = 0.0) -> None:
        """The soft shadow of a part on the parts painted before it; `blur`, `drop`, `aside` in units."""
        reach = round((3 * blur + abs(drop) + abs(aside)) * self.scale) + 4 * _SOFT
        rows, columns = surface.window
        near = (
            slice(max(0, rows.start - reach), min(self.rows, rows.stop + reach)),
            slice(max(0, columns.start - reach), min(self.columns, columns.stop + reach)),
        )
        sheet = np.zeros((near[0].stop - near[0].start, near[1].stop - near[1].start), np.float32)
        sheet[_moved(rows, near[0]), _moved(columns, near[1])] = surface.cover
        shadow = np.roll(
            soften(sheet, blur * self.scale), (round(drop * self.scale), round(aside * self.scale)), (0, 1)
        )
        self.light[:, *near] *= 1 - strength * shadow


_SOFT = 4  # blurred things are computed at a fourth of the resolution


def soften(mask: Floats, radius: float) -> Floats:
    """Gaussian blur, `radius` in pixels, of a mask 0..1."""
    image = Image.fromarray((mask * 255).astype(np.uint8)).reduce(_SOFT)
    image = image.filter(ImageFilter.GaussianBlur(radius / _SOFT))
    return floats(np.asarray(image.resize(mask.shape[::-1], Image.Resampling.BILINEAR))) / np.float32(255)


def _moved(part: slice, whole: slice) -> slice:
    return slice(part.start - whole.start, part.stop - whole.start)


def shade(surface: Surface, material: Material, color: Rgb | Floats, gain: Floats | float = 1.0) -> Floats:
    table, where = shading(material), index(surface.nx, surface.ny)
    paint = plain(color) if isinstance(color, tuple) else color
    specular = table.specular[where]
    light = specular * paint if material.metal else table.diffuse[where] * paint + specular
    return np.asarray(light * gain if isinstance(gain, np.ndarray) else light * np.float32(gain), np.float32)
