"""Draws the block of words in colours that can be read where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from services.variants.rendering import scrim
from services.variants.rendering.contrast import Color, Ground
from services.variants.rendering.copytext import pill_label_top
from services.variants.rendering.geometry import Box
from services.variants.rendering.layout import Layout
from services.variants.rendering.palette import Palette
from services.variants.rendering.text.draw import draw
from services.variants.rendering.text.fit import Setting


@dataclass(frozen=True, slots=True)
class Drawn:
    """Text as it stands on the master: `mask` is its coverage, with its top left corner at `at`."""

    mask: Image.Image
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """`texts`: name, message and label, as far as there are; `pill` the filled shape behind the label."""

    texts: tuple[Drawn, ...]
    pill: Box | None


def draw_words(canvas: Image.Image, layout: Layout, palette: Palette) -> Words:
    block, text = layout.block, layout.text
    ground = words_ground(canvas, layout)
    color = palette.legible(ground)
    if color is None:  # the weakest scrim under which one can be read
        color = scrim.lay(canvas, layout, palette)
        ground = words_ground(canvas, layout)
    drawn = []
    top = text.top
    if block.name:
        drawn.append(_draw(canvas, block.name, text._replace(top=top), layout.align, palette.second(ground, color)))
        top += block.name.height + block.after_name
    drawn.append(_draw(canvas, block.message, text._replace(top=top), layout.align, color))
    if not block.action:
        return Words(tuple(drawn), None)
    pill = _pill_box(layout, top + block.message.height + block.before_action)
    fill = palette.pill(_mean(canvas, pill), color)
    _fill_pill(canvas, pill, fill)
    label = pill._replace(top=pill_label_top(pill, block.action))
    drawn.append(_draw(canvas, block.action, label, 0.5, palette.on(fill)))
    return Words(tuple(drawn), pill)


def words_ground(canvas: Image.Image, layout: Layout) -> Ground:
    area = canvas.crop(layout.text.pixels())
    # Every second pixel of every second row tells as much.
    return Ground.of(np.asarray(area.resize((-(-area.width // 2), -(-area.height // 2)), Image.Resampling.NEAREST)))


def _mean(canvas: Image.Image, box: Box) -> Color:
    area = canvas.crop(box.pixels())
    red, green, blue = np.asarray(area.reduce(area.size))[0, 0]
    return int(red), int(green), int(blue)


def _draw(canvas: Image.Image, setting: Setting, box: Box, align: float, color: Color) -> Drawn:
    room = round(0.5 * setting.size)  # for what reaches out of the measured box
    left, top = int(box.left) - room, int(box.top) - room
    mask = Image.new("L", (int(box.width) + 2 * room, setting.height + 2 * room))
    draw(mask, setting, box.left - left, box.top - top, box.width, align)
    inked = mask.getbbox() or (0, 0, 1, 1)
    mask, left, top = mask.crop(inked), left + inked[0], top + inked[1]
    # A picture of the colour: Pillow pastes it in half the time that the bare colour takes.
    canvas.paste(Image.new("RGB", mask.size, color), (left, top), mask)
    return Drawn(mask, (left, top))


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
