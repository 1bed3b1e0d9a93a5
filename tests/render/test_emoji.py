"""Emoji: in colour, each its own, in line with the letters, and in the evidence."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PIL import ImageChops

from rendering.contrast import TextInk
from rendering.geometry import Box
from rendering.text import emoji, faces
from rendering.text.direction import in_visual_order
from rendering.text.draw import text_mask
from rendering.text.fit import Wrapper
from rendering.text.measure import measure
from rendering.text.scripts import SCRIPTS
from shared.texts import Texts
from tests.render.pictures import studio_file
from tests.render.variants import SQUARE, STORY, misses, pixels, variants

FLAGS = ("🇳🇴", "🇺🇸", "🇫🇷", "🇦🇺", "🇬🇧", "🇩🇪", "🇯🇵", "🇸🇪", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴‍☠️", "🏳️‍🌈")
_PIECES = ("👩‍👩‍👧‍👦", "1️⃣", "👍🏽", "❤️", "🏃🏽‍♀️", *FLAGS)


def shown(text: str) -> list[str]:
    pieces = in_visual_order(text, SCRIPTS["Latn"])
    assert {piece.face for piece in pieces} == {faces.COLOR_EMOJI}
    return [piece.text for piece in pieces]


def test_each_flag_and_each_tone_has_a_picture_of_its_own() -> None:
    drawn = [emoji.picture(*shown(sequence), 64) for sequence in (*FLAGS, "👍", "👍🏽", "👍🏿")]
    assert all(ImageChops.difference(one, other).getbbox(alpha_only=False) for one, other in combinations(drawn, 2))


@pytest.mark.parametrize("flag", ["🇧🇻", "🇸🇯", "🇭🇲", "🇮🇴"])
def test_the_flag_of_an_island_is_none_of_letters(flag: str) -> None:
    red, _, blue, alpha = np.asarray(emoji.picture(*shown(flag), 64), np.int16).transpose(2, 0, 1)
    assert ((abs(red - blue) > 80) & (alpha > 250)).mean() > 0.2


def test_a_sequence_is_one_picture_and_one_nobody_drew_is_its_parts() -> None:
    assert [len(shown(sequence)) for sequence in _PIECES] == [1] * len(_PIECES)
    assert shown("🇳🇴🇸🇪🎉") == ["🇳🇴", "🇸🇪", "🎉"]
    assert shown("🇨🇳🇴🇲") == ["🇨🇳", "🇴🇲"]  # with Norway's letters in the middle
    assert shown("👩‍🦖") == ["👩", "🦖"]


def test_emoji_are_turned_round_with_the_line_that_runs_to_the_left() -> None:
    pieces = in_visual_order("خصم 🎉🔥", SCRIPTS["Arab"])
    assert [piece.text for piece in pieces][:2] == ["🔥", "🎉"]


def test_a_line_has_the_room_that_its_emoji_take() -> None:
    text = measure("Party 🎉🔥 time", "en")
    setting = Wrapper(text).set(80, 100)
    drawn = text_mask(setting, Box(10, 10, 10 + setting.width, 200), 0)
    assert [each.image.size for each in drawn.pictures] == [(88, 88)] * 2
    (first, second) = (each.box for each in drawn.pictures)
    assert first[2] <= second[0]
    letters = np.asarray(drawn.mask)[:, first[0] - drawn.at[0] : second[2] - drawn.at[0]]
    assert not letters.any()
    baseline = 10 + round(text.top * 80)
    assert 10 < baseline - first[1] <= 0.95 * 80
    assert 0 < first[3] - baseline < 0.25 * 80


def test_the_evidence_counts_emoji_as_ink_but_reads_only_letters() -> None:
    setting = Wrapper(measure("a🎉", "en")).set(80, 100)
    ink = TextInk.of(text_mask(setting, Box(0, 0, 300, 200), 0))
    emoji_alone = TextInk.of(text_mask(Wrapper(measure("🎉", "en")).set(80, 100), Box(0, 0, 300, 200), 0))
    letter = TextInk.of(text_mask(Wrapper(measure("a", "en")).set(80, 100), Box(0, 0, 300, 200), 0))
    assert ink.amount == pytest.approx(emoji_alone.amount + letter.amount, rel=0.02)
    assert ink.core.size == letter.core.size
    assert emoji_alone.core.size == 0


def test_variants_with_emoji_show_their_colours_and_reach_every_bar() -> None:
    texts = Texts(message="Sun 🌞 and 🎉🔥", subline="In 🇳🇴 and 🇧🇻", offer="2 ☕", call_to_action="Shop 🛒 now →")
    made = variants(studio_file("grey kettle"), texts, "en", [SQUARE, STORY])
    assert misses(made.values()) == {}
    for variant in made.values():
        red, green, blue = pixels(variant).transpose(2, 0, 1)
        assert ((red > 220) & (green > 140) & (blue < 110)).sum() > 500  # the sun's


def test_a_text_of_nothing_but_emoji_can_be_rendered() -> None:
    assert misses(variants(studio_file(), "🎉🎉🎉", names=[SQUARE]).values()) == {}


def test_an_emoji_starts_no_line() -> None:
    parts = [segment.text for segment in measure("Party time 🎉🔥 today ☀️ in 🇳🇴 🇸🇪", "en").segments]
    assert parts == ["Party ", "time 🎉🔥 ", "today ☀️ ", "in 🇳🇴 ", "🇸🇪"]
