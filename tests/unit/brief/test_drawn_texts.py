"""What can't stand on a picture refuses the brief when it is read, before anything is spent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefs.read import read_brief
from shared.problems import BriefRefused

LISU = "\ua4d3\ua4f4\ua4e2"
BRIEF = {"campaign_name": "Summer", "campaign_message": "Stay cool", "products": [{"name": "Flask"}]}


def _refused(**fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(BriefRefused) as refused:
        read_brief(json.dumps({**BRIEF, **fields}).encode(), "summer.json")
    return [(problem.pointer, problem.code) for problem in refused.value.problems]


def test_a_text_in_a_script_without_a_typeface_is_refused_where_it_stands() -> None:
    wrong: dict[str, dict[str, Any]] = {
        "/campaign_message": {"campaign_message": f"Cool {LISU}"},
        "/messages/li": {"messages": {"li": LISU}},
        "/products/0/name": {"products": [{"name": LISU}]},
        "/products/0/offer": {"products": [{"name": "Flask", "offer": LISU}]},
        "/brand": {"brand": LISU},
    }
    for pointer, fields in wrong.items():
        assert _refused(**fields) == [(pointer, "unknown_script")]


def test_a_script_is_named_as_people_know_it() -> None:
    with pytest.raises(BriefRefused, match="letters of the script Osage"):
        read_brief(json.dumps({**BRIEF, "subline": "\U000104b0\U000104b1"}).encode(), "summer.json")


def test_a_word_that_the_brief_itself_prohibits_refuses_it_wherever_it_is_drawn() -> None:
    wrong: dict[str, dict[str, Any]] = {
        "/campaign_message": {"campaign_message": "The CHEAPEST flask"},
        "/products/0/name": {"products": [{"name": "Cheapest Flask"}]},
        "/brand": {"brand": "Cheapest"},
    }
    for pointer, fields in wrong.items():
        assert _refused(prohibited_words=["cheapest"], **fields) == [(pointer, "prohibited_word")]


def test_signs_emoji_and_letters_of_every_script_with_a_typeface_are_taken() -> None:
    message = "Ürün №5 ½ 🛒 日本語 ไทย हिन्दी العربية ქართული བོད ᏣᎳᎩ ߒߞߏ ™ ∑ ﬁ ª"
    assert read_brief(json.dumps({**BRIEF, "campaign_message": message}).encode(), "summer.json").brief
