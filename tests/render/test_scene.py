"""The picture without words: sharp where there is detail, of one piece where it is continued."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from rendering.backdrop import cast_shadow
from rendering.color_scheme import ColorScheme
from rendering.contrast import survives_jpeg
from rendering.geometry import Box
from rendering.layout import lay_out
from rendering.masters import masters
from rendering.measured_texts import measure_texts
from rendering.render import render
from rendering.scene import Scene, shape
from rendering.source_picture import SourcePicture, open_picture
from rendering.text_layer import draw_text_layer, text_ground, text_layer
from shared.formats import FORMATS
from shared.texts import Texts
from tests.render.pictures import cutout, file, photograph, plain, studio_file
from tests.render.variants import ORIGIN, SQUARE, THREE_SHAPES, WITH_BUTTON, branding, source_box, variants

COLORS = ColorScheme(((0, 87, 184),))


def scenes(picture: SourcePicture) -> Iterator[tuple[Scene, Box, Box]]:
    """Each master's scene, its product, and where the whole source picture stands on it."""
    texts = measure_texts(Texts(message="Summer Sale", call_to_action="Shop now"), None, "Alto")
    for master in masters(FORMATS.values()):
        product = lay_out(texts, shape(picture), master).product
        scene = Scene(picture, master.size, product)
        yield scene, product, source_box(scene.placement)


def array(image: Image.Image) -> npt.NDArray[np.float32]:
    return np.asarray(image.convert("RGB"), np.float32)


@pytest.mark.parametrize("noise", [0.0, 1.5, 6.0])
def test_what_lies_beside_the_product_keeps_its_detail(noise: float) -> None:
    """Hairlines that do not count as product: they come out as Lanczos draws them, not as a blur."""
    image = plain(900, 900)
    pen = ImageDraw.Draw(image)
    for x in range(640, 700, 6):
        pen.line((x, 420, x, 470), (120, 120, 120), 2)
    grain = np.random.default_rng(0).normal(0, noise, (900, 900, 1))
    picture = open_picture(file(Image.fromarray((array(image) + grain).clip(0, 255).astype(np.uint8))))
    assert picture.subject.kind == "uniform"
    for scene, _, placed in scenes(picture):
        scale = placed.width / 900
        lines = Box(630 * scale, 410 * scale, 710 * scale, 480 * scale).moved(placed.left, placed.top).pixels()
        if lines[2] > scene.painted(COLORS).width:
            continue
        shown = scene.painted(COLORS).crop(lines)
        exact = picture.image.resize(shown.size, Image.Resampling.LANCZOS, (630, 410, 710, 480))
        assert array(shown).std() == pytest.approx(array(exact).std(), rel=0.15)


def test_the_continued_background_has_the_photographs_grain() -> None:
    grain = np.random.default_rng(0).normal(0, 2.0, (600, 600, 1))
    picture = open_picture(file(Image.fromarray((array(plain(600, 600, (200, 205, 210))) + grain).astype(np.uint8))))
    assert picture.subject.noise == pytest.approx(2.0, rel=0.2)
    for scene, product, _ in scenes(picture):
        canvas = array(scene.painted(COLORS))[..., 1]
        corner = canvas[:80, :80]
        assert product.left > 80 or product.top > 80
        assert np.diff(corner, axis=1).std() / 2**0.5 == pytest.approx(picture.subject.noise, rel=0.25)


@pytest.mark.parametrize("source", ["studio", "cutout", "photograph"])
def test_drawing_on_a_canvas_leaves_the_next_one_clean(source: str) -> None:
    data = {"studio": studio_file(), "cutout": file(cutout()), "photograph": file(photograph(600, 400))}[source]
    for scene, _, _ in scenes(open_picture(data)):
        first = scene.painted(COLORS)
        untouched = first.tobytes()
        first.paste((255, 0, 0), (0, 0, *first.size))
        assert scene.painted(COLORS).tobytes() == untouched


def test_a_later_message_does_not_depend_on_an_earlier_one() -> None:
    picture, style = open_picture(studio_file()), branding("#0057B8")
    shapes = [FORMATS[name] for name in THREE_SHAPES]
    list(render(picture, Texts(message="Soldes d'\u00e9t\u00e9 : jusqu'\u00e0 50 %"), "fr", shapes, style, ORIGIN))
    second = list(render(picture, WITH_BUTTON, "en", shapes, style, ORIGIN))
    fresh = variants(studio_file(), WITH_BUTTON, "en", THREE_SHAPES, style)
    assert {each.format.name: each.jpeg for each in second} == {name: each.jpeg for name, each in fresh.items()}


@pytest.mark.parametrize(("text", "legible"), [("#FFFFFF", True), ("#FFD514", False)])
def test_a_piece_of_the_text_foretells_what_jpeg_does_to_its_colours(text: str, legible: bool) -> None:
    """On this blue, white has 6.7 and the yellow 4.8; JPEG takes the yellow below 4.5."""
    picture = open_picture(file(photograph(900, 600)))
    texts = measure_texts(Texts(message="Live green, live better"), None, "Alto")
    (master,) = masters([FORMATS[SQUARE]])
    layout = lay_out(texts, shape(picture), master)
    colors = ColorScheme((tuple(bytes.fromhex("0057B8")), tuple(bytes.fromhex(text[1:]))))  # type: ignore[arg-type]
    canvas = Image.new("RGB", master.size, (0, 87, 184))
    layer = text_layer(layout)
    draw_text_layer(canvas, layout, layer, colors, text_ground(canvas, layout))
    assert survives_jpeg(canvas, layer.masks) is legible


def test_a_cutout_stands_on_the_ground() -> None:
    """Its shadow is darkest where it touches, fades to all sides, and there is none beside its head."""
    canvas, figure = Image.new("RGB", (600, 600), (220, 220, 220)), Image.new("L", (200, 300))
    figure.paste(255, (20, 0, 180, 280))  # the file ends below the figure
    cast_shadow(canvas, figure, (200, 200))
    light = array(canvas)[..., 0]
    foot = 480
    below = light[foot : foot + 40, 300]
    assert below[0] < 140
    assert (np.diff(below) >= 0).all()
    assert below[-1] > 200
    assert light[foot + 1, 225] < 190 < light[foot + 1, 160]
    assert (light[200:400, :200] == 220).all()
    assert np.abs(light - light[:, ::-1]).max() <= 2
