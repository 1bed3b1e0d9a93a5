"""Draws the block of texts in colours that can be read where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from rendering import scrim
from rendering.color_scheme import ColorScheme
from rendering.contrast import Color, Ground, as_color
from rendering.geometry import Box, fill_rounded
from rendering.layout import Layout
from rendering.text.draw import TextMask, text_mask
from rendering.text_block import pill_label_top

_MOST_ROUND = 60  # px: corners of a pill of several lines
_SAMPLES = 20_000


@dataclass(frozen=True, slots=True)
class TextLayer:
    """Texts set, in no colour yet. `pill` is the box of the filled shape behind the call to action's label."""

    name: TextMask | None
    message: TextMask
    label: TextMask | None
    pill: Box | None

    @property
    def masks(self) -> tuple[TextMask, ...]:
        return tuple(filter(None, (self.name, self.message, self.label)))


def text_layer(layout: Layout) -> TextLayer:
    block, text = layout.block, layout.text
    name, top = None, text.top
    if block.name:
        name = text_mask(block.name, text._replace(top=top), layout.align)
        top += block.name.height + block.after_name
    message = text_mask(block.message, text._replace(top=top), layout.align)
    if not block.action:
        return TextLayer(name, message, None, None)
    pill = _pill_box(layout, top + block.message.height + block.before_action)
    label = text_mask(block.action, pill._replace(top=pill_label_top(pill, block.action)), 0.5)
    return TextLayer(name, message, label, pill)


def draw_text_layer(canvas: Image.Image, layout: Layout, layer: TextLayer, scheme: ColorScheme, ground: Ground) -> None:
    """Draws all texts; `ground` as `text_ground` finds it on this canvas."""
    color = scheme.legible(ground)
    if color is None:  # the weakest scrim under which one can be read
        color = scrim.lay(canvas, layout, scheme)
        ground = text_ground(canvas, layout)
    if layer.name:
        _print(canvas, layer.name, scheme.second(ground, color))
    _print(canvas, layer.message, color)
    if layer.pill and layer.label:
        fill = scheme.pill(_mean(canvas, layer.pill), color)
        fill_rounded(canvas, layer.pill, _MOST_ROUND, fill)
        _print(canvas, layer.label, scheme.on(fill))


def text_ground(canvas: Image.Image, layout: Layout) -> Ground:
    """Luminances behind the texts, of enough pixels to choose a colour by; the evidence asks more of them."""
    area = canvas.crop(layout.text.pixels())
    step = max(2, round((area.width * area.height / _SAMPLES) ** 0.5))
    fewer = -(-area.width // step), -(-area.height // step)
    return Ground.of(np.asarray(area.resize(fewer, Image.Resampling.NEAREST)))


def _mean(canvas: Image.Image, box: Box) -> Color:
    area = canvas.crop(box.pixels())
    return as_color(np.asarray(area.reduce(area.size))[0, 0])


def _print(canvas: Image.Image, text: TextMask, color: Color) -> None:
    # A picture of the colour: Pillow pastes it in half the time that the bare colour takes.
    canvas.paste(Image.new("RGB", text.mask.size, color), text.at, text.mask)


def _pill_box(layout: Layout, top: float) -> Box:
    width, height = layout.block.pill
    left = layout.text.left + (layout.text.width - width) * layout.align
    return Box(left, top, left + width, top + height)
