"""One small valid file of every kind that people upload, each showing `plain`: a red product on light grey."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageCms

from tests.render.pictures import file, photograph, plain

_WIDTH, _HEIGHT = 300, 200
_FILES = Path(__file__).parent / "files"


def cutout_of(image: Image.Image) -> Image.Image:
    """Opaque in the middle third only."""
    cut = image.convert("RGBA")
    alpha = Image.new("L", image.size)
    alpha.paste(255, (_WIDTH // 3, _HEIGHT // 3, 2 * _WIDTH // 3, 2 * _HEIGHT // 3))
    cut.putalpha(alpha)
    return cut


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = "A camera"
    return found


@cache
def samples() -> dict[str, bytes]:
    shown = plain(_WIDTH, _HEIGHT)
    cut, grey, busy = cutout_of(shown), shown.convert("L"), photograph(_WIDTH, _HEIGHT)
    more: dict[str, Any] = {"save_all": True, "append_images": [busy], "duration": 80}
    sixteen = Image.fromarray(np.asarray(grey, np.uint16) * 257)
    clear = shown.quantize(16)
    return {
        "png": file(shown, icc_profile=srgb(), exif=exif(), dpi=(72, 72)),
        "png with alpha": file(cut),
        "png, grey with alpha": file(cut.convert("LA")),
        "png, palette": file(clear),
        "png, palette with transparency": file(clear, transparency=bytes([0, *[255] * 15])),
        "png, grey": file(grey),
        "png, 16-bit grey": file(sixteen),
        "png, 1-bit": file(shown.convert("1", dither=Image.Dither.NONE)),
        "png, animated": file(shown, "PNG", **more),
        "jpeg": file(shown, "JPEG", exif=exif(), icc_profile=srgb()),
        "jpeg, progressive": file(shown, "JPEG", progressive=True),
        "jpeg, grey": file(grey, "JPEG"),
        "jpeg, cmyk": file(shown.convert("CMYK"), "JPEG"),
        "mpo": file(shown, "MPO", save_all=True, append_images=[busy]),
        "webp": file(shown, "WEBP"),
        "webp, lossless with alpha": file(cut, "WEBP", lossless=True),
        "webp, animated": file(shown, "WEBP", **more),
        "gif": file(clear, "GIF"),
        "gif, animated": file(shown, "GIF", **more),
        "gif, transparent": file(cut, "GIF"),
        "tiff": file(shown, "TIFF"),
        "tiff, lzw": file(shown, "TIFF", compression="tiff_lzw"),
        "tiff, jpeg": file(shown, "TIFF", compression="jpeg"),
        "tiff, 16-bit grey, deflate": file(sixteen, "TIFF", compression="tiff_adobe_deflate"),
        "tiff, fax": file(shown.convert("1", dither=Image.Dither.NONE), "TIFF", compression="group4"),
        "tiff, cmyk": file(shown.convert("CMYK"), "TIFF"),
        "tiff, lab": file(_lab(shown), "TIFF"),
        "tiff, float": file(Image.fromarray(np.asarray(grey, np.float32) / 255), "TIFF"),
        "tiff, 16-bit colour": _tiff_16_bit(np.asarray(shown)),
        "png, 16-bit colour": _png_16_bit(np.asarray(shown)),
        "bmp": file(shown, "BMP"),
        "avif": file(shown, "AVIF"),
        "avif with alpha": file(cut, "AVIF"),
        "heic": heic(),
        "heic, turned": heic("turned"),
    }


def heic(name: str = "plain") -> bytes:
    """Made with pillow-heif 1.8.1, which the project does not depend on: its wheels hold a GPL encoder."""
    return (_FILES / f"{name}.heic").read_bytes()


def _lab(image: Image.Image) -> Image.Image:
    rgb, lab = (ImageCms.ImageCmsProfile(ImageCms.createProfile(space)) for space in ("sRGB", "LAB"))
    converted = ImageCms.profileToProfile(image, rgb, lab, outputMode="LAB")
    assert converted
    return converted


def _png_16_bit(pixels: np.ndarray[Any, np.dtype[np.uint8]]) -> bytes:
    from tests.render.hostile import png

    height, width, _ = pixels.shape
    rows = (pixels.astype(">u2") * 257).reshape(height, -1).view(np.uint8).reshape(height, -1)
    return png(width, height, pixels=np.pad(rows, ((0, 0), (1, 0))).tobytes(), depth=16)


def _tiff_16_bit(pixels: np.ndarray[Any, np.dtype[np.uint8]]) -> bytes:
    from tests.render.hostile import tiff

    height, width, _ = pixels.shape
    data = (pixels.astype("<u2") * 257).tobytes()
    tags = {256: (4, 1, width), 257: (4, 1, height), 258: (3, 3, 200), 259: (3, 1, 1), 262: (3, 1, 2)}
    tags |= {273: (4, 1, 300), 277: (3, 1, 3), 278: (4, 1, height), 279: (4, 1, len(data))}
    directory = tiff(tags)
    return directory.ljust(200, b"\0") + b"\x10\0" * 3 + bytes(94) + data
