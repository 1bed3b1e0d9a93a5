from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shared.brief import Brief
from tests.cli.conftest import Run


def _read(run: Run, path: str = "brief.yaml") -> Any:
    """As `creative validate` reads it."""
    done = run("validate", path, "--json")
    assert done.code == 0, done.out
    return json.loads(done.out)["brief"]


def _typed(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def test_without_a_terminal_it_is_a_template_that_is_accepted_and_names_every_field(run: Run) -> None:
    done = run("init")
    assert (done.code, done.out) == (0, "brief.yaml\n"), done.err
    lines = Path("brief.yaml").read_text().splitlines()
    assert [name for name in Brief.model_fields if f"# {name}:" not in lines and name not in _read(run)] == []
    assert "looks like a placeholder" in run("validate", "brief.yaml").out


@pytest.mark.parametrize("field", ["subline: Cold", "brand_colors: ['#0057B8']", "formats: [9:16]", "max_cost: 5"])
def test_a_field_of_the_template_is_filled_in_by_taking_its_mark_away(field: str, run: Run) -> None:
    run("init")
    path, name = Path("brief.yaml"), field.split(":")[0]
    path.write_text(path.read_text().replace(f"# {name}:\n", f"{field}\n"))
    assert _read(run)[name] not in (None, [], Brief.model_fields[name].default)


def test_at_a_terminal_a_few_questions_make_a_brief(run: Run) -> None:
    answers = _typed(
        "Summer: hot #1", "Stay cool", "Bottle, Cap", "de, fr_ca", "Bleib kühl", "Au frais", "#0057b8", "1:1"
    )
    done = run("init", "new.yaml", answer=answers)
    assert (done.code, done.out) == (0, "new.yaml\n"), done.err
    brief = _read(run, "new.yaml")
    assert (brief["campaign_name"], brief["campaign_message"]) == ("Summer: hot #1", "Stay cool")
    assert [product["name"] for product in brief["products"]] == ["Bottle", "Cap"]
    assert {tag: texts["message"] for tag, texts in brief["translations"].items()} == {
        "de": "Bleib kühl",
        "fr-CA": "Au frais",
    }
    assert (brief["brand_colors"], brief["formats"]) == (["#0057B8"], ["instagram-square"])


def test_an_answer_that_no_brief_may_have_is_asked_for_again_with_what_would_be_right(run: Run) -> None:
    answers = _typed("Summer", "x" * 501, "Stay cool", "Bottle", "Klingonisch", "", "navy", "#000080", "poster", "")
    done = run("init", answer=answers)
    assert done.code == 0, done.err
    assert "1 to 500 characters" in done.err
    assert "#000080" in done.err
    assert _read(run)["brand_colors"] == ["#000080"]
    assert _read(run)["translations"] == {}


def test_whoever_leaves_in_the_middle_has_no_file(run: Run) -> None:
    assert run("init", answer=_typed("Summer")).code == 1
    assert not Path("brief.yaml").exists()


def test_a_csv_gives_the_products_and_what_is_not_used_is_said(run: Run) -> None:
    Path("harvest.csv").write_text(
        "Product Name,Description,Image,Odd\nApple box,ripe: very,acme/a.png,x\nPear box,,,\n"
    )
    done = run("init", "--from", "harvest.csv")
    assert done.code == 0, done.err
    assert "Odd: not understood" in done.err
    assert "[YOUR MESSAGE] stands for the message" in done.err
    brief = _read(run)
    apple, pear = brief["products"]
    assert (apple["name"], apple["description"], apple["existing_assets"]) == (
        "Apple box",
        "ripe: very",
        ["acme/a.png"],
    )
    assert (pear["name"], brief["campaign_name"]) == ("Pear box", "harvest")


def test_a_csv_without_a_message_is_asked_for_it_alone(run: Run) -> None:
    Path("harvest.csv").write_text("Product Name\nApple box\n")
    assert run("init", "--from", "harvest.csv", answer=_typed("Picked today")).code == 0
    assert _read(run)["campaign_message"] == "Picked today"


def test_a_csv_that_is_no_brief_is_refused_with_its_problems(run: Run) -> None:
    Path("harvest.csv").write_text("Message,Product Name,Brand Colors\nHi,Apple box,navy\n")
    done = run("init", "--from", "harvest.csv")
    assert (done.code, Path("brief.yaml").exists()) == (1, False)
    assert "#000080" in done.err
    assert "no such file" in run("init", "--from", "none.csv").complaint


def test_a_file_that_is_there_is_not_overwritten_unasked(run: Run) -> None:
    Path("brief.yaml").write_text("mine")
    assert "There is no terminal to ask at: say --yes" in run("init").complaint
    assert run("init", answer=_typed("n")).code == 1
    assert Path("brief.yaml").read_text() == "mine"
    assert run("init", "--yes").code == 0
    assert Path("brief.yaml").read_text() != "mine"


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("brief.json", "brief.json: a brief to fill in is YAML: name it brief.yaml"),
        (".", ".: a brief to fill in is YAML: name it brief.yaml"),
        ("nowhere/brief.yaml", "nowhere/brief.yaml: there is no folder nowhere"),
    ],
)
def test_where_no_brief_can_be_written_is_said_before_anything_is_asked(path: str, complaint: str, run: Run) -> None:
    assert run("init", path, answer=_typed("Summer")).complaint == complaint
