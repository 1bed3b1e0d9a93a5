"""Refuses picture files: which, why, and what would be right instead, in words that a marketer understands."""

from __future__ import annotations

from PIL import Image

from shared.problems import GivenUp

READABLE = "PNG, JPEG, WebP, GIF, TIFF, BMP, AVIF or HEIC"
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")

_EXPORT = "export it as PNG or JPEG, 1600 pixels or more on its longer side"
_ARCHIVE = "The file is an archive with other files in it: unpack it and upload the picture itself."
_RAW = f"The picture is a camera's raw file: develop it and {_EXPORT}."
_DOCUMENT = f"The file is an office document, not a picture: take the picture out of it, or {_EXPORT}."
_MEDIA = "The file is a video or a sound, not a picture: take a still from it and upload that as PNG or JPEG."

# Starts of pictures that we do read: a file that starts like this and can't be opened is damaged.
_READABLE_STARTS = (
    *((b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"BM", "BMP")),
    *((b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"II+\0", "TIFF"), (b"MM\0+", "TIFF")),
)
_OTHER_STARTS = (
    (b"%pdf", f"The file is a PDF document, not a picture: {_EXPORT}."),
    (b"%!ps", f"The picture is a PostScript drawing (EPS): {_EXPORT}."),
    (b"\xc5\xd0\xd3\xc6", f"The picture is a PostScript drawing (EPS): {_EXPORT}."),
    (b"8bps", f"The picture is a Photoshop document (PSD): {_EXPORT}."),
    (b"\xff\x0a", f"The picture is a JPEG XL file: {_EXPORT}."),
    (b"\0\0\0\x0cjxl ", f"The picture is a JPEG XL file: {_EXPORT}."),
    (b"\0\0\0\x0cjp  ", f"The picture is a JPEG 2000 file: {_EXPORT}."),
    (b"\xff\x4f\xff\x51", f"The picture is a JPEG 2000 file: {_EXPORT}."),
    (b"\0\0\x01\0", f"The picture is an icon (ICO): {_EXPORT}."),
    (b"fujifilmccd-raw", _RAW),
    (b"\xd0\xcf\x11\xe0", _DOCUMENT),
    *((start, _ARCHIVE) for start in (b"pk\x05\x06", b"\x1f\x8b", b"rar!", b"7z\xbc\xaf", b"bzh", b"\xfd7zxz")),
    *((start, _MEDIA) for start in (b"\x1a\x45\xdf\xa3", b"id3", b"oggs", b"flac", b"\0\0\x01\xba", b"\0\0\x01\xb3")),
)
_OFFICE = (b"[content_types].xml", b"word/", b"ppt/", b"xl/", b"mimetypeapplication/vnd.oasis", b"index/document.iwa")

MAX_FILE_BYTES = 60_000_000  # a function of 2048 MB holds the file and all that is made of it
MAX_PIXELS = 65_000_000  # the largest photographs that phones store (64 MP) are read
# These readers need up to 16, 10 and 7 bytes per pixel, the others 6: so all stay below 400 MB.
_FEWER_PIXELS = {"WEBP": 24_000_000, "AVIF": 36_000_000, "HEIF": 52_000_000}
_LONGEST = 100  # times its shorter side: more is a line, and vanishes on a canvas of 1080 px
# A progressive JPEG has a dozen scans. Each costs a walk over the whole picture, and may be just a few bytes long.
_MOST_SCANS = 40
_MOST_TILE = 16_000_000  # pixels: the TIFF reader makes room for a whole tile, however small the picture
_TILE_WIDTH, _TILE_LENGTH = 322, 323  # tags of a TIFF

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def too_large(most: int = MAX_PIXELS) -> GivenUp:
    return GivenUp(
        "picture_too_large", f"The picture has more than {most // 10**6} megapixels: 4000 x 4000 pixels are plenty."
    )


def check_file_size(name: str, size: int) -> None:
    """Raises GivenUp for a file of more than MAX_FILE_BYTES, before it is fetched."""
    if size > MAX_FILE_BYTES:
        reason = f"{name} has {size / 1e6:.0f} MB; a picture may have {MAX_FILE_BYTES // 10**6} MB"
        raise GivenUp("picture_too_large", reason)


def check_limits(image: Image.Image, data: bytes) -> None:
    """Bounds memory and time before a pixel is decoded; `image` is opened, not loaded.

    Raises GivenUp; ValueError where only a made-up file would be like that.
    """
    width, height = image.size
    most = _FEWER_PIXELS.get(image.format or "", MAX_PIXELS)
    if width * height > most:
        raise too_large(most)
    if max(width, height) > _LONGEST * min(width, height):
        raise GivenUp(
            "picture_too_narrow",
            f"The picture is {width} x {height} pixels, a mere line: upload one whose longer side is at most "
            f"{_LONGEST} times the shorter.",
        )
    if image.format in ("JPEG", "MPO") and data.count(b"\xff\xda") > _MOST_SCANS:
        raise ValueError("more scans than any camera or editor writes")
    if image.format == "TIFF" and _tile_pixels(image) > _MOST_TILE:
        raise ValueError("tiles larger than any editor writes")


def _tile_pixels(image: Image.Image) -> int:
    """Pixels of one of a TIFF's tiles; 0 where it has none."""
    tags = image.tag_v2  # type: ignore[attr-defined]  # of TiffImageFile, whose module takes 9 ms to import
    return int(tags.get(_TILE_WIDTH, 0)) * int(tags.get(_TILE_LENGTH, 0))


def readable_kind(data: bytes) -> str | None:
    """The name of the picture format that the file starts like, if it is one of those that we read."""
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return "AVIF" if brand in (b"avif", b"avis") else "HEIC" if brand in HEIC_BRANDS else None
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    return next((name for start, name in _READABLE_STARTS if data.startswith(start)), None)


def unreadable(data: bytes) -> str:
    """A sentence or two: what the file is, and what would be right."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    known = next((sentence for prefix, sentence in _OTHER_STARTS if data[:16].lower().startswith(prefix.lower())), None)
    anything = f"The file is not a picture that we can read: use {READABLE}."
    return known or _container(data, start) or _markup(start) or _text(data) or anything


def _container(data: bytes, start: bytes) -> str | None:
    if data[4:8] == b"ftyp":
        return _RAW if data[8:12] == b"crx " else _MEDIA
    if data[4:8] in (b"moov", b"mdat", b"wide", b"free") or (data[:4] == b"RIFF" and data[8:12] != b"WEBP"):
        return _MEDIA
    if data[:2] == b"PK":
        return _DOCUMENT if any(name in start for name in _OFFICE) else _ARCHIVE
    return None


def _markup(start: bytes) -> str | None:
    if b"<svg" in start:
        return f"The picture is a vector drawing (SVG): {_EXPORT}."
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "The file is a web page (HTML), not a picture: save the picture itself and upload that."
    if start.startswith((b"<?xml", b"{", b"[")):
        return f"The file holds data as text (XML or JSON), not a picture: use {READABLE}."
    return None


def _text(data: bytes) -> str | None:
    try:
        text = data[:4096].decode("utf-8", "strict" if len(data) <= 4096 else "ignore")
    except UnicodeDecodeError:
        return None
    printable = all(character.isprintable() or character in "\t\r\n\f" for character in text)
    return f"The file holds text, not a picture, whatever its name says: use {READABLE}." if printable else None
