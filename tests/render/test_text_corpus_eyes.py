"""The corpus's own measurements, proved on pictures whose faults are known: eyes that cannot fail prove nothing."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from rendering.text import faces
from tests.render.corpus import eyes
from tests.render.corpus.sources import Source, source

WHITE, GREY = (255, 255, 255), (118, 118, 118)  # 4.54:1
NOWHERE = (0.0, 0.0, 0.0, 0.0)


def written(ground: tuple[int, int, int], at: tuple[int, int] = (100, 300), veil: int | None = None) -> Image.Image:
    image = Image.new("RGB", (1000, 700), ground)
    if veil is not None:
        image.paste((veil, veil, veil), (300, 0, 380, 700))
    ImageDraw.Draw(image).text(at, "Live green", fill=WHITE, font=faces.load(faces.SANS, 90, faces.BOLD), anchor="ls")
    return image


def contrast(image: Image.Image) -> float | None:
    return eyes.weakest_contrast(image, eyes.inks(image, (WHITE,), NOWHERE))


@pytest.mark.parametrize(("ground", "ratio"), [(GREY, 4.54), ((90, 90, 90), 6.90), ((0, 87, 184), 6.87)])
def test_contrast_is_that_of_the_two_colours(ground: tuple[int, int, int], ratio: float) -> None:
    assert contrast(written(ground)) == pytest.approx(ratio, abs=0.02)


def test_one_light_stripe_behind_the_letters_is_noticed() -> None:
    found = contrast(written((60, 60, 60), veil=150))
    assert found is not None
    assert found < 3


def test_ink_outside_the_safe_zone_is_noticed() -> None:
    for at, expected in (((100, 300), 0.0), ((10, 300), 0.05), ((100, 50), 0.5)):
        found = eyes.inks(written(GREY, at), (WHITE,), NOWHERE)
        assert (eyes.outside_share(found, (60, 60, 940, 640)) > expected) is (expected > 0), at


def test_luminance_and_contrast_are_those_of_wcag() -> None:
    assert eyes.contrast(float(eyes.luminance((255, 255, 255))), float(eyes.luminance((0, 0, 0)))) == pytest.approx(21)
    assert float(eyes.luminance((119, 119, 119))) == pytest.approx(0.1845, abs=1e-4)


@pytest.fixture
def flask() -> Source:
    return source("cutout bottle")


def test_a_product_that_is_shown_whole_is_whole(flask: Source) -> None:
    box = eyes.placed(flask.box, (50.0, 20.0, 690.0, 660.0), flask.truth.size)
    canvas = Image.new("RGB", (1000, 700), "white")
    canvas.paste(flask.truth.resize((640, 640)), (50, 20))
    assert eyes.share_kept(canvas, flask, box) == 1.0
    assert eyes.share_inside(box, (0, 0, *canvas.size)) == 1.0


@pytest.mark.parametrize("fault", ["covered by a word", "veiled", "stretched", "moved", "cut"])
def test_a_product_that_is_not_shown_whole_is_noticed(fault: str, flask: Source) -> None:
    where, size = (50.0, 20.0, 690.0, 660.0), (640, 640)
    box = eyes.placed(flask.box, where, flask.truth.size)
    canvas = Image.new("RGB", (1000, 700), "white")
    shown = flask.truth.resize((640, 700) if fault == "stretched" else size)
    canvas.paste(shown, (70 if fault == "moved" else 50, 20))
    if fault == "covered by a word":
        font = faces.load(faces.SANS, 40, faces.BOLD)
        ImageDraw.Draw(canvas).text((box[0], box[3] - 100), "Sale", fill=WHITE, font=font, anchor="ls")
    elif fault == "veiled":
        canvas = Image.blend(canvas, Image.new("RGB", canvas.size, "black"), 0.4)
    elif fault == "cut":
        canvas = canvas.crop((0, 0, 1000, int(box[3]) - 40))
        assert eyes.share_inside(box, (0, 0, *canvas.size)) < 1
    assert eyes.share_kept(canvas, flask, box) < 0.9999
