"""Files that would cost a naive reader its memory or its time, and files that are no pictures at all."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import numpy as np
from PIL import Image

from tests.render.pictures import file, photograph, plain

_MB = 1_000_000
TOO_LARGE, DAMAGED, FORMAT = "picture_too_large", "picture_damaged", "picture_format"


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes, pixels: bytes = b"", depth: int = 8) -> bytes:
    """RGB. With any further chunks before the pixels, which need not suit the size."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, 0))
    body = b"".join(chunks) + png_chunk(b"IDAT", zlib.compress(pixels, 1)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + body


def zeros(megabytes: int) -> bytes:
    """That many megabytes of zeros, deflated to a thousandth."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(bytes(_MB)) for _ in range(megabytes)), packer.flush()])


def tiff(tags: dict[int, tuple[int, int, int]], data: bytes = b"") -> bytes:
    """Little-endian, one directory at 8; `tags` as {tag: (type, count, value)}, `data` after the directory."""
    entries = b"".join(struct.pack("<HHII", tag, *tags[tag]) for tag in sorted(tags))
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + struct.pack("<I", 0) + data


_SHORT, _LONG = 3, 4


def _tiff_of(width: int, height: int, **other: tuple[int, int, int]) -> bytes:
    tags = {256: (_LONG, 1, width), 257: (_LONG, 1, height), 258: (_SHORT, 1, 8), 259: (_SHORT, 1, 8)}
    tags |= {262: (_SHORT, 1, 1), 273: (_LONG, 1, 200), 277: (_SHORT, 1, 1), 278: (_LONG, 1, height)}
    tags |= {279: (_LONG, 1, 1000)} | {int(tag[1:]): entry for tag, entry in other.items()}
    return tiff(tags, bytes(100) + zlib.compress(bytes(_MB)))


def _tiled(side: int) -> bytes:
    tiles = {"t322": (_LONG, 1, side), "t323": (_LONG, 1, side), "t324": (_LONG, 1, 200), "t325": (_LONG, 1, 1000)}
    return _tiff_of(100, 100, **tiles)


def with_size(data: bytes, marker: bytes, offset: int, layout: str, *size: int) -> bytes:
    """The file with another size written at `offset` behind the last `marker`."""
    at = data.rindex(marker) + offset
    written = struct.pack(layout, *size)
    return data[:at] + written + data[at + len(written) :]


def many_scans(side: int, scans: int) -> bytes:
    """A progressive JPEG whose last scan is repeated: each one is small, and costs a walk over all of the picture."""
    data = file(Image.new("L", (side, side), 99), "JPEG", progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + last * scans + data[-2:]


def _archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def _bombs() -> dict[str, tuple[bytes, str, str]]:
    many_texts = [png_chunk(b"zTXt", b"n%d\0\0" % i + zlib.compress(bytes(_MB - 100))) for i in range(100)]
    box_sizes = {"avif": file(plain(), "AVIF"), "gif": file(plain().convert("P"), "GIF")}
    bmp, webp = file(plain(), "BMP"), file(photograph(100, 100).convert("RGBA"), "WEBP", icc_profile=b"none")
    return {
        "png of 400 MP": (png(20_000, 20_000), TOO_LARGE, "65 megapixels"),
        "png of 100 MP": (png(10_000, 10_000), TOO_LARGE, "65 megapixels"),
        "png of 4 billion columns": (png(2**32 - 1, 1), TOO_LARGE, "megapixels"),
        "png whose profile unpacks to 100 MB": (
            png(99, 99, png_chunk(b"iCCP", b"n\0\0" + zeros(100))),
            DAMAGED,
            "export it again",
        ),
        "png whose text unpacks to 100 MB": (
            png(99, 99, png_chunk(b"zTXt", b"n\0\0" + zeros(100))),
            DAMAGED,
            "export it again",
        ),
        "png with 100 texts of 1 MB": (png(99, 99, *many_texts), DAMAGED, "export it again"),
        "gif canvas of 4 GP": (with_size(box_sizes["gif"], b"GIF8", 6, "<HH", 65535, 65535), TOO_LARGE, "megapixels"),
        "avif of 4 GP": (with_size(box_sizes["avif"], b"ispe", 8, ">II", 65535, 65535), DAMAGED, "AVIF"),
        "bmp of 900 MP": (with_size(bmp, b"BM", 18, "<ii", 30_000, -30_000), TOO_LARGE, "megapixels"),
        "webp canvas of 268 MP": (with_size(webp, b"VP8X", 12, "<HBHB", 16382, 0, 16382, 0), TOO_LARGE, "megapixels"),
        "jpeg of 4 GP": (
            with_size(file(plain(), "JPEG"), b"\xff\xc0", 5, ">HH", 65500, 65500),
            TOO_LARGE,
            "megapixels",
        ),
        "jpeg of 900 scans": (many_scans(4000, 900), DAMAGED, "JPEG"),
        "tiff of 4 GP": (_tiff_of(60_000, 60_000), TOO_LARGE, "megapixels"),
        "tiff with a tile of 900 MP": (_tiled(30_000), DAMAGED, "TIFF"),
        "tiff with a strip of 4 billion rows": (_tiff_of(100, 100, t278=(_LONG, 1, 2**32 - 1)), DAMAGED, "TIFF"),
        "tiff with a tag of 4 GB": (_tiff_of(100, 100, t270=(2, 2**32 - 1, 8)), DAMAGED, "TIFF"),
        "tiff with 4 billion strips": (_tiff_of(100, 100, t273=(_LONG, 2**30, 8)), DAMAGED, "TIFF"),
    }


def _not_pictures() -> dict[str, tuple[bytes, str, str]]:
    noise = np.random.default_rng(3).integers(0, 256, 3000, dtype=np.uint8).tobytes()
    return {
        "zero bytes": (b"", "picture_empty", "empty"),
        "noise": (b"\x13\x37" + noise, FORMAT, "PNG, JPEG"),
        "text": ("Liebe Gr\u00fc\u00dfe, hier das Bild".encode() * 300, FORMAT, "holds text"),
        "svg": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', FORMAT, "vector drawing"),
        "svg with a byte order mark": (
            b'\xef\xbb\xbf<svg xmlns="http://www.w3.org/2000/svg"/>',
            FORMAT,
            "vector drawing",
        ),
        "html": (b"\n<!DOCTYPE html><html><title>404 Not Found</title></html>", FORMAT, "web page"),
        "json": (b'{"message": "Forbidden"}', FORMAT, "JSON"),
        "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", FORMAT, "PDF"),
        "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n", FORMAT, "PostScript"),
        "psd": (b"8BPS\0\1" + bytes(40), FORMAT, "Photoshop"),
        "zip": (_archive("picture.png"), FORMAT, "archive"),
        "docx": (_archive("[Content_Types].xml", "word/document.xml"), FORMAT, "office document"),
        "gzip": (b"\x1f\x8b\x08" + bytes(20), FORMAT, "archive"),
        "mp4": (b"\0\0\0\x20ftypisom" + bytes(40), FORMAT, "video"),
        "mov": (b"\0\0\0\x14ftypqt  " + bytes(40), FORMAT, "video"),
        "webm": (b"\x1a\x45\xdf\xa3" + bytes(40), FORMAT, "video"),
        "avi": (b"RIFF\0\0\0\0AVI LIST" + bytes(40), FORMAT, "video"),
        "camera raw": (b"\0\0\0\x18ftypcrx " + bytes(40), FORMAT, "raw"),
        "jpeg xl": (b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(40), FORMAT, "JPEG XL"),
        "icon": (file(plain(), "ICO"), FORMAT, "icon"),
        "targa": (file(plain(), "TGA"), FORMAT, "PNG, JPEG"),
        "heic without a picture": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(50), DAMAGED, "HEIC"),
        "png without a picture": (b"\x89PNG\r\n\x1a\n", DAMAGED, "PNG"),
        "wholly transparent": (file(Image.new("RGBA", (200, 200))), "picture_transparent", "transparent"),
        "8000 x 10": (file(Image.new("RGB", (8000, 10))), "picture_too_narrow", "8000 x 10"),
    }


BOMBS = _bombs()
NOT_PICTURES = _not_pictures()
