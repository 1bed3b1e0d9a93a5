"""A picture file becomes a variant, and its product is found."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from rendering.geometry import Edges
from rendering.source_picture import open_picture
from rendering.subject import find_subject
from tests.render.pictures import cutout, file, photograph, studio
from tests.render.samples import samples
from tests.render.variants import SQUARE, misses, variants

_WHOLE = (0.0, 0.0, 1.0, 1.0)


@pytest.mark.parametrize("kind", samples())
def test_every_kind_of_file_becomes_a_variant(kind: str) -> None:
    """The samples are small, which is marked; nothing else is missed."""
    made = variants(samples()[kind], "Live green", names=[SQUARE])
    assert misses(made.values()).get(SQUARE, {}).keys() <= {"resolution"}


def test_the_product_is_found_where_it_is() -> None:
    for prompt in ("insulated bottle", "running shoe", "headphones", "candle", "mug"):
        shot = studio(prompt)
        subject = open_picture(file(shot.image)).subject
        assert subject.kind == "uniform"
        found = np.array(subject.box) * shot.image.width
        assert np.abs(found - shot.box).max() < 0.035 * shot.image.width, prompt


def test_compression_for_the_web_leaves_nothing_that_looks_like_a_product() -> None:
    for prompt in ("insulated bottle", "running shoe", "headphones", "backpack"):
        image = studio(prompt, 1024).image
        for kind, quality in (("JPEG", 50), ("JPEG", 75), ("WEBP", 80)):
            subject = open_picture(file(image, kind, quality=quality)).subject
            assert (subject.kind, subject.finders) == ("uniform", 1), (prompt, kind, quality)


def test_a_transparent_picture_has_its_product_where_it_is_opaque() -> None:
    shot = studio("coffee mug")
    subject = open_picture(file(cutout())).subject
    assert subject.kind == "cutout"
    assert np.array(subject.box) * shot.image.width == pytest.approx(np.array(shot.box), abs=3)


def test_a_12_megapixel_photograph_is_decoded_at_working_size() -> None:
    data = file(photograph(4000, 3000), "JPEG")
    assert open_picture(data).image.size == (2000, 1500)


def _on_grey(
    left: int, top: int, right: int, bottom: int, *, size: tuple[int, int] = (600, 600), mode: str = "RGB"
) -> Image.Image:
    image = Image.new(mode, size, (240, 240, 240, 0)[: len(mode)])
    image.paste((200, 30, 30, 255)[: len(mode)], (left, top, right, bottom))
    return image


def _noise(spread: float) -> Image.Image:
    values = np.random.default_rng(0).normal(200, spread, (300, 300, 3))
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


_AS_A_WHOLE: dict[str, Callable[[], Image.Image]] = {
    "white": lambda: Image.new("RGB", (300, 300), "white"),
    "black": lambda: Image.new("RGB", (300, 300)),
    "faint noise": lambda: _noise(6),
    "loud noise": lambda: _noise(90),
    "busy photograph": lambda: photograph(400, 300),
    "one pixel wide": lambda: Image.new("RGB", (1, 100), "red"),
    "one pixel": lambda: Image.new("RGB", (1, 1), "red"),
    "gradient": lambda: Image.linear_gradient("L").resize((600, 600)).convert("RGB"),
    "a speck": lambda: _on_grey(300, 300, 302, 302),
    "cut off on the left": lambda: _on_grey(0, 200, 200, 400),
    "cut off above": lambda: _on_grey(200, 0, 400, 300),
    "standing on the lower edge": lambda: _on_grey(200, 200, 400, 600),
    "in a corner": lambda: _on_grey(0, 0, 300, 300),
    "from side to side": lambda: _on_grey(0, 200, 600, 400),
    "up to every edge": lambda: _on_grey(5, 5, 595, 595),
    "a hair of paper": lambda: Image.new("RGB", (8000, 40), (240, 240, 240)),
    "a page that fills its frame": lambda: _on_grey(14, 20, 586, 570),
    "a long strip": lambda: _on_grey(0, 40, 4000, 60, size=(8000, 100)),
}


@pytest.mark.filterwarnings("error")
def test_where_no_box_can_be_trusted_the_picture_counts_as_a_whole() -> None:
    """That includes products which an edge cuts off: no background can be continued there."""
    for case, draw in _AS_A_WHOLE.items():
        subject = find_subject(draw())
        assert (subject.kind, subject.box) == ("textured", _WHOLE), case


def test_a_picture_of_one_colour_still_becomes_a_variant_but_is_marked() -> None:
    for color in ("white", "black", "#c81e1e"):
        made = variants(file(Image.new("RGB", (900, 900), color)), "Live green", names=[SQUARE])
        assert misses(made.values()) == {SQUARE: {"visible": 0.0}}, color


_LINES: dict[str, tuple[Image.Image, Edges]] = {
    "dot": (_on_grey(300, 300, 301, 301, mode="RGBA"), (0.5, 0.5, 0.502, 0.502)),
    "across": (_on_grey(0, 300, 600, 301, mode="RGBA"), (0, 0.49, 1, 0.51)),
    "down": (_on_grey(300, 0, 301, 600, mode="RGBA"), (0.49, 0, 0.51, 1)),
    "top edge": (_on_grey(0, 0, 600, 1, mode="RGBA"), (0, 0, 1, 0.02)),
    "right edge": (_on_grey(599, 0, 600, 600, mode="RGBA"), (0.98, 0, 1, 1)),
    "across grey": (_on_grey(40, 300, 560, 302), (0.06, 0.49, 0.94, 0.51)),
    "across a strip": (_on_grey(300, 49, 7700, 51, size=(8000, 100)), (0.03, 0, 0.97, 1)),
}


def test_a_product_as_thin_as_a_line_keeps_a_box_that_can_be_seen() -> None:
    for case, (image, box) in _LINES.items():
        subject = find_subject(image)
        assert subject.kind != "textured", case
        assert np.array(subject.box) == pytest.approx(np.array(box), abs=0.012), case
        left, top, right, bottom = subject.box
        width, height = (right - left) * image.width, (bottom - top) * image.height
        assert max(width, height) <= 51 * min(width, height) or height == image.height, case
        assert variants(file(image), "Live green", names=[SQUARE]).keys() == {SQUARE}, case
