"""Scripts that few typefaces have: set whole, in their own direction, inside their labels."""

from __future__ import annotations

import numpy as np
import pytest

from rendering.text import faces
from rendering.text.fit import Wrapper
from rendering.text.measure import measure
from shared.texts import Texts
from tests.render.pictures import studio_file
from tests.render.variants import SQUARE, STORY, misses, variants

# language: code of the script, a text
TEXTS = {
    "bo": ("Tibt", "དབྱར་ཁའི་ཚོང་སྒྱུར། 50% གོང་ཆག"),
    "mn-Mong": ("Mong", "ᠵᠤᠨ ᠤ ᠬᠢᠮᠳᠠᠷᠠᠯ"),
    "jv": ("Java", "ꦱꦸꦒꦼꦁꦫꦮꦸꦃ ꦧꦭꦚ꧀ꦗ"),
    "ban": ("Bali", "ᬭᬳᬚᭂᬂ ᬲᬾᬫᭂᬂ ᬩᬮᬶ"),
    "syr": ("Syrc", "ܫܠܡܐ ܥܠܘܟܘܢ iPhone 15"),
    "dv": ("Thaa", "ހޫނު މޫސުމުގެ ސޭލް 50%"),
    "nqo": ("Nkoo", "ߒߞߏ ߞߊ߲߬ߜߍ߫ ߟߊߓߊ߲"),
    "chr": ("Cher", "ᎪᎩ ᎦᏙᎯ ᎠᏂᏴᏫᏯ"),
    "iu": ("Cans", "ᐃᓄᒃᑎᑐᑦ ᑐᙵᓱᒋᑦ"),
    "zgh": ("Tfng", "ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ"),
    "vai": ("Vaii", "ꕙꔤ ꕉꖸ ꔀ"),
    "ii": ("Yiii", "ꆈꌠꉙ ꌋꆀ ꀕ"),
    "sat": ("Olck", "ᱡᱚᱦᱟᱨ ᱥᱟᱱᱛᱟᱲᱤ"),
}
_TO_THE_LEFT = {"Syrc", "Thaa", "Nkoo"}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_set_in_its_own_face_and_direction(language: str) -> None:
    code, text = TEXTS[language]
    for locale in (language, None):
        measured = measure(text, locale)
        assert (measured.script.code, measured.missing) == (code, 0)
        assert measured.script.right_to_left == (code in _TO_THE_LEFT)


@pytest.mark.parametrize("language", TEXTS)
def test_letters_differ_from_one_another(language: str) -> None:
    """A face that lacked them would draw the same box for each."""
    text = TEXTS[language][1]
    font = faces.load(measure(text, language).script.face, 60)
    letters = sorted({letter for letter in text if letter.isalpha() and not letter.isascii()})
    assert len({np.asarray(font.getmask(letter)).tobytes() for letter in letters}) == len(letters)


@pytest.mark.parametrize("language", TEXTS)
def test_variants_reach_every_bar(language: str) -> None:
    text = TEXTS[language][1]
    texts = Texts(message=text, subline=text, offer="50%", call_to_action=text.split()[0], disclaimer=text)
    assert misses(variants(studio_file(), texts, language, [SQUARE, STORY]).values()) == {}


def test_a_text_with_spaces_parts_at_them() -> None:
    text = TEXTS["jv"][1]
    assert Wrapper(measure(text, "jv")).set(40, 8.0).lines == tuple(text.split())
