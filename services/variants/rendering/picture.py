"""A source picture, decoded once and understood once: everything later works from it."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from services.variants.rendering.decode import decode
from services.variants.rendering.subject import Subject, find_subject


@dataclass(frozen=True, slots=True)
class Picture:
    """`image` is upright sRGB: RGB, or RGBA where the product is cut out."""

    image: Image.Image
    subject: Subject


def open_picture(data: bytes) -> Picture:
    """The picture in an image file's bytes. Raises UnusablePicture."""
    image = decode(data)
    return Picture(image, find_subject(image))
