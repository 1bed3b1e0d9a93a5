"""Colour profiles, made here because the well-known ones may not be copied."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

Matrix = npt.NDArray[np.float64]

# XYZ of red, green, blue in the columns, adapted to D50. ICC: "sRGB IEC61966-2.1", Adobe RGB (1998), Display P3.
SRGB = np.array([[0.43607, 0.38515, 0.14307], [0.22249, 0.71687, 0.06061], [0.01392, 0.09708, 0.71410]])
ADOBE_RGB = np.array([[0.60974, 0.20528, 0.14919], [0.31111, 0.62567, 0.06322], [0.01947, 0.06087, 0.74457]])
DISPLAY_P3 = np.array([[0.51512, 0.29198, 0.15710], [0.24120, 0.69225, 0.06657], [-0.00105, 0.04189, 0.78407]])
_D50 = (0.9642, 1.0, 0.8249)

Curve = Callable[[Matrix], Matrix]


def srgb_curve(values: Matrix) -> Matrix:
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def gamma(exponent: float) -> Curve:
    return lambda values: values**exponent


def rgb_profile(name: str, primaries: Matrix, curve: Curve) -> bytes:
    tags = {tag: _xyz(primaries[:, i]) for i, tag in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))}
    tags |= {tag: _curve(curve) for tag in (b"rTRC", b"gTRC", b"bTRC")}
    return _profile(b"mntr", b"RGB ", b"XYZ ", {**tags, b"desc": _text(name), b"wtpt": _xyz(_D50)})


def grey_profile(name: str, curve: Curve) -> bytes:
    return _profile(b"mntr", b"GRAY", b"XYZ ", {b"kTRC": _curve(curve), b"desc": _text(name), b"wtpt": _xyz(_D50)})


def in_srgb(color: Sequence[int], primaries: Matrix, curve: Curve) -> Matrix:
    """What a colour of such a profile is in sRGB, by the book: linear, XYZ, linear sRGB, curve."""
    linear = np.linalg.inv(SRGB) @ primaries @ curve(np.array(color) / 255)
    linear = linear.clip(0, 1)
    return 255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def press_profile(inks: dict[tuple[int, int, int, int], tuple[int, int, int]]) -> bytes:
    """CMYK: the sRGB colour of some of the 16 solid overprints (C, M, Y, K each 0 or 1); the others are black."""
    grid = [(c, m, y, k) for c in (0, 1) for m in (0, 1) for y in (0, 1) for k in (0, 1)]
    shown = Image.new("RGB", (16, 1))
    for index, overprint in enumerate(grid):
        shown.putpixel((index, 0), inks.get(overprint, (0, 0, 0)))
    rgb, lab = (ImageCms.ImageCmsProfile(ImageCms.createProfile(space)) for space in ("sRGB", "LAB"))
    converted = ImageCms.profileToProfile(shown, rgb, lab, outputMode="LAB")
    assert converted
    # Pillow keeps a and b as signed bytes, ICC's lut8 with an offset of 128.
    nodes = np.asarray(converted).reshape(16, 3) ^ np.array([0, 128, 128], np.uint8)
    straight = bytes(range(256))
    identity = struct.pack(">9i", *(65536 if i % 4 == 0 else 0 for i in range(9)))
    lut = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + identity + straight * 4 + nodes.tobytes() + straight * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"A2B0": lut, b"desc": _text("A press"), b"wtpt": _xyz(_D50)})


def _xyz(values: Sequence[float] | Matrix) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(float(value) * 65536) for value in values))


def _curve(curve: Curve) -> bytes:
    table = (curve(np.linspace(0, 1, 1024)) * 65535).round().astype(">u2")
    return b"curv\0\0\0\0" + struct.pack(">I", len(table)) + table.tobytes()


def _text(name: str) -> bytes:
    text = name.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)


def _profile(kind: bytes, colours: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Version 2.1: header, table of tags, tags."""
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = struct.pack(">I", start + len(body)) + bytes(4) + b"\x02\x10\0\0" + kind + colours + connection
    header += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += struct.pack(">3i", *(round(value * 65536) for value in _D50))
    return header.ljust(128, b"\0") + table + body
