"""Every text that is drawn on a picture of the campaign, and those that no typeface can set."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from briefs.located import describe
from shared.brief import Brief
from shared.problems import Problem
from shared.texts import Texts, Translations

Place = tuple[str | int, ...]

# With what Unicode's names of letters begin in the scripts that the renderer has faces for, and of letters that belong
# to no script. tests/render/test_text.py holds it against the renderer's own table, letter by letter.
_NAMES: Final = """
ALEF ANGSTROM ARABIC ARMENIAN BALINESE BENGALI BET BLACK BOPOMOFO CANADIAN CARON CHEROKEE CJK CYRILLIC DALET DEVANAGARI
DOUBLE ETHIOPIC EULER FEMININE FULLWIDTH GEORGIAN GIMEL GREEK GUJARATI GURMUKHI HALFWIDTH HANGUL HEBREW HENTAIGANA
HIRAGANA IDEOGRAPHIC INFORMATION JAVANESE KANNADA KATAKANA KELVIN KHMER LAO LATIN MALAYALAM MASCULINE MASU MATHEMATICAL
MICRO MODIFIER MONGOLIAN MYANMAR NKO OHM OL ORIYA PLANCK ROMAN SCRIPT SINHALA SUPERSCRIPT SYRIAC TAMIL TELUGU THAANA
THAI TIBETAN TIFINAGH TURNED VAI VEDIC VERTICAL YI
"""
_SET = frozenset(_NAMES.split())
_EXPECTED = (
    "a text in a script that can be set: Latin, Greek, Cyrillic, Arabic, Hebrew, Chinese, Japanese, Korean, Thai, the "
    "larger ones of India, and others; docs/brief.md lists them"
)


def drawn_texts(brief: Brief) -> Iterator[tuple[Place, str]]:
    """Each with its place in the canonical form."""
    if brief.brand:
        yield ("brand",), brief.brand
    for place, text in _texts((), brief.texts, brief.translations):
        yield ("campaign_message",) if place == ("message",) else place, text
    for index, product in enumerate(brief.products):
        yield ("products", index, "name"), product.name
        yield from _texts(("products", index), product.texts, product.translations)


def script_problems(brief: Brief, pointer: Callable[..., str]) -> Iterator[Problem]:
    """Texts in scripts without a face: they would stand on the pictures as boxes."""
    for place, text in drawn_texts(brief):
        if script := script_without_face(text):
            yield Problem(
                pointer=pointer(*place),
                code="unknown_script",
                found=f"{describe(text)}, which has letters of the script {script}",
                expected=_EXPECTED,
            )


def script_without_face(text: str) -> str | None:
    """The name of the first script in the text that no face has, such as Osage."""
    for letter in text:
        if letter > "\u02ff" and unicodedata.category(letter)[0] == "L":
            name = unicodedata.name(letter, "UNKNOWN")
            if name.split()[0].split("-")[0] not in _SET:
                return name.partition(" LETTER")[0].partition(" SYLLABLE")[0].title()
    return None


def _texts(start: Place, texts: Texts, translations: Translations) -> Iterator[tuple[Place, str]]:
    for name, text in texts:
        if text is not None:
            yield (*start, name), text
    for locale, translated in translations.items():
        yield from _texts((*start, "translations", locale), translated, {})
