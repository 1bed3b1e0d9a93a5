"""What a picture file may ask of the reader, checked before any pixel is decoded."""

from __future__ import annotations

from PIL import Image

from rendering.unusable import UnusablePicture

MAX_PIXELS = 65_000_000  # the largest photographs that phones store (64 MP) are read
# These readers need up to 16, 10 and 7 bytes per pixel, the others 6: so all stay below 400 MB.
_LESS = {"WEBP": 24_000_000, "AVIF": 36_000_000, "HEIF": 52_000_000}
_LONGEST = 100  # times its shorter side: more is a line, and vanishes on a canvas of 1080 px
# A progressive JPEG has a dozen scans. Each costs a walk over the whole picture, and may be just a few bytes long.
_MOST_SCANS = 40
_MOST_TILE = 16_000_000  # pixels: the TIFF reader makes room for a whole tile, however small the picture

_TILE_WIDTH, _TILE_LENGTH = 322, 323

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def check_limits(image: Image.Image, data: bytes) -> None:
    """Of a file opened, not loaded. Raises UnusablePicture; ValueError where only a made-up file would be like that."""
    width, height = image.size
    most = _LESS.get(image.format or "", MAX_PIXELS)
    if width * height > most:
        raise too_large(most)
    if max(width, height) > _LONGEST * min(width, height):
        raise UnusablePicture(
            "picture_too_narrow",
            f"The picture is {width} x {height} pixels, a mere line: upload one whose longer side is at most "
            f"{_LONGEST} times the shorter.",
        )
    if image.format in ("JPEG", "MPO") and data.count(b"\xff\xda") > _MOST_SCANS:
        raise ValueError("more scans than any camera or editor writes")
    if image.format == "TIFF" and _tile(image) > _MOST_TILE:
        raise ValueError("tiles larger than any editor writes")


def too_large(most: int = MAX_PIXELS) -> UnusablePicture:
    return UnusablePicture(
        "picture_too_large", f"The picture has more than {most // 10**6} megapixels: 4000 x 4000 pixels are plenty."
    )


def _tile(image: Image.Image) -> int:
    """Pixels of one of a TIFF's tiles; 0 where it has none."""
    tags = image.tag_v2  # type: ignore[attr-defined]  # of TiffImageFile, whose module takes 9 ms to import
    return int(tags.get(_TILE_WIDTH, 0)) * int(tags.get(_TILE_LENGTH, 0))
