"""A text of a picture that has a prohibited word refuses the brief: by the brief's own list or the bucket's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefs.assets import AssetFinder
from briefs.plan import plan
from briefs.prohibited_words import ProhibitedWord, prohibited_problems
from shared.brief import Brief
from shared.costs import DEFAULT_RATES
from shared.problems import BriefRefused, Problem
from tests.unit.brief.reading import MINIMAL, accepted
from tests.unit.conftest import BUCKET, Account

LIST = "existing-assets/prohibited-words.yaml"


def _problems(account: Account, **fields: object) -> list[Problem]:
    try:
        plan(accepted({**MINIMAL, **fields}), AssetFinder(account.s3, BUCKET), DEFAULT_RATES)
    except BriefRefused as refused:
        return list(refused.problems)
    return []


def _found(word: str, text: str) -> bool:
    brief = Brief.model_validate({**MINIMAL, "campaign_message": text})
    return bool(list(prohibited_problems(brief, [ProhibitedWord(word, "")], lambda *_: "")))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("guaranteed", "Results GUARANTEED!"),
        ("Guaranteed", "guaranteed"),
        ("risk free", "Risk\nfree today"),
        ("risk-free", "risk\u2011free"),
        ("it's", "IT\u2019S here"),
        ("straße", "STRASSE"),
        ("café", "CAFE\u0301"),
        ("free", "fr\u00adee and ｆｒｅｅ"),
        ("indirim", "İNDİRİM"),
        ("ışık", "IŞIK"),
        ("δωρεάν", "ΔΩΡΕΑΝ!"),
        (
            "бесплатно",
            "БЕСПЛАТНО сегодня",
        ),
        ("最佳", "全球最佳品质"),
        (
            "ฟรี",
            "ส่งฟรีทั่วประเทศ",
        ),
        ("送料", "free送料無料"),
        ("free", "今すぐfree送料"),
        ("घर", "हर घर की"),
        ("100%", "100% pure"),
        ("#1", "We are #1!"),
        ("مجان", "مجان!"),
    ],
)
def test_a_word_is_found_in_any_case_and_script(word: str, text: str) -> None:
    assert _found(word, text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("cure", "Secure and obscured"),
        ("free", "freedom, carefree"),
        ("art", "start_art2"),
        ("घर", "घरों की"),  # a vowel sign goes on with the word
        ("бес", "бесплатно"),
        ("schon", "schön"),
        ("100%", "2100%"),
    ],
)
def test_a_part_of_another_word_is_not_the_word(word: str, text: str) -> None:
    assert not _found(word, text)


TEXTS = {"message": "m", "subline": "s", "offer": "o", "call_to_action": "c", "disclaimer": "d"}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("place", [(), ("translations", "de"), ("products", 0), ("products", 0, "translations", "de")])
def test_every_text_of_a_picture_is_looked_at(place: tuple[str | int, ...], name: str) -> None:
    brief: dict[str, Any] = {**MINIMAL, "translations": {"de": {}}}
    brief["products"] = [{"name": "Bottle", "translations": {"de": {}}}]
    here: Any = brief
    for step in place:
        here = here[step]
    where = "campaign_message" if not place and name == "message" else name
    here[where] = "A miracle"
    canonical = Brief.model_validate(brief)
    [problem] = prohibited_problems(canonical, [ProhibitedWord("miracle", "here")], lambda *steps: str(steps))
    assert (problem.code, problem.pointer) == ("prohibited_word", str((*place, where)))
    assert '"miracle" in the text "A miracle"' in problem.found
    assert "prohibited here" in problem.expected


def test_the_name_of_a_product_stands_on_its_pictures_too(account: Account) -> None:
    account.put(LIST, b"[bottle]")
    assert [problem.pointer for problem in _problems(account)] == ["/products/0/name"]


@pytest.mark.parametrize(
    "listed", [["cool"], {"global": ["cool"]}, {"global": "cool", "regions": {}}, {"global": ["COOL", None]}]
)
def test_the_buckets_list_refuses_a_brief_with_the_word_its_place_and_the_list(
    account: Account, listed: object
) -> None:
    account.put(LIST, json.dumps(listed).encode())
    [problem] = _problems(account)
    assert (problem.pointer, problem.code) == ("/campaign_message", "prohibited_word")
    assert "Stay cool" in problem.found
    assert f"everywhere by {LIST}" in problem.expected


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"target_regions": ["DE"]}, True),
        ({"target_regions": ["Stores in DE, AT"]}, True),
        ({"target_regions": ["Germany"]}, True),
        ({"target_regions": ["Austria & Deutschland"]}, True),
        ({"translations": {"de-DE": {"message": "Bleib frisch"}}}, True),
        ({"target_regions": ["France"]}, False),
        ({"target_regions": ["Delhi", "stores de Paris"]}, False),
        ({}, False),
    ],
)
def test_the_list_of_a_region_holds_for_briefs_that_name_it(
    account: Account, fields: dict[str, object], refused: bool
) -> None:
    account.put(LIST, b"global: []\nregions: {DE: [cool], US: [stay]}\n")
    assert [problem.code for problem in _problems(account, **fields)] == ["prohibited_word"] * refused


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"global: [a\nregions: {", "line"),
        (b"", "empty"),
        (b"just text", '"just text"'),
        (b"golbal: [cool]", "/golbal"),
        (b"global: [[cool]]", "/global/0"),
        (b"global: [true]", "true at /global/0"),
        (b"regions: [cool]", "/regions"),
        (b"regions: {DE: {cool: 1}}", "/regions/DE"),
        (b"regions: {DE: [a], DE: [b]}", '"DE" more than once at /regions'),
        (b"global: [caf\xe9]", "byte 0xE9"),
    ],
)
def test_a_broken_list_refuses_the_brief_and_names_the_file(account: Account, content: bytes, found: str) -> None:
    account.put(LIST, content)
    [problem] = _problems(account)
    assert problem.code == "unreadable_word_list"
    assert LIST in problem.found
    assert found in problem.found
    assert "repair that file" in problem.expected


def test_words_of_the_brief_itself_are_prohibited_where_the_list_stands(account: Account) -> None:
    [problem] = _problems(account, banned_words=["warm", "cool"])
    assert problem.pointer == "/campaign_message"
    assert "by the brief itself at /banned_words/1" in problem.expected
