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


def test_of_many_rows_that_differ_the_first_are_named_and_the_others_counted() -> None:
    rows = [[f"X{number}", "Hi", "Cup"] for number in range(100)]
    found = problems(_written([["Campaign Name", "Message", "Product"], *rows]), "a.csv")
    assert len(found) == 21
    assert found[-1].found.startswith("79 more that differ")


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
