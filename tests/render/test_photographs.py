"""Photographs fill: words on calm parts or beside them, nobody beheaded, and evidence that knows what was cut off."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from rendering.contrast import Ground, worst_places
from rendering.geometry import Box
from rendering.photograph_map import PhotographMap
from rendering.printed_page import is_full_of_text
from rendering.scene import Placement
from rendering.shown_product import ShownProduct
from rendering.source_picture import SourcePicture, open_picture
from rendering.standout import standout
from rendering.subject import find_subject
from tests.render.golden.cases import CASES
from tests.render.pictures import file
from tests.render.second_finder import needs_second_finder
from tests.render.variants import SQUARE, STORY, THREE_SHAPES, WIDE, branding, misses, opened, variants

_SIZE = (1200, 900)
_FIGURE = (780, 200, 960, 860)  # a red figure on soft greenery, right of the middle


def _greenery() -> Image.Image:
    rng = np.random.default_rng(4)
    coarse = Image.fromarray(rng.integers(50, 120, (10, 12, 3), dtype=np.uint8))
    return coarse.resize(_SIZE, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(9))


def _photograph(figure: tuple[int, int, int, int] = _FIGURE) -> Image.Image:
    picture = _greenery()
    ImageDraw.Draw(picture).rounded_rectangle(figure, 60, (235, 40, 40))
    return picture


def _mask(*figures: tuple[int, int, int, int]) -> Image.Image:
    """What the network would say of a photograph with these figures."""
    mask = Image.new("L", _SIZE)
    for figure in figures:
        mask.paste(255, figure)
    return mask


def _source(picture: Image.Image, mask: Image.Image) -> SourcePicture:
    return SourcePicture(picture, find_subject(picture, lambda _: mask))


def _shown(source: SourcePicture, part: Box) -> tuple[float, float]:
    """What the evidence says of this part of a photograph on a canvas of its own: the share kept, and its bar."""
    size = 600, round(600 * part.height / part.width)
    canvas = source.image.resize(size, Image.Resampling.LANCZOS, part)
    product = ShownProduct(Placement(source, part, Box(0, 0, *size), is_crop=True))
    return product.kept(canvas, 0, 0), product.bar


@pytest.fixture
def figure_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network sees the figure."""
    monkeypatch.setattr("rendering.source_picture.salience", lambda _: _mask(_FIGURE))


@pytest.mark.usefixtures("figure_seen")
def test_a_photograph_reaches_the_edges_of_every_canvas() -> None:
    for name, variant in variants(file(_photograph()), style=branding("#0B3D2E")).items():
        assert misses([variant]) == {}, name
        image = np.asarray(opened(variant), np.int16)
        flat = np.abs(image - np.array([0x0B, 0x3D, 0x2E])).max(-1) < 8
        assert flat.mean() < 0.45, name


@pytest.mark.usefixtures("figure_seen")
def test_words_never_stand_on_the_subject() -> None:
    for name, variant in variants(file(_photograph()), style=branding("#0B3D2E")).items():
        assert variant.evidence["text_on_product"].value == 0, name
        image = np.asarray(opened(variant), np.int16)
        red = (image[..., 0] > 180) & (image[..., 1] < 90) & (image[..., 2] < 90)
        rows, columns = red.nonzero()
        body = image[rows.min() + 20 : rows.max() - 20, columns.min() + 20 : columns.max() - 20]
        assert np.abs(body - np.median(body, axis=(0, 1))).max(-1).mean() < 20, name


def test_the_evidence_tells_what_a_crop_cuts_off() -> None:
    source = _source(_photograph(), _mask(_FIGURE))
    assert _shown(source, Box(400, 100, 1200, 900))[0] == 1.0
    lost_feet, bar = _shown(source, Box(400, 100, 1200, 700))
    assert bar == 0.7
    assert lost_feet == pytest.approx(0.76, abs=0.04)


def test_the_evidence_never_passes_a_beheaded_subject() -> None:
    source = _source(_photograph(), _mask(_FIGURE))
    for top in (260, 300, 420):
        kept, bar = _shown(source, Box(300, top, 1200, 900))
        assert kept == 0 < bar, top


def test_a_subject_that_the_network_misses_still_counts_in_the_evidence() -> None:
    source = _source(_photograph(), Image.new("L", _SIZE))
    kept, bar = _shown(source, Box(0, 0, 760, 900))
    assert kept < bar


def test_a_network_that_takes_something_else_for_the_subject_does_not_hide_the_loss() -> None:
    source = _source(_photograph(), _mask((60, 300, 240, 860)))
    kept, bar = _shown(source, Box(0, 0, 760, 900))
    assert kept < bar


def test_an_unsure_network_leaves_the_photograph_whole() -> None:
    grey = Image.new("L", _SIZE, 140)
    assert find_subject(_photograph(), lambda _: grey).standout is None
    assert standout(_photograph(), grey) is None


def _page(ink: int, paper: int) -> Image.Image:
    page = Image.new("RGB", (1200, 900), (paper,) * 3)
    pen = ImageDraw.Draw(page)
    for y in range(40, 860, 26):
        for x in range(0 if y % 3 else 40, 1190, 11):
            pen.rectangle((x, y, x + 5, y + 10), fill=(ink,) * 3)
    return page


@pytest.mark.parametrize(("ink", "paper"), [(20, 250), (230, 30)], ids=["page", "dark screen"])
def test_a_page_full_of_text_is_no_photograph(ink: int, paper: int) -> None:
    page = _page(ink, paper)
    assert is_full_of_text(page)
    subject = find_subject(page, lambda _: _mask(_FIGURE))
    assert subject.standout is None
    assert subject.kind == "textured"


def test_a_drawn_banner_stays_whole_with_its_own_words() -> None:
    banner = Image.new("RGB", (1600, 460), (240, 196, 60))
    pen = ImageDraw.Draw(banner)
    pen.rectangle((0, 0, 500, 460), (30, 60, 120))
    pen.rectangle((700, 200, 1400, 260), (20, 20, 20))
    assert find_subject(banner, lambda _: _mask(_FIGURE)).standout is None


def test_a_strip_goes_on_by_itself_where_it_would_lie_in_an_empty_field() -> None:
    strip = _greenery().crop((0, 300, 1200, 500))
    story = np.asarray(opened(variants(file(strip), names=[STORY], style=branding("#C81E1E"))[STORY]), np.int16)
    for part in (story[:60], story[-60:]):
        assert np.abs(part.mean((0, 1)) - (0xC8, 0x1E, 0x1E)).max() > 60
        assert np.abs(part.mean((0, 1)) - np.asarray(strip, np.float32).mean((0, 1))).max() < 25


def test_scenery_may_lose_its_sides_but_not_its_tops() -> None:
    ridge = (0, 300, 1200, 800)
    source = _source(_photograph(ridge), _mask(ridge))
    kept, bar = _shown(source, Box(140, 0, 1060, 900))
    assert kept == pytest.approx(0.77, abs=0.04)
    assert kept >= bar
    assert _shown(source, Box(140, 380, 1060, 900))[0] == 0


@pytest.mark.parametrize("edge", ["right", "foot"])
def test_a_shadow_that_meets_the_edge_is_not_continued_but_reaches_the_canvas_edge(edge: str) -> None:
    """Beyond the picture's edge nobody knows the shadow: there is only ground that fills, or a panel."""
    picture = Image.new("RGB", (1000, 1000), (226, 222, 216))
    shadow = (
        ((460, 670), (1000, 420), (1000, 590), (560, 720))
        if edge == "right"
        else ((460, 700), (560, 700), (600, 1000), (380, 1000))
    )
    dark = Image.new("L", picture.size)
    ImageDraw.Draw(dark).polygon(shadow, 40)
    picture.paste((70, 70, 80), (0, 0), dark.filter(ImageFilter.GaussianBlur(14)))
    ImageDraw.Draw(picture).rectangle((440, 300, 580, 710), (110, 80, 170))
    subject = find_subject(picture)
    assert (subject.kind, subject.finders) == ("textured", 1)
    assert subject.standout
    assert subject.standout.is_product
    made = variants(file(picture), names=THREE_SHAPES, style=branding("#0B3D2E"))
    assert misses(made.values()) == {}
    for name, variant in made.items():
        assert variant.evidence["product_kept"].bar == ">= 1", name


def test_a_lamp_behind_one_letter_is_not_lost_among_all_pixels() -> None:
    night = np.full((400, 900, 3), 12, np.uint8)
    night[200:212, 450:462] = 250
    assert Ground.of(night).high < 0.1
    assert Ground.of(worst_places(night)).high > 0.8


def test_a_photograph_is_not_full_of_text() -> None:
    for case in ("photo-landscape", "photo-portrait"):
        assert not is_full_of_text(open_picture(CASES[case].picture()).image), case


@pytest.mark.usefixtures("figure_seen")
def test_a_small_photograph_is_not_enlarged_to_fill() -> None:
    small = _photograph().resize((320, 240))
    for variant in variants(file(small), names=THREE_SHAPES).values():
        assert variant.evidence["resolution"].passed


def test_a_crop_that_keeps_the_head_is_told_from_what_it_loses() -> None:
    tall = _photograph().crop((600, 0, 1200, 900))
    spared = standout(tall, _mask(_FIGURE).crop((600, 0, 1200, 900)))
    assert spared
    photo = PhotographMap(tall, spared)
    kept, head = photo.kept(np.array([[0, 150, 600, 465]]))
    assert head[0] > 0.95 > kept[0]


@needs_second_finder
def test_with_the_real_network_a_cup_fills_its_part_of_every_canvas() -> None:
    made = variants(CASES["photo-landscape"].picture(), "The best part of the morning", names=(SQUARE, STORY, WIDE))
    assert misses(made.values()) == {}
    for name, variant in made.items():
        assert variant.evidence["finders"].value == 2, name
        assert variant.evidence["product_kept"].value > 0.9, name
