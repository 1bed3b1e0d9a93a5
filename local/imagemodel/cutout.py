"""Cut-outs of products in key colours, painted in the colours that a product has.

In a file, red stands for the product's body, green for its accent, blue for what is printed on it, each at `_KEY` of
full light and as bright as the part is lit; grey is kept as it is: metal, paper, glass, rubber and every reflection.
Whatever red, green and blue a pixel has beyond its grey is therefore the share of each colour in it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from local.imagemodel.product_colors import ProductColors, to_linear

Floats: TypeAlias = NDArray[np.float32]  # light is planar, (3, rows, columns): numpy is faster over long rows

FOLDER = Path(__file__).with_name("cutouts")
KINDS = tuple(sorted(file.stem for file in FOLDER.glob("*.webp")))

_KEY = 0.5  # leaves room above for parts that are lit brighter than a white sheet
_LINEAR = np.array([to_linear(code / 255) for code in range(256)], np.float32)


def painted(kind: str, colors: ProductColors, width: int, height: int) -> tuple[Floats, Floats]:
    """The cut-out in the middle of `width` x `height` pixels: linear light times coverage, and coverage 0..1."""
    keyed = _centred(kind, width, height)
    pixels = _LINEAR[np.asarray(keyed.convert("RGB"))].transpose(2, 0, 1)
    grey = pixels.min(0)
    light = np.broadcast_to(grey, pixels.shape).copy()
    for color, share in zip((colors.body, colors.accent, colors.imprint), pixels - grey, strict=True):
        light += share * np.array(color, np.float32)[:, None, None] / np.float32(_KEY)
    cover = np.asarray(keyed.getchannel("A"), np.float32) / np.float32(255)
    return light * cover, cover


def _centred(kind: str, width: int, height: int) -> Image.Image:
    side = min(width, height)
    product = _file(kind)
    if product.width != side:
        product = product.resize((side, side), Image.Resampling.HAMMING)  # no ringing around the outline
    left, top = (width - side) // 2, (height - side) // 2
    return product.crop((-left, -top, width - left, height - top))  # transparent where it reaches beyond


@cache
def _file(kind: str) -> Image.Image:
    with Image.open(FOLDER / f"{kind}.webp") as image:
        return image.convert("RGBA")
