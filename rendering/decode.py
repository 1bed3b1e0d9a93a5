"""Decodes an image file to an upright sRGB picture, in bounded memory and time."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from rendering.refused_files import HEIC_BRANDS, check_limits, readable_kind, too_large, unreadable
from rendering.srgb import to_srgb
from rendering.working_size import working_size
from shared.problems import GivenUp

_DRAFT = (1440, 1440)  # what JPEGs are decoded down to, at least: more than any format shows
_WORKING_PIXELS = 8_000_000

# Named, because Pillow registers some forty openers, among them Ghostscript's.
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
# What the readers raise on damaged files.
_DAMAGE = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, RuntimeError, ArithmeticError),
    *(AttributeError, AssertionError, struct.error, zlib.error),
)

_ORIENTATION = 0x0112  # EXIF's tag for how the camera was held
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def decode(data: bytes) -> Image.Image:
    """RGB, or RGBA where part of the picture is transparent; the first frame of an animation.

    Raises GivenUp.
    """
    if not data:
        raise GivenUp("picture_empty", "The picture file is empty (0 bytes): upload it again.")
    with warnings.catch_warnings(), _trouble_explained(data):
        warnings.simplefilter("ignore")  # remarks on odd files; what matters is raised
        opened = Image.open(io.BytesIO(data), formats=_openers(data))
        check_limits(opened, data)
        if opened.format in ("JPEG", "MPO"):
            opened.draft(None, _DRAFT)
        opened.load()
        turn, profile = _turn(opened), opened.info.get("icc_profile")
        image = to_srgb(working_size(opened, _WORKING_PIXELS), profile)
        return _without_idle_alpha(image if turn is None else image.transpose(turn))


def _openers(data: bytes) -> tuple[str, ...]:
    if data[4:8] != b"ftyp" or data[8:12] not in HEIC_BRANDS:
        return _FORMATS
    from pi_heif import register_heif_opener  # here, because few pictures are HEIC and no cold start should wait for it

    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    return (*_FORMATS, "HEIF")


@contextmanager
def _trouble_explained(data: bytes) -> Iterator[None]:
    """Turns whatever a reader raises into GivenUp."""
    try:
        yield
    except GivenUp:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        raise too_large() from error
    except (UnidentifiedImageError, *_DAMAGE) as error:
        kind = readable_kind(data)
        if kind is None:
            raise GivenUp("picture_format", unreadable(data)) from error
        raise GivenUp(
            "picture_damaged",
            f"The picture is a {kind} file, but damaged, incomplete or of a rare kind: "
            "export it again as PNG or JPEG and upload that.",
        ) from error


def _turn(image: Image.Image) -> Image.Transpose | None:
    """What makes a loaded file upright. Broken EXIF says nothing: the picture itself may be fine."""
    try:
        value = image.getexif().get(_ORIENTATION)
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, AttributeError, struct.error):
        return None
    return _TURNS.get(value) if isinstance(value, int) else None


def _without_idle_alpha(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    lowest, highest = image.getchannel("A").getextrema()
    if isinstance(highest, (int, float)) and highest < 32:
        raise GivenUp(
            "picture_transparent", "The picture is wholly transparent, there is nothing to see in it: export it again."
        )
    return image.convert("RGB") if isinstance(lowest, (int, float)) and lowest > 250 else image
