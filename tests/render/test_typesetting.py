"""What a designer sees at once: parted prices, dashes at a line's start, broken emoji, words in the wrong order."""

from __future__ import annotations

import unicodedata
from itertools import pairwise, product

import pytest

from rendering.text import faces
from rendering.text.characters import faces_of
from rendering.text.direction import in_visual_order, last_letter
from rendering.text.fit import Wrapper, without_long_words
from rendering.text.measure import Ruler, measure
from rendering.text.scripts import SCRIPTS, dominant
from tests.render.corpus.sentences import LANGUAGES, message
from tests.render.pictures import studio_file
from tests.render.variants import SQUARE, misses, variants


def parts(text: str, locale: str | None = None) -> list[str]:
    """What is never parted, trailing spaces left out."""
    return [segment.text.strip() for segment in measure(text, locale).segments]


def narrow(text: str, locale: str | None, limit: float) -> tuple[str, ...]:
    return Wrapper(without_long_words(measure(text, locale), limit)).set(40, limit).lines


def test_what_belongs_together_stays_on_one_line() -> None:
    for text, together in (
        ("Save 50 % now", "50 %"),
        ("Nur 20,00 EUR heute", "20,00 EUR"),
        ("Ab 1 299,00 € im Laden", "1 299,00 €"),
        ("for $ 20.99 each", "$ 20.99"),
        ("EUR 20 gespart", "EUR 20"),
        ("Now 12.5 oz more", "12.5 oz"),
        ("über 5 Mio. Kunden", "5 Mio."),
        ("скидка 1 299 руб. сейчас", "1 299 руб."),
        ("the 5-in-1 brush", "5-in-1"),
        ("our T-shirt sale", "T-shirt"),
        ("open 24/7 for you", "24/7"),
        ("non\u00a0breaking space", "non\u00a0breaking"),
        ("no\u2060break\u2060here, please", "no\u2060break\u2060here,"),
        ("享受五折优惠", "五折"),
        ("지금 50 % 할인", "50 %"),
        ("Bonjour « ami » !", "« ami » !"),
        ("Get iPhone 15 Pro Max today", "iPhone 15 Pro Max"),
        ("اشتر iPhone 15 Pro الآن", "iPhone 15 Pro"),
        ("Galaxy S24 Ultra is here", "Galaxy S24 Ultra"),
        ("Now with Windows 11.", "Windows 11."),
        ("Nur bis 20 Uhr", "20 Uhr"),
        ("fresh 500 ml bottle", "500 ml"),
        ("now 12 % off", "12 %"),
        ("Until 31 August every day", "31 August"),
        ("nur bis 31. M\u00e4rz sparen", "31. M\u00e4rz"),
    ):
        assert together in parts(text), text


def test_ordinary_words_may_part() -> None:
    for text in ("50 now", "Buy 20 for all", "in 2026 we met", "Sale now - go", "half-price offer"):
        assert len(parts(text)) > 1, text


def test_no_line_starts_with_a_dash() -> None:
    for dash, limit in product("-\u2013\u2014", (5.0, 6.0, 8.0, 12.0)):
        lines = narrow(f"Only today {dash} twice as fresh{'' if dash == '-' else dash}and cold", "en", limit)
        assert not any(line.startswith(dash) for line in lines), (dash, limit)


@pytest.mark.parametrize(
    "text", ["Solvane \u00b7 Daylight Balm", "Salt & Pepper Mill", "red | blue | green", "tea / coffee"]
)
def test_no_line_starts_or_ends_with_a_divider(text: str) -> None:
    for limit in (8.0, 10.0, 12.0, 30.0):
        lines = narrow(text, "en", limit)
        assert not any(line[0] in "\u00b7&|/" or line[-1] in "\u00b7&|/" for line in lines), (lines, limit)
    assert lines == (text,)


def test_a_brand_and_its_product_part_at_the_divider() -> None:
    name = Wrapper(measure("Unnanu \u00b7 Eco-Friendly Water Bottle", "en"))
    assert name.balanced(40, 14.0).lines == ("Unnanu", "Eco-Friendly Water Bottle")


def test_a_list_keeps_its_dashes() -> None:
    assert narrow("- fresh\n- cold", "en", 20) == ("- fresh", "- cold")


# Kinsoku shori, JIS X 4051: what may not start, and what may not end a line.
_NOT_FIRST, _NOT_LAST = "、。，．・？！」』）】ゃゅょっァィゥェォッャュョーァぁぃ々》", "「『（【《￥"


def test_east_asian_lines_start_and_end_where_they_may() -> None:
    for language, limit in product(("japanese", "chinese", "taiwanese"), (4.4, 6.0, 9.0, 14.0)):
        lines = narrow(message(language, 200), LANGUAGES[language].locale, limit)
        wrong = [line for line in lines if line[0] in _NOT_FIRST or line[-1] in _NOT_LAST]
        assert not wrong, (language, limit)


def test_korean_parts_only_at_spaces() -> None:
    text = message("korean", 140)
    assert " ".join(narrow(text, "ko", 7.0)) == text


def test_scripts_without_spaces_part_between_words() -> None:
    for text, locale, words in (
        ("สดชื่นรับหน้าร้อนนี้", "th", {"สดชื่น", "หน้าร้อน"}),
        ("ลดราคาวันนี้เท่านั้นห้ามพลาดเด็ดขาด", "th", {"ลดราคา", "วันนี้", "เด็ดขาด"}),
        ("โทรศัพท์มือถือ คอลเลกชันฤดูร้อน", "th", {"โทรศัพท์มือถือ"}),
        ("ສະບາຍດີປີໃໝ່ລາວ", "lo", {"ສະບາຍດີ", "ລາວ"}),
        ("សួស្តីឆ្នាំថ្មី", "km", {"ឆ្នាំ", "ថ្មី"}),
        ("မင်္ဂလာပါခင်ဗျာ", "my", {"မင်္ဂလာ"}),
    ):
        assert words <= set(parts(text, locale)), locale


SEQUENCES = ("👨‍👩‍👧‍👦", "🇩🇪", "👍🏽", "1️⃣", "❤️", "🏳️‍🌈", "🏃🏽‍♀️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿")


def test_an_emoji_of_many_characters_is_one_picture() -> None:
    ruler = Ruler(SCRIPTS["Latn"], "en", faces.BOLD)
    for sequence in SEQUENCES:
        assert {face for face, _ in faces_of(sequence, ruler.script)} == {faces.EMOJI}, sequence
        assert ruler.width(sequence) == pytest.approx(ruler.width("🎉"), rel=0.01), sequence
        assert measure(sequence * 3, "en").missing == 0, sequence
        assert {line.replace(sequence, "") for line in narrow(sequence * 30, None, 6.0)} == {""}, sequence


def test_the_style_that_is_asked_for_decides_the_face() -> None:
    assert [faces_of(text, SCRIPTS["Latn"])[0][0] for text in ("©", "©️", "♂", "♂️")] == [
        *(faces.SANS, faces.EMOJI, faces.SYMBOLS, faces.EMOJI),
    ]


def test_decomposed_letters_are_set_as_composed_ones() -> None:
    composed = "Tận hưởng ưu đãi"
    assert measure(unicodedata.normalize("NFD", composed), "vi") == measure(composed, "vi")


def test_stacked_marks_get_the_room_they_need() -> None:
    assert measure("x\u0302\u0303\u0304", "en").top > measure("x", "en").top + 0.3


def test_500_characters_are_never_truncated_nor_too_wide() -> None:
    for language, limit in product(LANGUAGES, (4.0, 6.0, 10.0, 30.0)):
        text = measure(message(language, 500), LANGUAGES[language].locale)
        setting = Wrapper(without_long_words(text, limit)).set(40, limit)
        assert setting.width <= limit * 40 + 0.01, (language, limit)
        hyphens = sum(map(str.endswith, setting.lines, "-" * len(setting.lines)))
        shown, wanted = ("".join("".join(lines).split()) for lines in (setting.lines, [text.text]))
        assert len(wanted) <= len(shown) <= len(wanted) + hyphens, (language, limit)
        assert shown.replace("-", "") == wanted.replace("-", ""), (language, limit)


def test_lines_are_as_wide_as_their_parts_were_measured() -> None:
    """Or text would leave the safe zone: spaces and letters must not change with their neighbours."""
    for language in LANGUAGES:
        text = measure(message(language, 280), LANGUAGES[language].locale)
        ruler = Ruler(text.script, text.language, text.weight)
        setting = Wrapper(text).set(100, 14.0)
        for line, width in zip(setting.lines, setting.widths, strict=True):
            assert ruler.width(line) * 100 == pytest.approx(width, abs=3.0), (language, line)


def test_long_words_are_cut_at_their_syllables() -> None:
    for word, locale, first in (
        ("Donaudampfschifffahrtsgesellschaft", "de", "Donaudampf-"),
        ("lääkintävoimisteluopettajaharjoittelija", "fi", "lääkintävoimi-"),
        ("высокопревосходительство", "ru", "высокопре-"),
        ("Kauf\u00adhaus\u00adange\u00adbote", "de", "Kauf\u00adhaus\u00adange-"),
    ):
        assert narrow(word, locale, 7.5)[0] == first, word


def test_a_soft_hyphen_is_seen_only_where_the_line_ends() -> None:
    assert narrow("Kauf\u00adhaus", "de", 20.0) == ("Kauf\u00adhaus",)
    (piece,) = in_visual_order("Kauf\u00adhaus\u200b", SCRIPTS["Latn"])
    assert piece.text == "Kaufhaus"


def test_an_address_is_cut_after_its_slashes_first() -> None:
    lines = narrow("https://solvane.example/summer/sale", "en", 11.0)
    assert lines == ("https://", "solvane.example/", "summer/sale")


def test_no_lonely_word_ends_a_headline() -> None:
    for text in ("Train stronger with sportswear built for every day", "Live green, live better, live now"):
        setting = Wrapper(measure(text, "en")).balanced(40, 11.0)
        assert len(setting.lines[-1].split()) > 1
        assert max(abs(a - b) for a, b in pairwise(setting.widths)) < 0.5 * setting.width


def seen(text: str, locale: str | None) -> str:
    """Text from left to right, as eyes meet it: right-to-left pieces turned round."""
    pieces = in_visual_order(text, dominant(text, locale))
    return "".join(_turned(piece.text) if piece.right_to_left else piece.text for piece in pieces)


def _turned(text: str) -> str:
    mirrored = str.maketrans("()[]«»", ")(][»«")
    return text.translate(mirrored)[::-1]


def test_mixed_directions_are_seen_in_the_right_order() -> None:
    marks = {ord(mark): None for mark in "\u2066\u2067\u2068\u2069"}
    for text, locale, expected in (
        ("50% הנחה על iPhone 15 Pro!", "he", "!iPhone 15 Pro לע החנה 50%"),
        ("שלום (world) 2026.", "he", ".2026 (world) םולש"),
        ("מבצע - עד 50% (היום)", None, "(םויה) 50% דע - עצבמ"),
        ("اشتر Nike الآن!", "ar", "!نآلا Nike رتشا"),
        ("خصم 20 - 30", "ar", "30 - 20 مصخ"),
        ("قميص (أزرق) [L/XL] جديد", "ar", "ديدج [L/XL] (قرزأ) صيمق"),
        ("New in Haifa: שלום", "en", "New in Haifa: םולש"),
        ("We say \u2067שלום!\u2069 and hello", "en", "We say !םולש and hello"),
    ):
        assert seen(text, locale).translate(marks) == expected.translate(marks), text


def test_a_number_looks_the_same_wherever_the_line_breaks() -> None:
    """UAX #9 wants levels of a paragraph, not of a line: a line's first number goes by the letter above it."""
    script = dominant("خصم", "ar")
    one_line = in_visual_order("خصم ۲۰٪ اليوم", script)
    wrapped = in_visual_order("۲۰٪ اليوم", script, last_letter("تخفیف خصم"))
    assert [piece.text for piece in one_line][:-1] == [piece.text for piece in wrapped]
    assert [p.text for p in in_visual_order("۲۰٪ اليوم", script)] != [p.text for p in wrapped]


def test_brand_names_do_not_turn_a_message_round() -> None:
    for text, locale, code in (
        ("iPhone 15 Pro Max Ultra ב-50%", "he", "Hebr"),
        ("קנו עכשיו iPhone 15 Pro", None, "Hebr"),
        ("Discover the קפה collection", None, "Latn"),
        ("Discover the قهوة collection", "en", "Latn"),
        ("25%", "fa", "Arab"),
        ("Solvane برای تابستان", "fa-IR", "Arab"),
    ):
        assert dominant(text, locale).code == code, text


@pytest.mark.parametrize("absent", ["\U0001cd00", "\ue000", "\U00013000"])
def test_a_character_that_no_face_has_is_counted_in_the_evidence(absent: str) -> None:
    made = variants(studio_file(), f"Fresh {absent}{absent} summer", names=[SQUARE])
    assert misses(made.values()) == {SQUARE: {"missing_glyphs": 2.0}}
    assert made[SQUARE].evidence["missing_glyphs"].bar == "<= 0"
