"""Image file in, upright sRGB picture out, in bounded memory and time."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from rendering.colour import to_srgb
from rendering.filekind import HEIC_BRANDS, readable_kind, unreadable
from rendering.limits import check_limits, too_large
from rendering.orientation import turn_of, upright
from rendering.unusable import UnusablePicture
from rendering.working_size import working_size

_DRAFT = (1440, 1440)  # what JPEGs are decoded down to, at least: more than any format shows
_WORKING_PIXELS = 8_000_000

# Named, because Pillow registers some forty openers, among them Ghostscript's.
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
# What the readers raise on damaged files.
_DAMAGE = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, RuntimeError, ArithmeticError),
    *(AttributeError, AssertionError, struct.error, zlib.error),
)


def decode(data: bytes) -> Image.Image:
    """RGB, or RGBA where part of the picture is transparent; of an animation, its first frame.

    Raises UnusablePicture.
    """
    if not data:
        raise UnusablePicture("picture_empty", "The picture file is empty (0 bytes): upload it again.")
    with warnings.catch_warnings(), _trouble_explained(data):
        warnings.simplefilter("ignore")  # remarks on odd files; what matters is raised
        image = Image.open(io.BytesIO(data), formats=_openers(data))
        check_limits(image, data)
        if image.format in ("JPEG", "MPO"):
            image.draft(None, _DRAFT)
        image.load()
        turn, profile = turn_of(image), image.info.get("icc_profile")
        return _without_idle_alpha(upright(to_srgb(working_size(image, _WORKING_PIXELS), profile), turn))


def _openers(data: bytes) -> tuple[str, ...]:
    if data[4:8] != b"ftyp" or data[8:12] not in HEIC_BRANDS:
        return _FORMATS
    from pi_heif import register_heif_opener  # here, because few pictures are HEIC and no cold start should wait for it

    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    return (*_FORMATS, "HEIF")


@contextmanager
def _trouble_explained(data: bytes) -> Iterator[None]:
    """Whatever a reader raises becomes an UnusablePicture."""
    try:
        yield
    except UnusablePicture:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        raise too_large() from error
    except (UnidentifiedImageError, *_DAMAGE) as error:
        kind = readable_kind(data)
        if kind is None:
            raise UnusablePicture("picture_format", unreadable(data)) from error
        raise UnusablePicture(
            "picture_damaged",
            f"The picture is a {kind} file, but damaged, incomplete or of a rare kind: "
            "export it again as PNG or JPEG and upload that.",
        ) from error


def _without_idle_alpha(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    lowest, highest = image.getchannel("A").getextrema()
    if isinstance(highest, (int, float)) and highest < 32:
        raise UnusablePicture(
            "picture_transparent", "The picture is wholly transparent, there is nothing to see in it: export it again."
        )
    return image.convert("RGB") if isinstance(lowest, (int, float)) and lowest > 250 else image
