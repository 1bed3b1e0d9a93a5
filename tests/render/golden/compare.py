"""How different two pictures look: CIE76 in Lab, averaged over small squares, so that the worst place counts.

Another patch level of FreeType or libjpeg changes single pixels at the letters' edges: a little blur and a square's
mean hardly feel that. A moved line, another colour or a lost logo fills its square. Measured on these cases: what JPEG
does to a golden picture 1.3 to 2.0, words moved by 4 px of 1080 7.6 to 13.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms, ImageFilter

Floats = npt.NDArray[np.float32]

TOLERANCE = 4.0  # mean colour difference within a square; 2.3 is just noticeable on flat colours
_SQUARE, _BLUR = 24, 1.2  # px


@dataclass(frozen=True, slots=True)
class Difference:
    """`worst` of all squares' means; `map` per pixel, in units of CIE76."""

    worst: float
    map: Floats

    @property
    def seen(self) -> bool:
        return self.worst > TOLERANCE

    def picture(self) -> Image.Image:
        """Black where nothing differs, white from 25 on."""
        return Image.fromarray((self.map * 10.2).clip(0, 255).astype(np.uint8)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> Difference:
    """Pictures of different sizes differ wholly."""
    if one.size != other.size:
        return Difference(100.0, np.full(other.size[::-1], 100.0, np.float32))
    distance = np.sqrt(((_lab(one) - _lab(other)) ** 2).sum(-1))
    means = Image.fromarray(distance).reduce(_SQUARE)
    return Difference(float(np.asarray(means).max()), distance)


def _lab(image: Image.Image) -> Floats:
    converted = ImageCms.applyTransform(image.filter(ImageFilter.GaussianBlur(_BLUR)), _to_lab())
    if converted is None:
        raise RuntimeError("littlecms converted nothing")
    values = np.asarray(converted).astype(np.float32)
    # Pillow keeps L as 0..255 for 0..100, and a, b as signed bytes.
    values[..., 0] *= 100 / 255
    values[..., 1:] = (values[..., 1:] + 128) % 256 - 128
    return values


@lru_cache(maxsize=1)
def _to_lab() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
