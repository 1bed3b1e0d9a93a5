"""A source picture, decoded once and understood once: everything later works from it."""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from PIL import Image

from rendering.accelerator import resampler, scaled
from rendering.continued_background import Photograph
from rendering.decode import decode
from rendering.geometry import NO_SIDES, Box, Sides
from rendering.open_sides import open_sides
from rendering.photograph_map import PhotographMap
from rendering.printed_page import has_calm_margin, is_made
from rendering.salience import salience
from rendering.standout import is_strip
from rendering.subject import Subject, find_subject

_LEAST = 240  # px on the longer side: three times that is the most a layout makes of it
_HALF_TELLS_MEANS = 16  # px of the picture per square, on each side, from which its half tells the mean as well


@dataclass(frozen=True)
class SourcePicture:
    """A picture to render from. `image` is upright sRGB: RGB, or RGBA where the product is cut out.

    `enlarged` is how many times larger it is than the file's own picture, on each side: above 1 for tiny ones, so
    that even an icon is a picture on a canvas. The variants' evidence counts the file's own pixels.
    """

    image: Image.Image
    subject: Subject
    enlarged: float = 1.0

    def drawn(self, part: Box, size: tuple[int, int], kind: Image.Resampling = Image.Resampling.BICUBIC) -> Image.Image:
        """A part of the picture (in its pixels) at another size."""
        reduction = min(part.width / size[0], part.height / size[1])
        if resampler() or reduction < (_HALF_TELLS_MEANS if kind is Image.Resampling.BOX else 2):
            return scaled(self.image, part, size, kind)
        return scaled(self._half, Box(*(edge / 2 for edge in part)), size, kind)

    @cached_property
    def _half(self) -> Image.Image:
        """The picture at half its size, for Pillow alone: what is drawn smaller than this is scaled from here."""
        return self.image.reduce(2)

    @cached_property
    def thumbnail(self) -> Image.Image:
        """A small copy, enough to tell its colours."""
        return self.image.reduce(max(1, min(self.image.size) // 96))

    @cached_property
    def map(self) -> PhotographMap | None:
        """What is where in a photograph that may be cropped and written on; None: it stays whole."""
        return PhotographMap(self.image, self.subject.standout) if self.subject.standout else None

    @cached_property
    def open_sides(self) -> Sides:
        """Across which edges its own ground may go on where it does not fill a canvas; none of pages, screenshots."""
        image, subject = self.image, self.subject
        if subject.kind != "textured":
            return NO_SIDES
        is_ground = is_strip(image.size) or has_calm_margin(image) or not is_made(image)
        return open_sides(image, subject.standout) if is_ground else NO_SIDES

    @cached_property
    def photograph(self) -> Photograph:
        """The picture prepared for continuing its uniform background."""
        return Photograph.of(self.image, self.subject.noise)


class KeptMasks(Protocol):
    """Where the second finder's answers are kept: a grey PNG by the SHA-256 of the picture's file, in hex."""

    def fetch(self, sha256: str) -> bytes | None: ...

    def keep(self, sha256: str, png: bytes) -> None: ...


def open_picture(data: bytes, masks: KeptMasks | None = None) -> SourcePicture:
    """The picture in an image file's bytes; its product's mask is looked up in `masks`, if need be. Raises GivenUp."""
    image = decode(data)
    enlarged = max(1.0, _LEAST / max(image.size))
    if enlarged > 1:
        size = round(image.width * enlarged), round(image.height * enlarged)
        image = image.resize((max(1, size[0]), max(1, size[1])), Image.Resampling.BICUBIC)
    subject = find_subject(image, lambda picture: _mask(picture, data, masks))
    return SourcePicture(image, subject, enlarged)


def _mask(image: Image.Image, data: bytes, masks: KeptMasks | None) -> Image.Image | None:
    """The second finder's answer: the kept one, or a new one, which is kept."""
    if masks is None:
        return salience(image)
    sha256 = hashlib.sha256(data).hexdigest()
    if kept := masks.fetch(sha256):
        with suppress(OSError, SyntaxError, ValueError):  # of a damaged file: it is made again
            return Image.open(io.BytesIO(kept), formats=("PNG",)).convert("L")
    mask = salience(image)
    if mask:
        png = io.BytesIO()
        mask.save(png, "PNG")
        masks.keep(sha256, png.getvalue())
    return mask
