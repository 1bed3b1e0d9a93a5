"""Resampling by the processor's vector instructions (cykooz-resizer): an eighth of Pillow's time, its values within 2.

There is no wheel of it for Linux on ARM: there, Pillow does it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PIL import Image

from rendering.geometry import Box

Resampler = Callable[[Image.Image, Box, tuple[int, int], Image.Resampling], Image.Image]


@cache
def resampler() -> Resampler | None:
    """Takes L, RGB or RGBA, a box inside the image, the size to draw it at, and a convolution filter."""
    try:
        from cykooz_resizer import CropBox, FilterType, ResizeAlg, ResizeOptions, Resizer
    except ImportError:
        return None
    filters = {
        Image.Resampling.BOX: FilterType.box,
        Image.Resampling.BILINEAR: FilterType.bilinear,
        Image.Resampling.BICUBIC: FilterType.catmull_rom,  # with Pillow's own parameter, a = -0.5
    }
    algorithms = {kind: ResizeAlg.convolution(found) for kind, found in filters.items()}
    resizer = Resizer()

    def resample(image: Image.Image, part: Box, size: tuple[int, int], kind: Image.Resampling) -> Image.Image:
        result = Image.new(image.mode, size)
        box = CropBox(part.left, part.top, part.width, part.height)
        resizer.resize_pil(image, result, ResizeOptions(algorithms[kind], crop_box=box))
        return result

    return resample
