"""The stand-in's pictures: the product is what the words say, whole, and where the true box says it is."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import ImageChops

from local.imagemodel.cutout import FOLDER, KINDS
from local.imagemodel.product_shot import ProductShot, shoot_product

_SIDE = 512


@pytest.fixture(scope="module", params=KINDS)
def shot(request: pytest.FixtureRequest) -> ProductShot:
    return shoot_product(f"a photo of {request.param}", 5, _SIDE, _SIDE)


def test_the_box_bounds_the_mask_exactly(shot: ProductShot) -> None:
    assert shot.mask.point(lambda v: 255 if v > 5 else 0).getbbox() == shot.box
    left, top, right, bottom = shot.box
    share = (np.asarray(shot.mask)[top:bottom, left:right] > 128).mean()
    assert share > 0.3, "a box with hardly any product in it"


def test_the_product_is_whole_and_neither_tiny_nor_at_the_edge(shot: ProductShot) -> None:
    left, top, right, bottom = shot.box
    assert min(left, top, _SIDE - right, _SIDE - bottom) >= 0.05 * _SIDE
    assert max(right - left, bottom - top) >= 0.40 * _SIDE


def test_the_backdrop_is_light_and_even(shot: ProductShot) -> None:
    pixels = np.asarray(shot.image, np.float32)
    ring = np.ones((_SIDE, _SIDE), bool)
    ring[26:-26, 26:-26] = False
    assert pixels[ring].min() > 185
    assert np.ptp(pixels[ring].mean(1)) < 30


def test_outside_the_mask_there_is_only_backdrop_above_the_floor(shot: ProductShot) -> None:
    """Beside and above the product nothing but the cove: the shadow lies at its foot, in the lowest fifth."""
    pixels = np.asarray(shot.image, np.float32).mean(2)
    _, top, _, bottom = shot.box
    above = np.zeros((_SIDE, _SIDE), bool)
    above[: bottom - (bottom - top) // 5] = True
    outside = above & (np.asarray(shot.mask) == 0)
    backdrop = np.median(pixels[outside])
    assert np.abs(pixels[outside] - backdrop).max() < 32


def test_the_product_stands_out_from_the_backdrop(shot: ProductShot) -> None:
    pixels = np.asarray(shot.image, np.float32)
    inside = np.asarray(shot.mask) > 250
    corner = np.median(pixels[:40, :40].reshape(-1, 3), axis=0)
    differs = np.abs(pixels[inside] - corner).max(1) > 14
    assert differs.mean() > 0.6


def test_there_is_more_than_one_shade_on_it(shot: ProductShot) -> None:
    inside = np.asarray(shot.mask) > 250
    assert np.asarray(shot.image.convert("L"), np.float32)[inside].std() > 8


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ceramic Coffee Mug", "mug"),
        ("Eco-Friendly Water Bottle", "flask"),
        ("Sparkling Lemon Water", "bottle"),
        ("Citrus Craft Soda", "can"),
        ("Phone Power Bank", "pack"),
        ("Lightweight Running Cap", "pack"),
        ("Trail Running Shoes", "shoe"),
        ("Hydrating Rose Lotion", "pump"),
        ("Crème Solaire UltraShield SPF50", "tube"),
        ("Serviette de Plage AquaGlide", "pack"),
        ("Designer Handbag", "backpack"),
        ("Vitamin C Serum", "pump"),
        ("Night Cream", "jar"),
        ("House Roast", "pouch"),
        ("防水リュック", "backpack"),
        ("Superman at Tokyo Tower", "pack"),
        ("", "pack"),
    ],
)
def test_the_words_choose_the_product(name: str, kind: str) -> None:
    prompt = f"Professional product photography of {name}.\n\nHigh quality, studio lighting, white background."
    assert shoot_product(prompt, 0, 64, 64).kind == kind


def test_every_cutout_is_chosen_by_its_own_name_and_no_word_leads_to_none() -> None:
    assert [shoot_product(f"photo of {kind}", 0, 64, 64).kind for kind in KINDS] == list(KINDS)
    assert json.loads((FOLDER / "words.json").read_text("utf-8")).keys() == set(KINDS)


def test_what_it_is_packed_in_wins_over_what_it_is() -> None:
    assert shoot_product("photo of Green Tea. Organic tea in an elegant glass bottle.", 0, 64, 64).kind == "bottle"


def test_the_campaign_message_does_not_choose_the_product() -> None:
    prompt = "Product photography of Harbour Candle.\n\nHigh quality.\nMarketing campaign: A mug in your backpack."
    assert shoot_product(prompt, 0, 64, 64).kind == "candle"


def flask(colors: str) -> ProductShot:
    return shoot_product(f"photo of {colors} flask", 1, _SIDE, _SIDE)


@pytest.mark.parametrize(("color", "channel"), [("red", 0), ("green", 1), ("blue", 2)])
def test_a_colour_in_the_prompt_wins(color: str, channel: int) -> None:
    shot = shoot_product(f"photo of {color} backpack", 1, _SIDE, _SIDE)
    inside = np.asarray(shot.image, np.float32)[np.asarray(shot.mask) > 250]
    assert inside.mean(0).argmax() == channel
    assert inside.mean(0)[channel] > inside.mean(0).min() + 25


def test_light_and_metal_survive_the_tint() -> None:
    """In a red and in a green flask the same pixels are lit and shaded alike, and the steel ring is of neither."""
    red, green = (flask(color) for color in ("red", "green"))
    left, top, right, bottom = red.box
    body = (left + 20, top + 150, right - 20, bottom - 80)
    shades = [np.asarray(shot.image.crop(body).convert("L"), np.float32).ravel() for shot in (red, green)]
    assert np.corrcoef(shades[0], shades[1])[0, 1] > 0.8
    ring = (left + 20, bottom - 24, right - 20, bottom - 14)
    steel = [np.asarray(shot.image.crop(ring), np.float32).mean((0, 1)) for shot in (red, green)]
    assert np.abs(steel[0] - steel[1]).max() < 12


def test_a_second_colour_is_the_accents() -> None:
    tan, red = (flask(f"navy and {color}") for color in ("tan", "red"))
    differing = np.abs(np.asarray(tan.image, np.float32) - np.asarray(red.image, np.float32)).max(2) > 40
    inside = np.asarray(tan.mask) > 250
    assert 0.02 < differing[inside].mean() < 0.5


def test_the_shadow_lies_at_the_foot_and_not_in_the_mask() -> None:
    shot = shoot_product("a photo of a white mug", 5, _SIDE, _SIDE)
    left, _, right, bottom = shot.box
    grey = np.asarray(shot.image.convert("L"), np.float32)
    below = grey[bottom + 1 : bottom + 8, (left + right) // 2 - 20 : (left + right) // 2 + 20].mean()
    assert below < np.median(grey[:40]) - 30


@pytest.mark.parametrize(("width", "height"), [(768, 1344), (1536, 640), (320, 704)])
def test_any_shape_of_picture_holds_the_whole_product(width: int, height: int) -> None:
    shot = shoot_product("photo of running shoes", 2, width, height)
    left, top, right, bottom = shot.box
    assert shot.image.size == (width, height)
    assert left > 0
    assert top > 0
    assert right < width
    assert bottom < height


def test_the_same_words_give_the_same_pixels_and_others_do_not() -> None:
    first, again, other = (shoot_product(text, 1, 256, 256).image for text in ("a can", "a can", "a cold can"))
    assert ImageChops.difference(first, again).getbbox() is None
    assert ImageChops.difference(first, other).getbbox() is not None
