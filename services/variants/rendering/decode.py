"""Image file in, upright sRGB picture out, in bounded memory: at most MAX_PIXELS are ever decoded."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

from services.variants.rendering.colour import to_srgb
from services.variants.rendering.unusable import UnusablePicture

MAX_PIXELS = 50_000_000
MIN_SIDE = 64  # px; less would be a stain on a 1080 px canvas
_WORKING_PIXELS = 5_000_000  # more than any format shows

# Named, because Pillow registers some forty openers, among them Ghostscript's.
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
_READABLE = "PNG, JPEG, WebP, GIF, TIFF, BMP or AVIF"
# What Pillow's readers raise on damaged files.
_DAMAGE = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, RuntimeError, OverflowError),
    *(struct.error, zlib.error),
)

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def decode(data: bytes) -> Image.Image:
    """RGB, or RGBA where part of the picture is transparent. Raises UnusablePicture."""
    image = _opened(data)
    _check_size(image)
    try:
        if image.format in ("JPEG", "MPO"):
            image.draft("RGB", (1440, 1440))
        image.load()
        image = to_srgb(_reduced(ImageOps.exif_transpose(image)))
    except _DAMAGE as error:
        raise UnusablePicture(
            "picture_damaged", "The picture file is damaged or incomplete: export it again and upload it once more."
        ) from error
    return _without_idle_alpha(image)


def _opened(data: bytes) -> Image.Image:
    if not data:
        raise UnusablePicture("picture_empty", "The picture file is empty (0 bytes): upload it again.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise UnusablePicture("picture_format", f"{_looks_like(data)}: use {_READABLE}.") from error
    except _DAMAGE as error:
        raise UnusablePicture(
            "picture_damaged", "The picture file is damaged: export it again and upload it once more."
        ) from error


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise _too_large()
    if min(width, height) < MIN_SIDE:
        raise UnusablePicture(
            "picture_too_small",
            f"The picture is {width} x {height} pixels; it needs at least {MIN_SIDE} on its shorter side "
            "(1000 or more look sharp).",
        )


def _too_large() -> UnusablePicture:
    return UnusablePicture(
        "picture_too_large", f"The picture has more than {MAX_PIXELS // 10**6} megapixels: 4000 x 4000 are plenty."
    )


def _looks_like(data: bytes) -> str:
    start = data[:512].lstrip().lower()
    if b"<svg" in start or start.startswith(b"<?xml"):
        return "The picture is a vector drawing (SVG)"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"heim"):
        return "The picture is a HEIC photo, as phones make them"
    if start.startswith(b"%pdf"):
        return "The picture is a PDF document"
    return "The file is not a picture that we can read"


def _reduced(image: Image.Image) -> Image.Image:
    factor = 1
    while image.width * image.height > _WORKING_PIXELS * factor * factor:
        factor += 1
    # A palette's indices and 16-bit grey can't be averaged: they are converted first, at full size.
    if factor == 1 or image.mode in ("P", "PA", "1") or image.mode.startswith("I"):
        return image
    info = image.info
    reduced = image.reduce(factor)
    reduced.info = info
    return reduced


def _without_idle_alpha(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    lowest, highest = image.getchannel("A").getextrema()
    if isinstance(highest, (int, float)) and highest < 32:
        raise UnusablePicture(
            "picture_transparent", "The picture is wholly transparent: there is nothing to see in it."
        )
    return image.convert("RGB") if isinstance(lowest, (int, float)) and lowest > 250 else image
