"""What a file is that is not a picture we read, and what would be right instead, in a marketer's words."""

from __future__ import annotations

READABLE = "PNG, JPEG, WebP, GIF, TIFF, BMP, AVIF or HEIC"
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")

_EXPORT = "export it as PNG or JPEG, 1600 pixels or more on its longer side"
_ARCHIVE = "The file is an archive with other files in it: unpack it and upload the picture itself."
_RAW = f"The picture is a camera's raw file: develop it and {_EXPORT}."
_DOCUMENT = f"The file is an office document, not a picture: take the picture out of it, or {_EXPORT}."
_MEDIA = "The file is a video or a sound, not a picture: take a still from it and upload that as PNG or JPEG."

# Of pictures that we do read: a file that starts like this and can't be opened is damaged.
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


def readable_kind(data: bytes) -> str | None:
    """The name of the picture format that the file starts like, if it is one of those that we read."""
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return "AVIF" if brand in (b"avif", b"avis") else "HEIC" if brand in HEIC_BRANDS else None
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    return next((name for start, name in _READABLE_STARTS if data.startswith(start)), None)


def unreadable(data: bytes) -> str:
    """One or two sentences: what the file is, and what would be right."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    known = next((sentence for prefix, sentence in _OTHER_STARTS if data[:16].lower().startswith(prefix.lower())), None)
    return known or _container(data, start) or _markup(start) or _text(data) or _anything()


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


def _anything() -> str:
    return f"The file is not a picture that we can read: use {READABLE}."
