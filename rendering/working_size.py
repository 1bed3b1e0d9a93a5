"""Brings a picture of any mode to 8 bits and a working size, band by band: there is no second full-size copy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PIL import Image

Floats = npt.NDArray[np.float64]

_BAND = 2_000_000  # pixels
_FLAT = ("L", "RGB", "CMYK", "LAB")
_PLAIN = (*_FLAT, "LA", "RGBA")
_ALIKE = {"1": "L", "La": "LA", "RGBa": "RGBA"}


def working_size(image: Image.Image, most: int) -> Image.Image:
    """The picture in L, LA, RGB, RGBA, CMYK or LAB, with at most `most` pixels (or a side of 1), without its `info`."""
    convert = _to_8_bit(image)
    factor = 1
    while image.width * image.height > most * factor * factor:
        factor += 1
    if factor == 1:
        return convert(image)
    if image.mode in _FLAT and not image.has_transparency_data:
        return image.reduce(factor)
    rows = factor * max(1, _BAND // (image.width * factor))
    result: Image.Image | None = None
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(image.height, top + rows)))
        band = convert(strip).reduce(factor)
        if result is None:
            result = Image.new(band.mode, (band.width, -(-image.height // factor)))
        result.paste(band, (0, top // factor))
    return result or image


def _to_8_bit(image: Image.Image) -> Callable[[Image.Image], Image.Image]:
    """How to convert this image, or any part of it."""
    if image.mode.startswith("I;16"):
        # Pillow's own conversion clips to white; 16 bits are always the whole range, however dark the picture.
        return lambda part: _grey(np.asarray(part) / 257)
    if image.mode in ("I", "F"):
        low, high = _range(image)
        return lambda part: _grey(_scaled(np.asarray(part, np.float64), low, high))
    if image.has_transparency_data:
        mode = "LA" if image.mode in ("1", "L", "LA", "La") else "RGBA"
    elif image.mode in _PLAIN:
        return lambda part: part
    else:
        mode = _ALIKE.get(image.mode, "RGB")
    return lambda part: part if part.mode == mode else part.convert(mode)


def _range(image: Image.Image) -> tuple[float, float]:
    """What is black and what is white in 32-bit grey: by the file's usual range, else by its own values."""
    values = np.asarray(image)
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    usual = (1.0,) if image.mode == "F" else (255.0, 65535.0)
    return next(((0.0, top) for top in usual if low >= 0 and high <= top), (low, high))


def _scaled(values: Floats, low: float, high: float) -> Floats:
    return (np.nan_to_num(values, nan=low, posinf=high, neginf=low) - low) * (255 / max(high - low, 1e-9))


def _grey(values: Floats) -> Image.Image:
    return Image.fromarray(values.clip(0, 255).round().astype(np.uint8))
