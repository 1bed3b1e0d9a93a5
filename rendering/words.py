"""Draws the block of words in colours that can be read where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from rendering import scrim
from rendering.contrast import Color, Ground
from rendering.copytext import pill_label_top
from rendering.geometry import Box
from rendering.layout import Layout
from rendering.palette import Palette
from rendering.text.draw import draw
from rendering.text.fit import Setting

_SAMPLES = 20_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """Text as it stands on the master: `mask` is its coverage, with its top left corner at `at`."""

    mask: Image.Image
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """Set, in no colour yet. `pill` is the box of the filled shape behind the call to action's label."""

    name: Drawn | None
    message: Drawn
    label: Drawn | None
    pill: Box | None

    @property
    def texts(self) -> tuple[Drawn, ...]:
        return tuple(filter(None, (self.name, self.message, self.label)))


def set_words(layout: Layout) -> Words:
    block, text = layout.block, layout.text
    name, top = None, text.top
    if block.name:
        name = _set(block.name, text._replace(top=top), layout.align)
        top += block.name.height + block.after_name
    message = _set(block.message, text._replace(top=top), layout.align)
    if not block.action:
        return Words(name, message, None, None)
    pill = _pill_box(layout, top + block.message.height + block.before_action)
    label = _set(block.action, pill._replace(top=pill_label_top(pill, block.action)), 0.5)
    return Words(name, message, label, pill)


def draw_words(canvas: Image.Image, layout: Layout, words: Words, palette: Palette, ground: Ground) -> None:
    """`ground` as `words_ground` finds it on this canvas."""
    color = palette.legible(ground)
    if color is None:  # the weakest scrim under which one can be read
        color = scrim.lay(canvas, layout, palette)
        ground = words_ground(canvas, layout)
    if words.name:
        _print(canvas, words.name, palette.second(ground, color))
    _print(canvas, words.message, color)
    if words.pill and words.label:
        fill = palette.pill(_mean(canvas, words.pill), color)
        _fill_pill(canvas, words.pill, fill)
        _print(canvas, words.label, palette.on(fill))


def words_ground(canvas: Image.Image, layout: Layout) -> Ground:
    """Of enough pixels to choose a colour by; the evidence asks more of them."""
    area = canvas.crop(layout.text.pixels())
    step = max(2, round((area.width * area.height / _SAMPLES) ** 0.5))
    fewer = -(-area.width // step), -(-area.height // step)
    return Ground.of(np.asarray(area.resize(fewer, Image.Resampling.NEAREST)))


def _mean(canvas: Image.Image, box: Box) -> Color:
    area = canvas.crop(box.pixels())
    red, green, blue = np.asarray(area.reduce(area.size))[0, 0]
    return int(red), int(green), int(blue)


def _set(setting: Setting, box: Box, align: float) -> Drawn:
    room = round(0.5 * setting.size)  # for what reaches out of the measured box
    left, top = int(box.left) - room, int(box.top) - room
    mask = Image.new("L", (int(box.width) + 2 * room, setting.height + 2 * room))
    draw(mask, setting, box.left - left, box.top - top, box.width, align)
    inked = mask.getbbox() or (0, 0, 1, 1)
    return Drawn(mask.crop(inked), (left + inked[0], top + inked[1]))


def _print(canvas: Image.Image, text: Drawn, color: Color) -> None:
    # A picture of the colour: Pillow pastes it in half the time that the bare colour takes.
    canvas.paste(Image.new("RGB", text.mask.size, color), text.at, text.mask)


def _pill_box(layout: Layout, top: float) -> Box:
    width, height = layout.block.pill
    left = layout.text.left + (layout.text.width - width) * layout.align
    return Box(left, top, left + width, top + height)


def _fill_pill(canvas: Image.Image, pill: Box, fill: Color) -> None:
    """Drawn four times as large: Pillow's own curves have steps."""
    left, top, right, bottom = pill.pixels()
    shape = Image.new("L", ((right - left) * 4, (bottom - top) * 4))
    radius = min(shape.height / 2, 4 * 60)
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, shape.width - 1, shape.height - 1), radius, fill=255)
    canvas.paste(fill, (left, top), shape.reduce(4))
