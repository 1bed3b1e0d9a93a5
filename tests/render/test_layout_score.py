"""Which arrangement is chosen."""

from __future__ import annotations

import pytest

from rendering import scene
from rendering.layout import lay_out
from rendering.logo import open_logo
from rendering.masters import masters
from rendering.measured_texts import measure_texts
from rendering.source_picture import open_picture
from shared.formats import FORMATS
from shared.texts import Texts
from tests.render.logos import emblem
from tests.render.pictures import file, studio_file


@pytest.mark.parametrize("prompt", ["backpack", "insulated bottle", "running shoe", "mug"])
def test_no_headline_ends_on_one_short_word(prompt: str) -> None:
    shape, logo = scene.shape(open_picture(studio_file(prompt))), open_logo(file(emblem()))
    words = Texts(message="Made for long, bright days.", call_to_action="Shop the launch")
    texts = measure_texts(words, None, "Solvane")
    for master in masters(FORMATS.values()):
        message = lay_out(texts, shape, master, logo).block.message
        short = message.widths[-1] < 0.5 * message.width
        assert not short or " " in message.lines[-1], (master.width, master.height, message.lines)


@pytest.mark.parametrize("prompt", ["insulated bottle", "running shoe", "carton of tea", "mug"])
@pytest.mark.parametrize("message", ["Summer sale now on", "Fresh taste for every day", "Train stronger."])
def test_a_story_shows_a_short_headline_large(prompt: str, message: str) -> None:
    shape = scene.shape(open_picture(studio_file(prompt)))
    texts = measure_texts(Texts(message=message, call_to_action="Shop now"), None, "Solvane")
    (master,) = masters([FORMATS["instagram-story"]])
    block = lay_out(texts, shape, master).block
    assert block.size >= 0.07 * master.width, block.message.lines
