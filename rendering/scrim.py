"""A veil between picture and words, only as strong as legibility needs."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from rendering.arrangement import Layout
from rendering.color_scheme import ColorScheme
from rendering.contrast import Color, Ground, Pixels, between, luminance, worst_places
from rendering.geometry import Box

_STEPS = 7
_SOFT = 0.3  # of the canvas
_WEAK = 0.12
_PATCH, _COARSE = 0.09, 4  # of the shorter side: how softly a patch ends; px per px of its coarse twin


def lay(canvas: Image.Image, layout: Layout, scheme: ColorScheme) -> Color:
    """Veils the words' side of the canvas, fading towards the product. Returns the text colour it was made for."""
    pixels = np.asarray(canvas.crop(layout.text.pixels()))
    behind = worst_places(pixels) if layout.over or layout.goes_on else pixels[::3, ::3].reshape(-1, 3)
    choices = [
        (_weakest(behind, text, veil, scheme.aim), text, veil)
        for text in scheme.text_colors
        for veil in scheme.text_colors
        if between(text, veil) >= scheme.aim
    ]
    strength, text, veil = min(choices, key=lambda choice: choice[0])
    mask = _soft_patch(canvas.size, layout, strength) if layout.over else _mask(canvas.size, layout, strength)
    canvas.paste(veil, (0, 0), mask)
    return text


def _weakest(behind: Pixels, text: Color, veil: Color, aim: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        veiled = (behind * (1 - middle) + np.array(veil) * middle).astype(np.uint8)
        if Ground.of(veiled).contrast(luminance(text)) >= aim:
            high = middle
        else:
            low = middle
    return high


def _soft_patch(size: tuple[int, int], layout: Layout, strength: float) -> Image.Image:
    """Coverage, full behind words on a photograph, then softly down to nothing on all sides."""
    soft = _PATCH * min(size)
    small = Image.new("L", (size[0] // _COARSE, size[1] // _COARSE))
    box = layout.text.inset(-1.2 * soft)
    small.paste(round(255 * strength), Box(*(edge / _COARSE for edge in box)).pixels())
    return small.filter(ImageFilter.GaussianBlur(0.6 * soft / _COARSE)).resize(size, Image.Resampling.BICUBIC)


def _mask(size: tuple[int, int], layout: Layout, strength: float) -> Image.Image:
    """Coverage, full over the words from edge to edge, then softly down to nothing."""
    if layout.stacked:
        length, full, end = size[1], layout.text.bottom, layout.product.top
    elif layout.align == 0:
        length, full, end = size[0], layout.text.left + layout.block.width, layout.product.left
    else:
        length, full, end = size[0], size[0] - layout.text.right + layout.block.width, size[0] - layout.product.right
    # A weak veil may fade out softly over the product; a strong one ends before it, even if its edge is seen.
    reach = max(end - full, _SOFT * length if strength < _WEAK else 1)
    x = np.clip((np.arange(length) - full) / reach, 0, 1)
    values = np.round(255 * strength * (1 - x * x * (3 - 2 * x))).astype(np.uint8)
    if layout.stacked:
        return Image.fromarray(values[:, None]).resize(size)
    return Image.fromarray(values[None, :: 1 if layout.align == 0 else -1].copy()).resize(size)
