"""Subline, offer, button and small print: each in its place and its size, or said to be missing.

Where a text stands is seen by changing one of its figures: all figures are equally wide, so nothing else moves.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from rendering.geometry import Box
from rendering.render import Rendered
from shared.formats import FORMATS
from shared.texts import Texts
from tests.render.pairs import pairs
from tests.render.pictures import cutout, file, photograph, studio_file
from tests.render.variants import SQUARE, THREE_SHAPES, WIDE, branding, misses, opened, variants

WORDS: dict[str, tuple[str, Texts]] = {
    "latin": (
        "en",
        Texts(
            message="Level 1 for long, bright days",
            subline="Keeps drinks cold for 18 hours, wherever the trail goes",
            offer="10% off this week",
            call_to_action="Shop the top 10",
            disclaimer="Until 16 June in participating stores, while stocks last. Not to be combined. Terms apply.",
        ),
    ),
    "arabic": (
        "ar",
        Texts(
            message="عطر 1 يروي حكاية الشرق",
            subline="مزيج من 18 زهرة من العود والعنبر والورد الدمشقي",
            offer="خصم 10%",
            call_to_action="تسوق 10 عطور",
            disclaimer="العرض ساري حتى 16 يونيو حتى نفاد الكمية. تطبق الشروط والأحكام.",
        ),
    ),
    "japanese": (
        "ja",
        Texts(
            message="毎日1回、やさしい潤いを。",
            subline="乾燥が気になる季節も、18時間しっとり続くクリーム。",
            offer="初回10%オフ",
            call_to_action="人気の10選を見る",
            disclaimer="※効果には個人差があります。初回限定、お一人様一点限り。6月16日まで。",
        ),
    ),
    "thai": (
        "th",
        Texts(
            message="สดชื่นทุกวันกับแก้ว 1 ใบ",
            subline="เก็บความเย็นได้นาน 18 ชั่วโมง ไม่ว่าจะไปที่ไหน",
            offer="ลด 10%",
            call_to_action="ดู 10 รุ่นยอดนิยม",
            disclaimer="ถึงวันที่ 16 มิถุนายน สินค้ามีจำนวนจำกัด เป็นไปตามเงื่อนไขที่กำหนด",
        ),
    ),
}
# From top to bottom; least size on a phone 390 px wide, in px per em.
ORDER = {"offer": 11.0, "message": 11.0, "subline": 11.0, "call_to_action": 11.0, "disclaimer": 8.0}
SOURCES = {"studio": studio_file(), "cutout": file(cutout()), "photograph": file(photograph(900, 600))}
LOOK = branding("#0B3D2E", "#FFD100", name="Flask")
_FIGURE = 0.7  # em: the least height of a figure in these faces


def _places(texts: Texts, locale: str, data: bytes) -> dict[str, dict[str, Box]]:
    """Where the figure 1 of each text stands, by format and text."""
    before = variants(data, texts, locale, THREE_SHAPES, LOOK)
    found: dict[str, dict[str, Box]] = {name: {} for name in THREE_SHAPES}
    for role in ORDER:
        changed = texts.model_copy(update={role: getattr(texts, role).replace("1", "0", 1)})
        after = variants(data, changed, locale, THREE_SHAPES, LOOK)
        for name in THREE_SHAPES:
            found[name][role] = _difference(before[name], after[name])
    return found


def _difference(one: Rendered, other: Rendered) -> Box:
    first, second = (np.asarray(opened(variant).convert("L"), np.int16) for variant in (one, other))
    box = Image.fromarray((np.abs(first - second) > 60).astype(np.uint8) * 255).getbbox()
    assert box, "nothing differs"
    return Box(*box)


@pytest.mark.parametrize("script", WORDS)
def test_every_text_stands_in_its_place_and_can_be_read_on_a_phone(script: str) -> None:
    locale, texts = WORDS[script]
    for name, places in _places(texts, locale, SOURCES["studio"]).items():
        safe, phone = Box(*FORMATS[name].text_box), 390 / FORMATS[name].width
        for upper, lower in pairwise(ORDER):
            assert places[upper].bottom < places[lower].top, (name, upper, lower)
        for role, box in places.items():
            assert box.meet(safe) == box, (name, role)
            assert box.height >= _FIGURE * ORDER[role] / phone - 1, (name, role)
        sizes = {role: box.height for role, box in places.items()}
        assert sizes["message"] > 1.2 * max(sizes["subline"], sizes["offer"], sizes["call_to_action"]), name
        assert sizes["disclaimer"] < 0.9 * min(sizes["subline"], sizes["offer"], sizes["call_to_action"]), name


@pytest.mark.parametrize(("script", "source"), pairs(WORDS, SOURCES))
def test_all_five_texts_pass_every_check_in_every_format(script: str, source: str) -> None:
    locale, texts = WORDS[script]
    made = variants(SOURCES[source], texts, locale, style=LOOK)
    assert misses(made.values()) == {}
    assert all(variant.evidence["texts_shown"].value == 1 for variant in made.values())


@pytest.mark.parametrize(("script", "source"), pairs(["one word", *WORDS], [*SOURCES][::-1]))
def test_the_longest_texts_are_set_or_said_to_be_missing(script: str, source: str) -> None:
    locale, texts = WORDS.get(script, ("en", Texts(**dict.fromkeys(ORDER, "W"))))
    most = {"message": 500, "subline": 160, "offer": 24, "call_to_action": 40, "disclaimer": 300}
    space = " " if script in ("latin", "arabic") else ""
    longest = Texts(**{role: ((getattr(texts, role) + space) * count)[:count].strip() for role, count in most.items()})
    made = variants(SOURCES[source], longest, locale, style=LOOK)
    assert made.keys() == FORMATS.keys()
    for name, missed in misses(made.values()).items():
        # A label of one word becomes smaller than what survives JPEG.
        marked = {"texts_shown", "legible", *(["contrast"] if script == "one word" else [])}
        assert missed.keys() <= marked, name
        assert missed.get("texts_shown", 1) >= 0.5, name  # name, message and button are always there


def test_the_small_print_is_left_out_first_and_that_is_marked() -> None:
    copy = ("Refresh your summer with natural sparkling water, zero sugar, now in every store near you. " * 2)[:140]
    small = "Until 16 June in participating stores, while stocks last. " * 5
    full = WORDS["latin"][1].model_copy(update={"message": copy, "disclaimer": small})
    shown = {
        role: variants(SOURCES["studio"], texts, "en", [WIDE], LOOK)[WIDE]
        for role, texts in {
            "all": full,
            "without small print": full.model_copy(update={"disclaimer": None}),
            "another subline": full.model_copy(update={"subline": "Something else"}),
        }.items()
    }
    assert misses([shown["all"]]) == {WIDE: {"texts_shown": 0.83}}
    assert shown["all"].jpeg == shown["without small print"].jpeg
    assert misses([shown["without small print"]]) == {}
    assert shown["all"].jpeg != shown["another subline"].jpeg


@pytest.mark.parametrize("role", ["subline", "offer", "call_to_action", "disclaimer"])
def test_a_missing_glyph_is_counted_in_every_text(role: str) -> None:
    texts = Texts(message="Hello", **{role: "Sun \U00013000"})
    made = variants(SOURCES["studio"], texts, None, [SQUARE])
    assert misses(made.values()) == {SQUARE: {"missing_glyphs": 1.0}}


def test_words_too_small_for_a_phone_are_marked() -> None:
    copy = ("Donaudampfschifffahrtsgesellschaftskapitän " * 12)[:500]
    for message, legible in ((copy, False), ("Refresh your summer", True)):
        wide = variants(SOURCES["studio"], message, "en", [WIDE], LOOK)[WIDE]
        assert wide.evidence["legible"].passed is legible
        assert wide.evidence["legible"].bar == ">= 11"
