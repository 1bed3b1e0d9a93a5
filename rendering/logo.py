"""The brand's logo: read with forgiveness, drawn whole, on a plate only where it would not stand out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from rendering.color_scheme import INK, WHITE, ColorScheme
from rendering.contrast import Color, as_color, between, luminance, luminances
from rendering.decode import decode
from rendering.geometry import Box, fill_rounded
from shared.formats import Format
from shared.problems import GivenUp

CLEAR = 0.5  # of the logo's height: the least air around it
_SIDE = 0.1  # of the canvas's reference side: side of a square of the logo's area
_MOST_HEIGHT, _MOST_WIDTH = 0.085, 0.3  # of the reference, of the canvas's width
_SMALLER = 0.72
_WORKING_SIDE = 512  # px: more than any format shows

_STANDS_OUT = 3.0  # WCAG 1.4.11, for graphics
_MOSTLY = 0.75  # of the visible pixels must stand out
_SAME_PAPER = 1.35  # contrast up to which an opaque file's paper may melt into the ground
_UNIFORM, _VISIBLE = 12, 24  # 0..255: how much paper may vary, and from where on something is printed on it
_GREY = 24  # 0..255 between channels
_CELL, _TOLERANCE = 4, 40  # px of a square; 0..255 that JPEG may change it by
_ON_PLATE, _PADDING = 0.85, 0.32  # of the height without a plate; of the height on it
_ROUND = 0.2  # of the plate's shorter side
_BELOW_PLATE = 0.7  # of the height: a plate brings some of its air along

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo to draw: `image` is RGBA without empty border; `paper` the colour that an opaque file had around it.

    `scale`: how large it is drawn, in shares of its usual size on each side.
    """

    image: Image.Image
    paper: Color | None
    scale: float = 1.0

    @property
    def smaller(self) -> Logo:
        """For canvases crowded with words."""
        return replace(self, scale=_SMALLER)

    def size_on(self, reference: float, width: float) -> tuple[float, float]:
        """Width and height in pixels: wide and tall logos cover about the same area."""
        proportion = self.image.width / self.image.height
        height = min(_SIDE * reference / proportion**0.5, _MOST_HEIGHT * reference, _MOST_WIDTH * width / proportion)
        return height * proportion * self.scale, height * self.scale

    def room_on(self, reference: float, width: float) -> tuple[float, float]:
        """Width and height to keep free at the head of the words, should it need a plate, with the air below it."""
        own_width, height = self.size_on(reference, width)
        plate_width, plate_height = _plated(own_width, height)
        return max(own_width, plate_width), max(height * (1.1 + CLEAR), plate_height + _BELOW_PLATE * height)


@dataclass(frozen=True, slots=True)
class PlacedLogo:
    """A logo where a layout wants it: `box` is that of the logo without a plate."""

    logo: Logo
    box: Box


@dataclass(frozen=True, slots=True)
class DrawnLogo:
    """A logo on the master: `box` with the plate, `pixels` as they were drawn into `mark`, the logo alone."""

    box: Box
    mark: Box
    pixels: Image.Image

    def moved(self, x: float, y: float) -> DrawnLogo:
        return replace(self, box=self.box.moved(x, y), mark=self.mark.moved(x, y))

    def shown(self, image: Image.Image, entry: Format) -> float:
        """Share of the logo that a finished variant shows unharmed, or that lies inside its safe zone."""
        inside = self.box.meet(Box(*entry.text_box)).area / self.box.area
        size = max(1, self.pixels.width // _CELL), max(1, self.pixels.height // _CELL)
        seen, drawn = (
            np.asarray(picture.resize(size, Image.Resampling.BOX), np.int16)
            for picture in (image.crop(self.mark.pixels()), self.pixels)
        )
        same = np.abs(seen - drawn).max(-1) <= _TOLERANCE
        return min(inside, float(same.mean()))


def open_logo(data: bytes) -> Logo | None:
    """A logo file's content; None where it cannot be read or shows nothing: a campaign does not fail for its logo."""
    try:
        image = decode(data)
    except GivenUp:
        return None
    image.thumbnail((_WORKING_SIDE, _WORKING_SIDE), Image.Resampling.LANCZOS)
    paper = None
    if image.mode != "RGBA":
        paper = _paper(image)
        image = _cut_out(image, paper) if paper else image.convert("RGBA")
    box = image.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox()
    return Logo(image.crop(box), paper) if box else None


def draw_logo(canvas: Image.Image, placed: PlacedLogo, align: float, scheme: ColorScheme) -> DrawnLogo:
    """Draws the logo in its box, on a plate a little smaller; `align` as in Layout.

    The plate grows out of the box's aligned upper corner.
    """
    logo, box = placed.logo, placed.box
    plate = _plate(logo, _ground(canvas, box), scheme)
    whole = Box(*box.pixels())
    if plate:
        width, height = _plated(box.width, box.height)
        left = box.left + (box.width - width) * align
        whole = Box(*Box(left, box.top, left + width, box.top + height).pixels())
        fill_rounded(canvas, whole, _ROUND * min(whole.width, whole.height), plate)
        box = whole.inset(box.height * _ON_PLATE * _PADDING)
    left, top, right, bottom = box.pixels()
    mark = logo.image.convert("RGBa").resize((right - left, bottom - top), Image.Resampling.LANCZOS).convert("RGBA")
    canvas.paste(mark, (left, top), mark)
    drawn = Box(left, top, right, bottom)
    return DrawnLogo(whole, drawn, canvas.crop(drawn.pixels()))


def _plated(width: float, height: float) -> tuple[float, float]:
    """Width and height of the plate under a logo that has this size without one."""
    padding = 2 * height * _ON_PLATE * _PADDING
    return width * _ON_PLATE + padding, height * _ON_PLATE + padding


def _paper(image: Image.Image) -> Color | None:
    """The colour of a border that is the same all around."""
    pixels = np.asarray(image, np.int16)
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    color = np.median(border, axis=0)
    if np.percentile(np.abs(border - color).max(-1), 95) > _UNIFORM:
        return None
    return as_color(color)


def _cut_out(image: Image.Image, paper: Color) -> Image.Image:
    """The print without its paper: on that same colour it looks exactly as it did."""
    pixels, ground = np.asarray(image, np.float32), np.array(paper, np.float32)
    difference = pixels - ground
    reach = np.where(difference > 0, 255 - ground, ground)
    share = np.where(np.abs(difference) > _UNIFORM, np.abs(difference) / np.maximum(reach, 1), 0)
    alpha = np.where(np.abs(difference).max(-1) > _VISIBLE, share.max(-1), 0)[..., None]
    print_ = ground + difference / np.maximum(alpha, 1 / 255)
    values = np.concatenate([print_, alpha * 255], axis=-1)
    return Image.fromarray(values.clip(0, 255).round().astype(np.uint8))


def _ground(canvas: Image.Image, box: Box) -> Color:
    return as_color(np.median(np.asarray(canvas.crop(box.pixels())).reshape(-1, 3), axis=0))


def _plate(logo: Logo, ground: Color, scheme: ColorScheme) -> Color | None:
    """What to lay under the logo, if anything: as little as lets most of it stand out."""
    visible = _standing_out(logo, ground)
    if logo.paper:
        melts = visible >= _MOSTLY and between(logo.paper, ground) <= _SAME_PAPER
        return None if melts else logo.paper
    if visible >= _MOSTLY:
        return None
    # On a coloured plate only a logo without colours of its own looks meant.
    choices = (*(scheme.brand if _is_grey(logo) else ()), WHITE, INK)
    found = next((color for color in choices if _standing_out(logo, color) >= _MOSTLY), None)
    best = found or max(choices, key=lambda color: _standing_out(logo, color))
    return best if _standing_out(logo, best) > visible else None


def _standing_out(logo: Logo, ground: Color) -> float:
    """Share of the visible pixels with enough contrast to the ground."""
    levels = luminances(_printed(logo))
    other = luminance(ground)
    ratios = (np.maximum(levels, other) + 0.05) / (np.minimum(levels, other) + 0.05)
    return float((ratios >= _STANDS_OUT).mean())


def _is_grey(logo: Logo) -> bool:
    return float(np.percentile(np.ptp(_printed(logo).astype(np.int16), axis=-1), 90)) < _GREY


def _printed(logo: Logo) -> npt.NDArray[np.uint8]:
    """The visible pixels, at a size that is quick to look at; some of them where all are faint."""
    image = logo.image.reduce(max(1, max(logo.image.size) // 200))
    pixels = np.asarray(image).reshape(-1, 4)
    return pixels[pixels[:, 3] >= min(160, int(pixels[:, 3].max()))][:, :3]
