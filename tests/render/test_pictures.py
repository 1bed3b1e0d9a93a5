"""Any picture people upload becomes variants, or a reason that a marketer understands."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from services.variants.rendering.picture import open_picture
from services.variants.rendering.unusable import UnusablePicture
from tests.render.pictures import cutout, file, photograph, plain, studio
from tests.render.variants import SQUARE, THREE_SHAPES, misses, variants

KINDS = {
    "jpeg": file(plain(), "JPEG"),
    "webp": file(plain(), "WEBP"),
    "webp with alpha": file(cutout(), "WEBP"),
    "gif": file(plain().convert("P"), "GIF"),
    "tiff": file(plain(), "TIFF"),
    "bmp": file(plain(), "BMP"),
    "avif": file(plain(), "AVIF"),
    "grey": file(plain().convert("L")),
    "grey with alpha": file(cutout().convert("LA")),
    "palette": file(plain().quantize(16)),
    "black and white": file(plain().convert("1", dither=Image.Dither.NONE)),
    "cmyk": file(plain().convert("CMYK"), "JPEG"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_becomes_a_variant(kind: str) -> None:
    assert misses(variants(KINDS[kind], "Live green", names=[SQUARE]).values()) == {}


def test_the_product_is_found_where_it_is() -> None:
    for prompt in ("insulated bottle", "running shoe", "headphones", "candle", "mug"):
        shot = studio(prompt)
        subject = open_picture(file(shot.image)).subject
        assert subject.kind == "uniform"
        found = np.array(subject.box) * shot.image.width
        assert np.abs(found - shot.box).max() < 0.035 * shot.image.width, prompt


def test_a_transparent_picture_has_its_product_where_it_is_opaque() -> None:
    shot = studio("coffee mug")
    subject = open_picture(file(cutout())).subject
    assert subject.kind == "cutout"
    assert np.array(subject.box) * shot.image.width == pytest.approx(np.array(shot.box), abs=3)


def test_a_busy_photograph_counts_as_a_whole() -> None:
    assert open_picture(file(photograph(400, 300))).subject.box == (0, 0, 1, 1)


def test_a_turned_photograph_is_turned_back() -> None:
    upright = plain(300, 200)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held sideways: turn 90 degrees clockwise to view
    turned = file(upright.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)
    assert open_picture(turned).image.size == (300, 200)


def test_cmyk_without_a_profile_keeps_its_colours() -> None:
    image = open_picture(KINDS["cmyk"]).image
    assert np.abs(np.array(image.getpixel((100, 100))) - (200, 30, 30)).max() < 10


def test_a_foreign_profile_is_converted_to_srgb() -> None:
    """sRGB with its red and green primaries exchanged: what such a file calls red, people see as green."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = srgb.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    foreign = exchanged.replace("sRGB".encode("utf-16-be"), "gRBX".encode("utf-16-be"))
    assert open_picture(file(plain(), icc_profile=srgb)).image.getpixel((100, 100)) == (200, 30, 30)
    shown = np.array(open_picture(file(plain(), icc_profile=foreign)).image.getpixel((100, 100)))
    assert np.abs(shown - (30, 200, 30)).max() < 6


def test_a_broken_profile_is_ignored() -> None:
    assert open_picture(file(plain(), icc_profile=b"not a profile")).image.getpixel((100, 100)) == (200, 30, 30)


def test_16_bit_grey_is_not_clipped_to_white() -> None:
    values = np.full((200, 200), 60_000, np.uint16)
    values[60:140, 60:140] = 20_000
    image = open_picture(file(Image.fromarray(values))).image
    assert image.getpixel((5, 5)) == (233, 233, 233)
    assert image.getpixel((100, 100)) == (78, 78, 78)


def test_a_12_megapixel_photograph_is_decoded_at_working_size() -> None:
    data = file(photograph(4000, 3000), "JPEG")
    assert open_picture(data).image.size == (2000, 1500)


def test_extreme_shapes_are_shown_whole() -> None:
    for size in ((64, 64), (2000, 100), (90, 1500)):
        for image in (photograph(*size), plain(*size)):
            assert misses(variants(file(image), "Live green", names=THREE_SHAPES).values()) == {}, size


def _bomb() -> bytes:
    """A PNG of 20000 x 20000 pixels in 200 bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


UNUSABLE = {
    "zero bytes": (b"", "picture_empty", "empty"),
    "garbage": (b"\x13\x37" * 500, "picture_format", "PNG, JPEG"),
    "text called png": (b"Dear all, here is the picture", "picture_format", "not a picture"),
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "picture_format", "vector drawing"),
    "pdf": (b"%PDF-1.7\n", "picture_format", "PDF"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 50, "picture_format", "HEIC"),
    "truncated png": (file(photograph(300, 300))[:5000], "picture_damaged", "export it again"),
    "truncated jpeg": (file(photograph(300, 300), "JPEG")[:3000], "picture_damaged", "export it again"),
    "bomb": (_bomb(), "picture_too_large", "megapixels"),
    "1 x 1": (file(Image.new("RGB", (1, 1))), "picture_too_small", "1 x 1"),
    "8000 x 10": (file(Image.new("RGB", (8000, 10))), "picture_too_small", "8000 x 10"),
    "transparent": (file(Image.new("RGBA", (200, 200))), "picture_transparent", "transparent"),
    "one colour": (file(Image.new("RGB", (200, 200), "white")), "picture_blank", "one plain colour"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n", "picture_format", "PNG, JPEG"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_cannot_be_used_is_refused_with_its_reason(case: str) -> None:
    data, code, words = UNUSABLE[case]
    with pytest.raises(UnusablePicture) as refused:
        open_picture(data)
    assert refused.value.code == code
    assert words in refused.value.reason
    assert refused.value.reason.endswith(".")


def test_mutated_files_are_read_or_refused_never_a_crash() -> None:
    rng = np.random.default_rng(7)
    originals = [file(plain(80, 80), kind) for kind in ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")]
    outcomes: set[str] = set()
    for _ in range(300):
        data = bytearray(originals[rng.integers(len(originals))])
        for at in rng.integers(0, len(data), rng.integers(1, 20)):
            data[at] = rng.integers(256)
        try:
            outcomes.add(open_picture(bytes(data)).subject.kind)
        except UnusablePicture as refused:
            outcomes.add(refused.code)
    assert {"uniform", "picture_damaged"} <= outcomes


def test_the_decoder_reads_no_further_formats() -> None:
    tga = io.BytesIO()
    plain().save(tga, "TGA")
    with pytest.raises(UnusablePicture):
        open_picture(tga.getvalue())
