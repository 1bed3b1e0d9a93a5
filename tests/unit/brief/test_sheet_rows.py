"""What rows of a sheet say together: of the campaign, of products, in several languages."""

from __future__ import annotations

import pytest

from tests.unit.brief.reading import accepted, only_problem, problems


def _written(rows: list[list[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("heading", "one", "other"),
    [
        ("Campaign", "X", "Y"),
        ("Budget", "10", "20"),
        ("Brand", "Acme", "Acmee"),
        ("Logo", "a.png", "b.png"),
        ("Target Audience", "Kids", "Parents"),
    ],
)
def test_rows_that_differ_in_what_a_campaign_has_once_are_refused(heading: str, one: str, other: str) -> None:
    text = _written([["Message", "Product", heading], ["Hi", "Cup", one], ["Hi", "Mug", other]])
    problem = only_problem(text, "a.csv")
    assert (problem.pointer, problem.code) == (f"/3/{heading}", "conflict")


def test_of_very_many_rows_that_differ_the_first_are_named_and_the_others_counted() -> None:
    rows = [[f"X{number}", "Hi", "Cup"] for number in range(1101)]
    found = problems(_written([["Campaign Name", "Message", "Product"], *rows]), "a.csv")
    assert len(found) == 1000
    assert found[-1].found.endswith("(and 100 more of this kind)")


def test_the_countries_of_all_languages_are_regions() -> None:
    text = "Message,Product,Country,Language\nHi,Cup,US,en\nHallo,Cup,DE,de\nSalut,Cup,FR,fr\n"
    read = accepted(text, "a.csv")
    assert read.brief.target_regions == ("US", "DE", "FR")
    assert not [note for note in read.notes if "no effect" in note.text]


def test_a_row_in_another_language_is_about_the_product_above_where_it_names_none() -> None:
    text = "Message,Language,Product\nHi,English,Cup\nHallo,German,\nSalut,French,\nYo,English,Mug\nJo,German,\n"
    cup, mug = accepted(text, "a.csv").brief.products
    assert {tag: texts.message for tag, texts in cup.translations.items()} == {"de": "Hallo", "fr": "Salut"}
    assert (mug.message, mug.translations["de"].message) == ("Yo", "Jo")


def test_colours_that_are_no_hex_colours_are_what_the_products_look_like() -> None:
    brief = accepted('Message,Product,Colours\nHi,Cup,"red, blue"\nHi,Mug,green\n', "a.csv").brief
    assert [product.description for product in brief.products] == ["red, blue", "green"]
    assert brief.brand_colors == ()


def test_colours_in_hex_are_the_brands() -> None:
    brief = accepted("Message,Product,Colours\nHi,Cup,#FF0000\nHi,Mug,#00FF00\n", "a.csv").brief
    assert brief.brand_colors == ("#FF0000", "#00FF00")


def test_hints_behind_a_heading_do_not_change_it() -> None:
    headings = "Campaign Name (required),Message (max 50 chars),Product Name *,CTA - optional,Message (German)"
    brief = accepted(f"{headings}\nX,Hi,Cup,Go,Hallo\n", "a.csv").brief
    assert (brief.campaign_name, brief.campaign_message, brief.call_to_action) == ("X", "Hi", "Go")
    assert (brief.products[0].name, brief.translations["de"].message) == ("Cup", "Hallo")
