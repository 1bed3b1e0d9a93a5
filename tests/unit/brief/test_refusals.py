"""What can't be run: every problem at once, each with its place, what was found, and what would be right."""

from __future__ import annotations

from typing import Any

import pytest

from shared.formats import FORMATS
from tests.unit.brief.reading import MINIMAL, accepted, only_problem, problems

# One more than a brief may have.
TAGS = [f"en-{region}" for region in range(100, 121)]


def at(brief: object) -> list[tuple[str, str, str]]:
    return [(p.pointer, p.code, p.found) for p in problems(brief)]


def with_product(**fields: Any) -> dict[str, Any]:
    return {**MINIMAL, "products": [{"name": "Bottle"}, {"name": "Cup", **fields}]}


def test_an_empty_object_lacks_every_field_that_nothing_can_stand_in_for() -> None:
    assert at({}) == [
        ("/campaign_message", "missing", "nothing"),
        ("/products", "missing", "nothing"),
    ]


@pytest.mark.parametrize(
    ("value", "code", "found"),
    [(None, "missing", "null"), ("", "empty", '""'), (" \n", "empty", '" \\n"'), ("\u200b", "empty", '"\\u200b"')],
)
def test_a_required_field_without_a_text_is_refused(value: str | None, code: str, found: str) -> None:
    assert at({**MINIMAL, "campaign_message": value}) == [("/campaign_message", code, found)]


@pytest.mark.parametrize(
    ("products", "code", "found"),
    [
        ([], "empty", "an empty list"),
        ({}, "empty", "an empty object"),
        (None, "missing", "null"),
        ("", "empty", '""'),
        (True, "wrong_type", "true"),
    ],
)
def test_a_brief_without_products_is_refused_with_a_pointer(products: Any, code: str, found: str) -> None:
    problem = only_problem({**MINIMAL, "products": products})
    assert (problem.pointer, problem.code, problem.found) == ("/products", code, found)
    assert "list of" in problem.expected


def test_too_many_products_are_refused_once() -> None:
    names = [f"P {number}" for number in range(300)]
    assert len(accepted({**MINIMAL, "products": names[:200]}).brief.products) == 200
    assert at({**MINIMAL, "products": names}) == [("/products", "too_many", "a list of 300")]


@pytest.mark.parametrize(
    ("element", "pointer", "code", "found"),
    [
        (True, "/products/1", "wrong_type", "true"),
        (["a"], "/products/1", "wrong_type", '["a"]'),
        ({}, "/products/1/name", "missing", "nothing"),
        ({"description": "x"}, "/products/1/name", "missing", "nothing"),
        ({"title": None, "color": "red"}, "/products/1/title", "missing", "null"),
        ({"title": "", "color": "red"}, "/products/1/title", "empty", '""'),
        ({"nmae": "x"}, "/products/1/name", "missing", "nothing; is /products/1/nmae meant?"),
        ({"name": False}, "/products/1/name", "wrong_type", "false"),
        ({"name": {"a": 1}}, "/products/1/name", "wrong_type", "an object with 1 field"),
        ({"name": "x" * 121}, "/products/1/name", "too_long", f'121 characters, starting with "{"x" * 77}..."'),
        ({"name": "x", "image": "../a.png"}, "/products/1/image", "unsafe_path", '"../a.png"'),
        ({"name": "x", "image": ["b", "a/../../c"]}, "/products/1/image/1", "unsafe_path", '"a/../../c"'),
        ({"name": "x", "image": "existing-assets/"}, "/products/1/image", "empty", '"existing-assets/"'),
        ({"name": "x", "assets": [f"{n}.png" for n in range(21)]}, "/products/1/assets", "too_many", "a list of 21"),
        ({"name": "x", "name ": "y"}, "/products/1/name ", "conflict", '"y", but "x" at /products/1/name'),
    ],
)
def test_a_product_that_cannot_be_made_is_refused_where_it_stands(
    element: Any, pointer: str, code: str, found: str
) -> None:
    assert at({**MINIMAL, "products": ["Bottle", element]}) == [(pointer, code, found)]


@pytest.mark.parametrize(
    ("fields", "pointer", "code", "found", "expected"),
    [
        ({"campaign_message": "x" * 501}, "/campaign_message", "too_long", "501 characters", "1 to 500"),
        ({"campaign_message": True}, "/campaign_message", "wrong_type", "true", "text"),
        ({"subline": "x" * 161}, "/subline", "too_long", "161 characters", "at most 160"),
        ({"disclaimer": "x" * 301}, "/disclaimer", "too_long", "301 characters", "at most 300"),
        ({"offer": "x" * 25, "subline": "y"}, "/offer", "too_long", "25 characters", "at most 24"),
        (
            {"translations": {"de": {"call_to_action": "x" * 41}}},
            "/translations/de/call_to_action",
            "too_long",
            "41 characters",
            "button",
        ),
        ({"prohibited_words": [f"w{n}" for n in range(201)]}, "/prohibited_words", "too_many", "a list of 201", "200"),
        ({"campaign_name": True}, "/campaign_name", "wrong_type", "true", "the campaign's name"),
        ({"cta": "x" * 41}, "/cta", "too_long", "41 characters", "at most 40"),
        ({"brand": {"name": "x" * 201}}, "/brand/name", "too_long", "201 characters", "at most 200"),
        ({"audience": True}, "/audience", "wrong_type", "true", "text"),
        ({"region": [{"a": 1}, 5, True]}, "/region/2", "wrong_type", "true", "region"),
        ({"palette": ["#fff", "teal"]}, "/palette/1", "unknown_value", '"teal"', "#RRGGBB"),
        ({"palette": "rgb(1, 2, 3)"}, "/palette", "unknown_value", '"rgb(1, 2, 3)"', "#RRGGBB"),
        ({"brand": {"primary_colour": "#12345"}}, "/brand/primary_colour", "unknown_value", '"#12345"', "#RRGGBB"),
        ({"brand_colors": [True]}, "/brand_colors/0", "wrong_type", "true", "#0057B8"),
        ({"brand_colors": [f"#{n:06}" for n in range(13)]}, "/brand_colors", "too_many", "a list of 13", "at most 12"),
        ({"palette": ",".join(f"#{n:06}" for n in range(13))}, "/palette", "too_many", "13 of them", "at most 12"),
        ({"logo": "a/../b"}, "/logo", "unsafe_path", '"a/../b"', "below existing-assets/"),
        ({"logo": "x" * 1025}, "/logo", "too_long", "1025 characters", "existing-assets/"),
        ({"formats": ["story", "billboard"]}, "/formats/1", "unknown_value", '"billboard"', ", ".join(FORMATS)),
        ({"formats": 5}, "/formats", "unknown_value", "5", "twitter-card"),
        ({"max_cost": "five"}, "/max_cost", "unknown_value", '"five"', "US dollars"),
        ({"max_cost": -1}, "/max_cost", "unknown_value", "-1", "US dollars"),
        ({"max_cost": 1_000_001}, "/max_cost", "unknown_value", "1000001", "1000000"),
        ({"budget": {"limit": "much"}}, "/budget/limit", "unknown_value", "much", "US dollars"),
        ({"messages": {"Klingonese!": "x"}}, "/messages/Klingonese!", "unknown_value", "Klingonese!", "zh-Hant"),
        ({"messages": {"de": "x" * 501}}, "/messages/de", "too_long", "501 characters", "1 to 500"),
        (
            {
                "messages": {
                    f"{tag}": "x"
                    for tag in [
                        "af",
                        "am",
                        "ar",
                        "be",
                        "bg",
                        "bn",
                        "ca",
                        "cs",
                        "da",
                        "de",
                        "el",
                        "es",
                        "et",
                        "fa",
                        "fi",
                        "fr",
                        "he",
                        "hi",
                        "hr",
                        "hu",
                        "it",
                    ]
                }
            },
            "/messages",
            "too_many",
            "21",
            "20 languages",
        ),
    ],
)
def test_a_field_that_cannot_be_used_is_refused_where_it_stands(
    fields: dict[str, Any], pointer: str, code: str, found: str, expected: str
) -> None:
    problem = only_problem({**MINIMAL, **fields})
    assert (problem.pointer, problem.code) == (pointer, code)
    assert found in problem.found
    assert expected in problem.expected


@pytest.mark.parametrize(
    ("fields", "pointer", "other"),
    [
        ({"campaignName": "Winter"}, "/campaignName", "/campaign_name"),
        ({"campaign": {"message": "Stay warm"}}, "/campaign/message", "/campaign_message"),
        ({"product": {"name": "Cup"}}, "/product", "/products"),
        ({"cta": "Go", "button_text": "Buy"}, "/button_text", "/cta"),
        ({"messages": {"en_US": "a", "en-us": "b"}}, "/messages/en-us", "/messages/en_US"),
        (
            {"messages": {"de": "a"}, "translations": {"de-": "x", "German": "b"}},
            "/translations/German",
            "/messages/de",
        ),
        ({"logo": "a.png", "brand": {"logo": "b.png"}}, "/brand/logo", "/logo"),
        ({"cost_limit": 5, "budget": "$6"}, "/budget", "/cost_limit"),
    ],
)
def test_two_values_for_one_field_are_refused_naming_both(fields: dict[str, Any], pointer: str, other: str) -> None:
    conflicts = [p for p in problems({**MINIMAL, **fields}) if p.code == "conflict"]
    assert [p.pointer for p in conflicts] == [pointer]
    assert conflicts[0].found.endswith(f"at {other}")


def test_every_wrong_colour_of_a_comma_separated_text_is_told() -> None:
    assert [found for _, _, found in at({**MINIMAL, "palette": "red, #fff, teal"})] == ['"red"', '"teal"']


def test_equal_colours_written_differently_are_no_conflict() -> None:
    assert accepted({**MINIMAL, "colors": ["#FFF"], "palette": "fff"}).brief.brand_colors == ("#FFFFFF",)


def test_a_misspelled_required_field_is_named() -> None:
    found = at({"campaign_name": "n", "campaign_mesage": "m", "products": ["p"]})
    assert found == [("/campaign_message", "missing", "nothing; is /campaign_mesage meant?")]


def test_all_problems_are_told_at_once_in_the_order_of_the_document() -> None:
    brief = {
        "max_cost": "a lot",
        "campaign": {"title": "", "products": [{"id": "a", "image": "../x"}, {"name": "x" * 200}, 5, None]},
        "formats": ["poster"],
        "brand": {"colors": {"primary": "red"}},
    }
    assert [(p.pointer, p.code) for p in problems(brief)] == [
        ("/max_cost", "unknown_value"),
        ("/campaign/products/0/image", "unsafe_path"),
        ("/campaign/products/1/name", "too_long"),
        ("/formats/0", "unknown_value"),
        ("/brand/colors/primary", "unknown_value"),
        ("/campaign_message", "missing"),
    ]


def test_no_problem_speaks_the_language_of_the_validator() -> None:
    brief = {"campaign_name": 5, "campaign_message": {}, "products": [{"name": [], "image": 7}, []], "brand": [1]}
    for problem in problems(brief):
        assert not any(word in str(problem) for word in ("Input", "valid string", "pydantic", "None", "dict"))


def test_a_long_value_is_quoted_short() -> None:
    assert len(only_problem({**MINIMAL, "max_cost": "x" * 10_000}).found) < 90


def test_a_field_name_without_end_is_refused_with_a_bounded_pointer() -> None:
    problem = only_problem({**MINIMAL, "k" * 100_000: 1})
    assert (problem.pointer, problem.code) == ("", "too_long")
    assert len(str(problem)) < 300


def test_of_very_many_problems_of_one_kind_the_first_are_told_and_the_others_counted() -> None:
    found = problems({**MINIMAL, "translations": {f"klingon {number}": "nuqneH" for number in range(5000)}})
    assert len(found) == 1000
    assert found[-1].found.endswith("(and 4,000 more of this kind)")
