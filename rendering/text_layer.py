"""Draws the block of texts in colours that can be read where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from rendering import scrim
from rendering.arrangement import Layout
from rendering.color_scheme import ColorScheme
from rendering.contrast import Color, Ground, as_color, worst_places
from rendering.geometry import Box, fill_rounded
from rendering.text.draw import TextMask, text_mask
from rendering.text.fit import Setting
from rendering.text_block import PLATE_AIR, SetText, TextRow
from rendering.text_roles import LEGIBLE, PHONE, Role

_SAMPLES = 20_000


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A text as it stands, in no colour yet; `size` in pixels per em.

    `role` is None for the message, `plate` the box of the shape behind it.
    """

    mask: TextMask
    size: int
    role: Role | None = None
    plate: Box | None = None


@dataclass(frozen=True, slots=True)
class TextLayer:
    """All texts of a layout, from top to bottom; `shown` as in Layout, `missing` counts characters that no face has."""

    texts: tuple[DrawnText, ...]
    shown: float
    missing: int

    @property
    def masks(self) -> tuple[TextMask, ...]:
        return tuple(text.mask for text in self.texts)

    @property
    def plates(self) -> tuple[Box, ...]:
        return tuple(text.plate for text in self.texts if text.plate)

    def least_size(self, width: int) -> float:
        """Of the smallest text, px per em on a phone; `width` is the variant's in pixels.

        Small print counts at LEGIBLE / SMALL_PRINT of its size.
        """
        needed = ((text.size, text.role.legible if text.role else LEGIBLE) for text in self.texts)
        return min(size * LEGIBLE / legible for size, legible in needed) * PHONE / width


def text_layer(layout: Layout) -> TextLayer:
    block, text = layout.block, layout.text
    drawn: list[DrawnText] = []
    top = text.top
    for row in block.above:
        drawn += _row(layout, row, top)
        top += row.height + row.gap
    drawn.append(DrawnText(text_mask(block.message, text._replace(top=top), layout.align), block.size))
    top += block.message.height
    for row in block.below:
        drawn += _row(layout, row, top + row.gap)
        top += row.gap + row.height
    missing = sum(setting.text.missing for setting in block.settings)
    return TextLayer(tuple(drawn), layout.shown, missing)


def draw_text_layer(canvas: Image.Image, layout: Layout, layer: TextLayer, scheme: ColorScheme, ground: Ground) -> None:
    """Draws all texts; `ground` as `text_ground` finds it on this canvas."""
    color = scheme.legible(ground)
    if color is None:  # the weakest scrim under which one can be read
        color = scrim.lay(canvas, layout, scheme)
        ground = text_ground(canvas, layout)
    for text in layer.texts:
        own = scheme.second(ground, color) if text.role and text.role.second else color
        if text.plate and text.role and text.role.plate:
            look = text.role.plate
            fill = scheme.pill(_mean(canvas, text.plate), color) if look.accent else color
            fill_rounded(canvas, text.plate, look.most_round, fill)
            own = scheme.on(fill)
        _print(canvas, text.mask, own)


def text_ground(canvas: Image.Image, layout: Layout) -> Ground:
    """Luminances behind the texts, of enough pixels to choose a colour by; the evidence asks more of them."""
    area = canvas.crop(layout.text.pixels())
    if layout.over or layout.goes_on:
        return Ground.of(worst_places(np.asarray(area)))
    step = max(2, round((area.width * area.height / _SAMPLES) ** 0.5))
    fewer = -(-area.width // step), -(-area.height // step)
    return Ground.of(np.asarray(area.resize(fewer, Image.Resampling.NEAREST)))


def _mean(canvas: Image.Image, box: Box) -> Color:
    area = canvas.crop(box.pixels())
    return as_color(np.asarray(area.reduce(area.size))[0, 0])


def _print(canvas: Image.Image, text: TextMask, color: Color) -> None:
    # A picture of the colour: Pillow pastes it in half the time that the bare colour takes.
    canvas.paste(Image.new("RGB", text.mask.size, color), text.at, text.mask)
    for each in text.pictures:
        canvas.paste(each.image, each.at, each.image)


def _row(layout: Layout, row: TextRow, top: float) -> Iterator[DrawnText]:
    backwards = layout.block.message.text.script.right_to_left
    left = layout.text.left + (layout.text.width - row.width) * layout.align
    for text in reversed(row.texts) if backwards else row.texts:
        box = Box(left, top + row.top_of(text), left + text.width, top + row.top_of(text) + text.height)
        yield _drawn(text, box, layout.align)
        left = box.right + row.space


def _drawn(text: SetText, plate: Box, align: float) -> DrawnText:
    if not text.role.plate:
        return DrawnText(text_mask(text.setting, plate, align), text.setting.size, text.role)
    label = text_mask(text.setting, plate._replace(top=_label_top(plate, text.setting)), 0.5)
    return DrawnText(label, text.setting.size, text.role, plate)


def _label_top(plate: Box, label: Setting) -> float:
    """Where the label's highest ink must be for capitals to stand in the plate's middle, and all of it inside."""
    capitals = label.text.capitals * label.size
    lines = label.pitch * (len(label.lines) - 1)
    first_baseline = plate.center[1] - lines / 2 + capitals / 2
    air = PLATE_AIR * label.size
    top = first_baseline - label.text.top * label.size
    return max(plate.top + air, min(top, plate.bottom - air - label.height))
