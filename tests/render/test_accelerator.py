"""The accelerator draws what Pillow draws; without it, variants are as good."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from rendering.accelerator import scaled
from rendering.geometry import Box
from shared.formats import DEFAULT_FORMATS
from tests.render.accelerator import needs_accelerator, pillow_alone
from tests.render.golden.compare import difference
from tests.render.pictures import cutout, file, photograph, studio_file
from tests.render.variants import WITH_BUTTON, branding, misses, opened, variants

SOURCES = {"studio": studio_file(), "cutout": file(cutout()), "photograph": file(photograph(1600, 1200), "JPEG")}
KINDS = [Image.Resampling.BICUBIC, Image.Resampling.BILINEAR, Image.Resampling.BOX]


def noise(mode: str, width: int, height: int) -> Image.Image:
    """So far from black and white that no overshoot is clipped: the two clip at different steps."""
    return Image.effect_noise((width, height), 25).convert(mode)


@pytest.fixture
def _without() -> Iterator[None]:
    with pillow_alone():
        yield


@needs_accelerator
@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name.lower())
@pytest.mark.parametrize("size", [(90, 61), (300, 200), (701, 480)], ids=["smaller", "same", "larger"])
def test_the_accelerator_draws_what_pillow_draws(mode: str, kind: Image.Resampling, size: tuple[int, int]) -> None:
    image = noise(mode, 320, 240)
    for part in (Box(0, 0, 320, 240), Box(10.25, 7.5, 309.75, 207.3)):
        exact = image.resize(size, kind, part)
        assert _furthest(scaled(image, part, size, kind), exact) <= 2


@needs_accelerator
def test_the_accelerator_weighs_colours_by_their_opacity_as_pillow_does() -> None:
    image = noise("RGBA", 320, 240)
    image.putalpha(noise("L", 320, 240))
    drawn, exact = scaled(image, Box(0, 0, 320, 240), (200, 150)), image.resize((200, 150), Image.Resampling.BICUBIC)
    assert drawn.mode == "RGBA"
    ground = Image.new("RGBA", (200, 150), "white")
    assert _furthest(Image.alpha_composite(ground, drawn), Image.alpha_composite(ground, exact)) <= 3


@needs_accelerator
def test_the_accelerator_reads_pictures_that_pillow_keeps_in_many_blocks() -> None:
    """Pillow takes memory 16 MB at a time: this picture has 64."""
    image = noise("RGB", 4000, 4000)
    exact = image.resize((500, 500), Image.Resampling.BICUBIC)
    assert _furthest(scaled(image, Box(0, 0, 4000, 4000), (500, 500)), exact) <= 2


def test_a_part_that_reaches_beyond_the_picture_ends_at_its_edge() -> None:
    image = noise("RGB", 100, 100)
    beyond, exact = (scaled(image, part, (80, 80)) for part in (Box(-1e-9, -3, 100.001, 104), Box(0, 0, 100, 100)))
    assert _furthest(beyond, exact) == 0


@pytest.mark.usefixtures("_without")
@pytest.mark.parametrize("source", SOURCES)
def test_without_the_accelerator_every_check_passes(source: str) -> None:
    made, again = (variants(SOURCES[source], WITH_BUTTON, style=branding("#0057B8")) for _ in range(2))
    assert misses(made.values()) == {}
    assert {name: each.jpeg for name, each in made.items()} == {name: each.jpeg for name, each in again.items()}


@needs_accelerator
@pytest.mark.parametrize("source", SOURCES)
def test_with_and_without_the_accelerator_variants_look_the_same(source: str) -> None:
    accelerated = variants(SOURCES[source], names=list(DEFAULT_FORMATS))
    with pillow_alone():
        plain = variants(SOURCES[source], names=list(DEFAULT_FORMATS))
    for name, variant in plain.items():
        assert not difference(opened(accelerated[name]), opened(variant)).seen, name


def _furthest(one: Image.Image, other: Image.Image) -> int:
    assert one.size == other.size
    return int(np.abs(np.asarray(one, np.int16) - np.asarray(other, np.int16)).max())
