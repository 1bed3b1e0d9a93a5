"""A photograph that cannot fill its canvas goes on with its own ground: without a seam, and without a ghost."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from rendering.open_sides import open_sides
from rendering.own_ground import with_own_ground
from rendering.source_picture import open_picture
from rendering.standout import Standout
from shared.formats import FORMATS
from tests.render.pictures import file, photograph
from tests.render.variants import branding, misses, opened, variants

_PANEL = (0xC8, 0x1E, 0x1E)


def _wall_and_floor() -> Image.Image:
    picture = Image.new("RGB", (1200, 900), (214, 214, 214))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 640, 1200, 900), fill=(168, 168, 168))
    pen.rounded_rectangle((520, 260, 680, 760), 40, fill=(40, 90, 200))
    return picture


def _page() -> Image.Image:
    page = Image.new("RGB", (1200, 900), (250, 250, 250))
    pen = ImageDraw.Draw(page)
    for y in range(10, 890, 26):
        for x in range(0 if y % 3 else 40, 1190, 11):
            pen.rectangle((x, y, x + 5, y + 10), fill=(20, 20, 20))
    return page


@pytest.mark.parametrize(
    "picture",
    [photograph(1200, 800), photograph(360, 420), _wall_and_floor()],
    ids=["unsure", "small", "wall and floor"],
)
def test_no_photograph_that_stays_whole_is_a_small_panel_on_a_flat_field(
    picture: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rendering.source_picture.salience", lambda _: Image.new("L", (64, 64), 140))
    made = variants(file(picture), style=branding("#C81E1E"))
    assert misses(made.values()) == {}
    for name, variant in made.items():
        assert variant.evidence["product_kept"].bar == ">= 1", name
        flat = np.abs(np.asarray(opened(variant), np.int16) - _PANEL).max(-1) < 12
        assert flat.mean() < 0.45, name


def test_own_ground_has_no_seam_and_repeats_nothing_that_stands_further_in() -> None:
    coarse = Image.fromarray(np.random.default_rng(4).integers(50, 120, (10, 12, 3), dtype=np.uint8))
    picture = coarse.resize((480, 360), Image.Resampling.BICUBIC)
    ImageDraw.Draw(picture).ellipse((180, 120, 300, 240), fill=(250, 20, 20))
    canvas = np.asarray(with_own_ground(picture, (300, 500), (1080, 1000)), np.int16).copy()
    assert (canvas[500:860, 300:780] == np.asarray(picture)).all()
    for inside, outside in (
        (canvas[500, 300:780], canvas[499, 300:780]),
        (canvas[859, 300:780], canvas[860, 300:780]),
        (canvas[500:860, 300], canvas[500:860, 299]),
        (canvas[500:860, 779], canvas[500:860, 780]),
    ):
        assert np.abs(inside - outside).max() < 12
    canvas[500:860, 300:780] = 0
    assert (canvas[..., 0] - canvas[..., 1]).max() < 90, "the red disc is seen again"


def _at_edge(box: tuple[int, int, int, int]) -> Image.Image:
    """A red product on plain ground with the grain of a camera, in a box of 900 x 900."""
    picture = Image.new("RGB", (900, 900), (236, 230, 224))
    ImageDraw.Draw(picture).rounded_rectangle(box, 30, fill=(220, 60, 40))
    grain = np.random.default_rng(3).normal(0, 2, (900, 900, 1))
    return Image.fromarray((np.asarray(picture) + grain).round().clip(0, 255).astype(np.uint8))


@pytest.mark.parametrize(
    ("box", "closed"),
    [((-80, 300, 320, 700), 0), ((4, 300, 320, 700), 0), ((300, -60, 600, 500), 1), ((300, 400, 600, 894), 3)],
    ids=["cut off at the left", "touching the left", "cut off at the top", "touching the foot"],
)
def test_a_product_at_the_edge_of_its_picture_is_not_seen_twice(
    box: tuple[int, int, int, int], closed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rendering.source_picture.salience", lambda _: Image.new("L", (64, 64), 140))
    data = file(_at_edge(box))
    assert [side for side, may in enumerate(open_picture(data).open_sides) if not may] == [closed]
    made = variants(data)
    assert misses(made.values()) == {}
    for name, variant in made.items():
        seen = np.asarray(opened(variant), np.int16)
        pinkish = (np.abs(seen[..., 0] - seen[..., 1] - 70) < 45).mean()
        assert pinkish < 0.015, f"{name} shows a blur of the product"


def test_a_hat_at_the_upper_edge_does_not_go_on_behind_the_words() -> None:
    picture = photograph(1200, 800)
    hat = np.zeros((80, 120), bool)
    hat[:40, 50:70] = True
    assert open_sides(picture, Standout(hat, hat)) == (True, False, True, True)


def test_scenery_goes_on_across_the_sides_that_it_meets() -> None:
    hills = np.zeros((80, 120), bool)
    hills[40:70] = True
    assert all(open_sides(photograph(1200, 800), Standout(hills, hills)))
    assert open_sides(photograph(1200, 800), Standout(hills, hills, is_product=True)) == (False, True, False, True)


@pytest.mark.parametrize("name", FORMATS)
def test_a_product_as_high_as_its_picture_on_plain_ground_stays_whole(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = (200, 8, 700, 888)
    seen = Image.new("L", (900, 900))
    ImageDraw.Draw(seen).rectangle(box, fill=255)
    monkeypatch.setattr("rendering.source_picture.salience", lambda _: seen)
    made = variants(file(_at_edge(box)), names=[name])[name]
    assert made.evidence["product_kept"].bar == ">= 1"
    assert misses([made]) == {}


def test_a_page_whose_letters_reach_its_edge_stands_on_a_panel() -> None:
    assert not any(open_picture(file(_page())).open_sides)
    assert all(open_picture(file(_wall_and_floor())).open_sides)
