"""Any picture people upload: every kind of file, every colour space, every shape."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from PIL import Image

from rendering.source_picture import open_picture
from tests.render.pictures import file, photograph, plain
from tests.render.profiles import (
    ADOBE_RGB,
    DISPLAY_P3,
    SRGB,
    Curve,
    Matrix,
    gamma,
    grey_profile,
    in_srgb,
    press_profile,
    rgb_profile,
    srgb_curve,
)
from tests.render.samples import exif, heic, samples
from tests.render.variants import THREE_SHAPES, misses, variants

_RED, _GREY = (200, 30, 30), (240, 240, 240)
_COLOURLESS = {"png, grey", "png, 16-bit grey", "jpeg, grey", "tiff, 16-bit grey, deflate", "tiff, float"}
_BLACK_AND_WHITE = {"png, 1-bit", "tiff, fax"}


@pytest.mark.parametrize("kind", samples())
def test_every_kind_of_file_is_read_upright_in_its_colours(kind: str) -> None:
    picture = open_picture(samples()[kind])
    image, subject = picture.image, picture.subject
    product, ground = (np.array(image.convert("RGB").getpixel(at)) for at in ((150, 100), (5, 5)))
    assert image.size == (300, 200)
    if kind in _BLACK_AND_WHITE:
        assert (product.max(), ground.min()) == (0, 255)
    elif kind in _COLOURLESS or "grey" in kind:
        assert np.abs(product - 81).max() <= 2  # what red looks like without colour
    else:
        assert np.abs(product - _RED).max() <= 3
    if image.mode == "RGBA":
        assert subject.kind == "cutout"
        assert image.getchannel("A").getpixel((5, 5)) == 0
    else:
        assert subject.kind == "uniform"
        assert kind in _BLACK_AND_WHITE or np.abs(ground - _GREY).max() <= 2
    assert np.array(subject.box) == pytest.approx(np.array((1, 1, 2, 2)) / 3, abs=0.03)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_the_camera_may_have_been_held_in_any_way(kind: str) -> None:
    """All four corners differ, so that every wrong turn is seen."""
    colours = ((200, 30, 30), (30, 200, 30), (30, 30, 200), (200, 200, 30))
    upright = Image.new("RGB", (120, 80))
    for index, colour in enumerate(colours):
        x, y = index % 2 * 60, index // 2 * 40
        upright.paste(colour, (x, y, x + 60, y + 40))
    undone = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose values that undo each orientation
    for orientation, turn in undone.items():
        stored = upright.transpose(Image.Transpose(turn))
        image = open_picture(file(stored, kind, exif=exif(orientation))).image
        assert image.size == (240, 160), orientation
        for index, colour in enumerate(colours):
            shown = np.array(image.getpixel((60 + index % 2 * 120, 40 + index // 2 * 80)))
            assert np.abs(shown - colour).max() < 25, (orientation, index)


_BROKEN_EXIF: dict[str, bytes | Image.Exif] = {
    "empty": b"Exif\0\0",
    "offset beyond the end": b"Exif\0\0II*\0\xff\xff\xff\xff",
    "64 KB of tags": b"Exif\0\0MM\0*" + b"\0\x08\xff\xff" * 9000,
    "nonsense": b"nonsense",
    "orientation 99": exif(99),
}


def test_broken_exif_is_ignored() -> None:
    for (case, broken), kind in product(_BROKEN_EXIF.items(), ("JPEG", "PNG", "WEBP")):
        image = open_picture(file(plain(300, 200), kind, exif=broken)).image
        assert image.size == (300, 200), (case, kind)


def test_of_many_frames_the_first_is_taken() -> None:
    """The second frame is a busy photograph."""
    for kind in ("png, animated", "webp, animated", "gif, animated", "mpo"):
        assert open_picture(samples()[kind]).subject.kind == "uniform", kind


_WIDE_SPACES: dict[str, tuple[Matrix, Curve]] = {
    "Adobe RGB (1998)": (ADOBE_RGB, gamma(563 / 256)),
    "Display P3": (DISPLAY_P3, srgb_curve),
}


def test_wide_colours_become_srgb() -> None:
    colours, kinds = (_RED, (128, 128, 128), (90, 140, 110)), ("PNG", "JPEG", "WEBP", "TIFF", "AVIF")
    for (name, (primaries, curve)), kind, colour in product(_WIDE_SPACES.items(), kinds, colours):
        image = Image.new("RGB", (300, 300), colour)
        shown = open_picture(file(image, kind, icc_profile=rgb_profile(name, primaries, curve), quality=95)).image
        expected = pytest.approx(in_srgb(colour, primaries, curve), abs=4)
        assert np.array(shown.getpixel((150, 150))) == expected, (name, kind, colour)


def test_a_profile_is_known_by_what_it_does_not_by_its_name() -> None:
    called_srgb = rgb_profile("sRGB built-in, linear", SRGB, gamma(1.0))
    called_camera = rgb_profile("Camera RGB", SRGB, srgb_curve)
    assert open_picture(file(plain(), icc_profile=called_srgb)).image.getpixel((100, 100)) == (229, 96, 96)
    assert open_picture(file(plain(), icc_profile=called_camera)).image.getpixel((100, 100)) == _RED


def test_a_profile_applies_under_transparency_palette_and_grey() -> None:
    adobe = rgb_profile("Adobe RGB (1998)", ADOBE_RGB, gamma(563 / 256))
    expected = in_srgb(_RED, ADOBE_RGB, gamma(563 / 256))
    cut = plain().convert("RGBA")
    cut.putpixel((0, 0), (0, 0, 0, 0))
    for image in (cut, plain().quantize(16)):
        shown = np.array(open_picture(file(image, icc_profile=adobe)).image.convert("RGB").getpixel((100, 100)))
        assert shown == pytest.approx(expected, abs=2)
    grey = open_picture(file(Image.new("L", (300, 300), 128), icc_profile=grey_profile("Linear", gamma(1.0))))
    assert grey.image.getpixel((5, 5)) == (188, 188, 188)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_is_seen_as_its_press_prints_it(kind: str) -> None:
    cyan, magenta = (0, 150, 210), (220, 0, 120)
    press = press_profile({(0, 0, 0, 0): (255, 255, 255), (1, 0, 0, 0): cyan, (0, 1, 0, 0): magenta})
    for ink, seen, unmanaged in (((255, 0, 0, 0), cyan, (0, 255, 255)), ((0, 255, 0, 0), magenta, (255, 0, 255))):
        image = Image.new("CMYK", (300, 300), ink)
        profiled = open_picture(file(image, kind, icc_profile=press)).image.getpixel((150, 150))
        assert np.abs(np.array(profiled) - seen).max() <= 4
        assert open_picture(file(image, kind)).image.getpixel((150, 150)) == unmanaged


_NO_PROFILES = {
    "text": b"not a profile",
    "empty": b"",
    "cut off": rgb_profile("cut", SRGB, gamma(1.0))[:200],
    "of other colours": press_profile({}),
    "zeros": bytes(5000),
}


def test_a_profile_that_is_broken_or_of_other_colours_is_ignored() -> None:
    for (case, profile), kind in product(_NO_PROFILES.items(), ("PNG", "JPEG", "TIFF")):
        shown = open_picture(file(plain(), kind, icc_profile=profile)).image.getpixel((100, 100))
        assert np.abs(np.array(shown) - _RED).max() <= 3, (case, kind)


def test_16_bit_grey_keeps_all_its_range_however_dark_and_in_either_byte_order() -> None:
    values = np.full((200, 200), 200, np.uint16)
    values[60:140, 60:140] = 60_000
    for image in (Image.fromarray(values), Image.fromarray(values.astype(">u2"))):
        shown = open_picture(file(image, "TIFF")).image
        assert shown.getpixel((5, 5)) == (1, 1, 1)
        assert shown.getpixel((100, 100)) == (233, 233, 233)


def test_grey_of_32_bits_is_read_by_its_range_and_holes_in_it_are_black() -> None:
    values = np.full((200, 200), 0.2, np.float32)
    values[60:140, 60:140] = 0.8
    values[0, 0] = np.nan
    assert open_picture(file(Image.fromarray(values), "TIFF")).image.getpixel((100, 100)) == (204, 204, 204)
    high_range = open_picture(file(Image.fromarray(values * 50), "TIFF")).image
    assert (high_range.getpixel((5, 5)), high_range.getpixel((100, 100))) == ((0, 0, 0), (255, 255, 255))
    whole = np.where(values > 0.5, 50_000, 10_000).astype(np.int32)
    assert open_picture(file(Image.fromarray(whole), "TIFF")).image.getpixel((100, 100)) == (195, 195, 195)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "CMYK", "I;16"])
def test_large_pictures_are_brought_to_working_size_in_every_mode(mode: str) -> None:
    upright = plain(6000, 4000)
    if mode == "I;16":
        image = Image.fromarray(np.asarray(upright.convert("L"), np.uint16) * 257)
    elif mode in ("RGBA", "LA"):
        image = upright.convert(mode)
        image.paste(0, (0, 0, 300, 300))
    else:
        image = upright.convert(mode, dither=Image.Dither.NONE)
    shown = open_picture(file(image, "TIFF")).image
    assert shown.size == (3000, 2000)
    expected = np.array(image.crop((3000, 2000, 3001, 2001)).convert("RGB").getpixel((0, 0)) if mode != "I;16" else 81)
    assert np.abs(np.array(shown.convert("RGB").getpixel((1500, 1000))) - expected).max() <= 2
    assert (shown.mode == "RGBA") == (mode in ("RGBA", "LA"))


def test_hidden_colours_do_not_bleed_into_a_reduced_cutout() -> None:
    image = Image.new("RGBA", (4000, 3000), (0, 255, 0, 0))
    image.paste((200, 30, 30, 255), (1001, 1001, 3001, 2001))
    shown = np.asarray(open_picture(file(image, compress_level=1)).image)
    visible = shown[shown[..., 3] > 0]
    assert np.abs(visible[:, :3].astype(int) - _RED).max() <= 2


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (1, 100), (16, 16), (64, 40)])
def test_a_tiny_picture_is_enlarged_and_the_evidence_says_so(size: tuple[int, int]) -> None:
    picture = open_picture(file(photograph(*size)))
    assert max(picture.image.size) == 240
    made = variants(file(photograph(*size)), "Live green", names=THREE_SHAPES)
    for name, missed in misses(made.values()).items():
        assert missed["resolution"] < 0.4, name
    assert misses(made.values()).keys() == set(THREE_SHAPES)


@pytest.mark.parametrize("size", [(8000, 100), (100, 8000), (2000, 100), (90, 1500)])
@pytest.mark.parametrize("draw", [photograph, plain])
def test_extreme_shapes_are_shown_whole(size: tuple[int, int], draw: Callable[[int, int], Image.Image]) -> None:
    assert misses(variants(file(draw(*size)), "Live green", names=THREE_SHAPES).values()) == {}


def test_heic_photographs_of_phones_are_turned_as_they_were_taken() -> None:
    assert open_picture(heic("turned")).image.size == (300, 200)
