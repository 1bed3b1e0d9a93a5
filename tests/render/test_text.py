"""Every script, every length: set whole, legible, inside the safe zone, with every glyph."""

from __future__ import annotations

import unicodedata
from itertools import product

import numpy as np
import pytest
from PIL import Image

from briefs.drawn_texts import script_without_face
from rendering.text.direction import in_visual_order
from rendering.text.fit import Wrapper, without_long_words
from rendering.text.measure import measure
from rendering.text.scripts import SCRIPTS, dominant, script_of
from shared.texts import Texts
from tests.render.messages import MESSAGES
from tests.render.pictures import cutout, file, photograph, studio_file
from tests.render.variants import SQUARE, THREE_SHAPES, branding, misses, opened, variants

# Unicode shares them between scripts, but no face has them.
_RARE = {"\ua9cf", "\U00016fe3"}

LONG = ("Refresh your summer with natural sparkling water, zero sugar, now in every store near you. " * 5)[:500]
LENGTHS = {"2": "Hi", "500": LONG, "one word": "W" * 500, "han": "漢" * 500, "short words": "ab " * 166}
SOURCES = {"studio": studio_file(), "cutout": file(cutout()), "photograph": file(photograph(600, 900))}
CROWDED = branding(
    "#0057B8",
    name="A product with a rather long name that needs two lines or so",
)


@pytest.mark.parametrize("language", MESSAGES)
def test_every_script_is_set_with_all_its_glyphs(language: str) -> None:
    message, locale = MESSAGES[language]
    texts = Texts(message=message, call_to_action="OK")
    made = variants(studio_file(), texts, locale, THREE_SHAPES, branding("#0057B8"))
    assert misses(made.values()) == {}


def test_a_letter_that_reading_lets_pass_has_a_face_and_every_other_is_refused() -> None:
    """Letter by letter: the parser, which has no fonts, and the renderer know the same scripts."""
    for letter in map(chr, range(0x300, 0x110000)):
        if unicodedata.category(letter)[0] == "L" and letter not in _RARE:
            script = script_of(letter)
            has_face = script is None or script == "Hani" or script in SCRIPTS
            refused = script_without_face(letter)
            assert has_face == (refused is None), f"{letter!r}: script {script}, refused as {refused}"


def test_a_letter_that_reaches_out_of_its_width_stays_in_the_safe_zone() -> None:
    made = variants(
        studio_file(), Texts(message="Jetzt bestellen und sparen!"), "de", THREE_SHAPES, branding("#0057B8")
    )
    assert misses(made.values()) == {}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("length", LENGTHS)
def test_any_length_up_to_500_characters_is_set_whole(length: str, source: str) -> None:
    texts = Texts(message=LENGTHS[length], call_to_action="Find your nearest store and save today")
    made = variants(SOURCES[source], texts, None, THREE_SHAPES, CROWDED)
    # What is too long for a phone is set, and marked.
    marked = set() if length == "2" else {"legible"}
    assert set().union(*misses(made.values()).values()) <= marked


def test_wrapping_loses_no_character() -> None:
    for (language, (message, locale)), limit in product(MESSAGES.items(), (3.0, 5.5, 9.0, 40.0)):
        text = measure(message, locale)
        for setting in (Wrapper(text).set(50, limit), Wrapper(text).balanced(50, limit)):
            assert "".join("".join(setting.lines).split()) == "".join(text.text.split()), (language, limit)


def test_paragraphs_stay_apart() -> None:
    assert Wrapper(measure("One\nTwo", "en")).set(50, 100).lines == ("One", "Two")


def test_a_word_too_long_for_the_column_is_cut_with_hyphens() -> None:
    text = without_long_words(measure("Donaudampfschifffahrtsgesellschaft", "de"), 8.0)
    lines = Wrapper(text).set(50, 8.0).lines
    assert lines == ("Donaudampf-", "schifffahrtsge-", "sellschaft")
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.rstrip("-") for line in lines) == "Donaudampfschifffahrtsgesellschaft"


def test_an_address_is_cut_without_hyphens() -> None:
    lines = Wrapper(without_long_words(measure("shop.example123456789012345", "en"), 6.0)).set(50, 6.0).lines
    assert "".join(lines) == "shop.example123456789012345"


def test_headlines_have_even_lines() -> None:
    setting = Wrapper(
        measure("Train stronger with lightweight sportswear built for everyday performance.", "en")
    ).balanced(50, 14)
    assert min(setting.widths) > 0.6 * max(setting.widths)


def test_korean_breaks_only_at_spaces() -> None:
    message, locale = MESSAGES["korean"]
    lines = Wrapper(measure(message, locale)).set(50, 6.0).lines
    assert " ".join(lines) == message


def test_thai_breaks_between_words_without_spaces() -> None:
    assert len(Wrapper(measure(MESSAGES["thai"][0], "th")).set(50, 7.0).lines) > 1


def test_a_missing_glyph_is_counted_not_hidden() -> None:
    # U+13000: an Egyptian hieroglyph, which none of the faces has.
    made = variants(studio_file(), "Hello \U00013000\U00013001", names=[SQUARE])
    assert misses(made.values()) == {SQUARE: {"missing_glyphs": 2.0}}


def test_the_text_decides_its_script_and_the_locale_breaks_the_tie() -> None:
    for text, locale, code in (
        ("清凉", None, "Hans"),
        ("清涼", "zh-Hant", "Hant"),
        ("清涼", "zh-HK", "Hant-HK"),
        ("新商品", "ja", "Jpan"),
        ("新商品です", None, "Jpan"),
        ("50% Nike اشتروا الآن", None, "Arab"),
        ("-50%", "ar", "Arab"),
        ("-50%", None, "Latn"),
    ):
        assert dominant(text, locale).code == code, (text, locale)


def test_right_to_left_lines_read_from_the_right() -> None:
    message = "קיץ Nike 50% הנחה"
    pieces = in_visual_order(message, dominant(message, "he"))
    seen = [piece.text.strip() for piece in pieces]
    assert seen.index("הנחה") < seen.index("Nike 50%") < seen.index("קיץ")
    assert "".join(sorted(message)) == "".join(sorted("".join(piece.text for piece in pieces)))


def test_right_to_left_messages_mirror_the_layout() -> None:
    """The words stand right of the product: the right half of the canvas has the text colour, the left half not."""
    style = branding("#102A71")
    for message, locale, right in (("Live green, live better", "en", False), (MESSAGES["arabic"][0], "ar", True)):
        image = opened(variants(studio_file(), message, locale, ["facebook-feed"], style)["facebook-feed"])
        halves = [image.crop((x, 0, x + 500, image.height)) for x in (0, image.width - 500)]
        inked = [_pixels_near(half, (0x10, 0x2A, 0x71)) for half in halves]
        assert (inked[1] > inked[0]) is right, locale


def _pixels_near(image: Image.Image, color: tuple[int, int, int]) -> int:
    return int((np.abs(np.asarray(image, np.int16) - color).max(-1) < 40).sum())
