"""A brand's logo is drawn whole, with air around it, where it can be seen; or its absence is marked."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from PIL import Image

from rendering.arrangement import Layout
from rendering.color_scheme import ColorScheme
from rendering.geometry import Box
from rendering.layout import lay_out
from rendering.logo import DrawnLogo, Logo, PlacedLogo, draw_logo, open_logo
from rendering.masters import masters
from rendering.measured_texts import measure_texts
from rendering.render import Branding, Rendered
from rendering.scene import shape
from rendering.source_picture import SourcePicture, open_picture
from shared.formats import FORMATS
from shared.texts import Texts
from tests.render.logos import emblem, on_paper, wordmark
from tests.render.messages import MESSAGES
from tests.render.pairs import pairs
from tests.render.pictures import cutout, file, photograph, studio_file
from tests.render.variants import SQUARE, THREE_SHAPES, WIDE, WITH_BUTTON, branding, misses, opened, variants

RED = (208, 16, 32)
LOGOS = {
    "wide": wordmark(color=RED),
    "square": emblem(RED),
    "tall": emblem(RED).resize((150, 450)),
    "very wide": wordmark("a very long company name, limited", RED),
    "tiny": emblem(RED, 24),
    "grey with alpha": wordmark(color=(40, 40, 40)).convert("LA"),
    "on paper": on_paper(wordmark(color=RED)),
}
SOURCES = {"studio": studio_file(), "cutout": file(cutout()), "photograph": file(photograph(900, 600))}


def _with(logo: bytes, *colors: str) -> Branding:
    return replace(branding(*colors), logo=logo)


def _read(image: Image.Image) -> Logo:
    logo = open_logo(file(image))
    assert logo is not None
    return logo


def _drawn(
    image: Image.Image, ground: tuple[int, int, int], *brand: tuple[int, int, int]
) -> tuple[Image.Image, DrawnLogo]:
    """A logo on a flat ground of 600 x 300, its box 80 px high at (100, 100)."""
    canvas, logo = Image.new("RGB", (600, 300), ground), _read(image)
    width = 80 * logo.image.width / logo.image.height
    drawn = draw_logo(canvas, PlacedLogo(logo, Box(100, 100, 100 + width, 180)), 0.0, ColorScheme(brand))
    return canvas, drawn


def _plate(
    image: Image.Image, ground: tuple[int, int, int], *brand: tuple[int, int, int]
) -> tuple[int, int, int] | None:
    """The colour around the logo, where it is not the ground's."""
    canvas, drawn = _drawn(image, ground, *brand)
    found = canvas.getpixel((drawn.box.pixels()[0] + 4, round(drawn.box.center[1])))
    assert isinstance(found, tuple)
    color = (int(found[0]), int(found[1]), int(found[2]))
    return None if drawn.box == drawn.mark else color


def _red_box(variant: Rendered) -> Box:
    pixels = np.asarray(opened(variant), np.int16)
    red = (np.abs(pixels - RED).max(-1) < 60).nonzero()
    return Box(red[1].min(), red[0].min(), red[1].max() + 1, red[0].max() + 1)


@pytest.mark.parametrize(("logo", "source"), pairs(LOGOS, SOURCES))
def test_every_format_shows_the_logo_and_passes_every_check(logo: str, source: str) -> None:
    made = variants(SOURCES[source], WITH_BUTTON, style=_with(file(LOGOS[logo]), "#0B3D2E"))
    assert misses(made.values()) == {}
    assert all(variant.evidence["logo"].value == 1.0 for variant in made.values())


@pytest.mark.parametrize("logo", ["wide", "square", "tall"])
def test_the_logo_is_whole_and_unstretched_on_the_finished_picture(logo: str) -> None:
    """Nothing else on these pictures is red: the box around all red is the logo's."""
    proportion = LOGOS[logo].getchannel("A").getbbox()
    assert proportion
    style = _with(file(LOGOS[logo]), "#FFFFFF")
    for variant in variants(studio_file("white ceramic mug"), WITH_BUTTON, style=style).values():
        found, safe = _red_box(variant), Box(*variant.format.text_box)
        assert found.meet(safe) == found, variant.format.name
        wanted = (proportion[2] - proportion[0]) / (proportion[3] - proportion[1])
        assert found.width / found.height == pytest.approx(wanted, rel=0.06), variant.format.name


@lru_cache(maxsize=len(SOURCES))
def _picture(data: bytes) -> SourcePicture:
    return open_picture(data)


def _layouts(logo: Image.Image, message: str, locale: str, source: bytes) -> list[tuple[Layout, PlacedLogo, int]]:
    texts = measure_texts(Texts(message=message, call_to_action="Shop now"), locale, "Alto")
    picture, read = _picture(source), _read(logo)
    found = []
    for master in masters(FORMATS.values()):
        layout = lay_out(texts, shape(picture), master, read)
        assert layout.logo
        found.append((layout, layout.logo, master.height))
    return found


@pytest.mark.parametrize("language", ["english", "arabic", "japanese", "vietnamese"])
@pytest.mark.parametrize("logo", ["wide", "square", "tall"])
def test_half_its_height_stays_clear_between_logo_words_and_product(logo: str, language: str) -> None:
    for source in SOURCES.values():
        for layout, placed, _ in _layouts(LOGOS[logo], *MESSAGES[language], source):
            around = placed.box.inset(-0.5 * placed.box.height)
            assert around.meet(layout.text).area == 0
            assert placed.box.meet(layout.product).area == 0


@pytest.mark.parametrize("logo", ["wide", "square", "tall"])
def test_the_logo_has_a_sensible_size(logo: str) -> None:
    for _, placed, height in _layouts(LOGOS[logo], "Live green", "en", SOURCES["studio"]):
        assert 0.025 < placed.box.height / height < 0.13
        assert placed.box.area**0.5 > 0.035 * height


def test_right_to_left_the_logo_stands_at_the_right() -> None:
    for language, right in (("english", False), ("arabic", True)):
        message, locale = MESSAGES[language]
        texts = Texts(message=message, call_to_action="Shop now")
        wide = variants(studio_file(), texts, locale, [WIDE], _with(file(LOGOS["wide"])))[WIDE]
        assert (_red_box(wide).center[0] > wide.format.width / 2) == right


WHITE, BLACK, TEAL = (255, 255, 255), (12, 12, 14), (14, 110, 115)


def test_a_logo_that_stands_out_gets_no_plate() -> None:
    assert _plate(wordmark(color=TEAL), (240, 240, 238)) is None
    assert _plate(wordmark(color=WHITE), (20, 40, 60)) is None


def test_a_logo_that_would_drown_gets_a_plate() -> None:
    assert _plate(wordmark(color=(245, 240, 230)), (240, 240, 238)) == (20, 20, 22)
    assert _plate(wordmark(color=BLACK), (30, 30, 40)) == WHITE
    assert _plate(emblem(TEAL), (20, 100, 110)) == WHITE


def test_a_white_logo_stands_on_the_brands_own_colour() -> None:
    assert _plate(wordmark(color=WHITE), (240, 240, 238), TEAL) == TEAL


def test_an_opaque_file_keeps_its_paper_where_the_ground_is_another() -> None:
    paper = on_paper(wordmark(color=TEAL))
    assert _plate(paper, (20, 40, 60)) == WHITE


def test_an_opaque_file_melts_into_light_ground() -> None:
    canvas, drawn = _drawn(on_paper(wordmark(color=TEAL)), (236, 240, 238))
    assert drawn.box == drawn.mark
    pixels = np.asarray(canvas).reshape(-1, 3)
    assert not (pixels == 255).all(-1).any()


def test_the_border_of_a_file_does_not_make_the_logo_small() -> None:
    tight, loose = _read(on_paper(wordmark(), border=4)), _read(on_paper(wordmark(), border=300))
    assert tight.image.width / tight.image.height == pytest.approx(loose.image.width / loose.image.height, rel=0.03)


UNREADABLE = {
    "gone": b"",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "damaged": file(wordmark())[:400],
    "blank paper": file(Image.new("RGB", (300, 200), "white")),
    "transparent": file(Image.new("RGBA", (300, 200))),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_unreadable_logo_is_missed_in_the_evidence_and_fails_nothing(case: str) -> None:
    made = variants(studio_file(), WITH_BUTTON, names=THREE_SHAPES, style=_with(UNREADABLE[case]))
    assert misses(made.values()) == {name: {"logo": 0.0} for name in THREE_SHAPES}
    assert made[SQUARE].evidence["logo"].bar == ">= 1"


def test_without_a_logo_in_the_brief_there_is_no_such_check() -> None:
    assert "logo" not in variants(studio_file(), names=[SQUARE])[SQUARE].evidence


def test_with_a_logo_the_brand_is_not_spelled_out_again() -> None:
    """The name that would stand before the product's: with a logo it changes nothing."""
    style = _with(file(emblem(RED)))
    named, unnamed = (
        variants(studio_file(), WITH_BUTTON, names=[SQUARE], style=replace(style, brand=brand))[SQUARE].jpeg
        for brand in ("Solvane", None)
    )
    assert named == unnamed
