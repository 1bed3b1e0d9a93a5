from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run, write_brief


def test_an_accepted_brief_is_summed_up_with_its_notes(run: Run, tmp_path: Path) -> None:
    products = [{"name": "Bottle", "existing_assets": "aqua/bottle/"}, {"name": "Cap"}]
    path = write_brief(tmp_path, campaign_name=None, campaignName="Summer", products=products, sparkle=True)
    result = run("validate", str(path))
    assert result.code == 0
    assert "accepted" in result.out
    assert "2: 1 with a new picture, 1 with existing assets" in result.out
    assert "0.42 USD" in result.out
    assert "/sparkle: not understood" in result.out
    assert result.err == ""


def test_a_refused_brief_gets_one_line_per_problem_and_exit_code_1(run: Run, tmp_path: Path) -> None:
    path = write_brief(tmp_path, products=[], brand_colors=["greenish"])
    result = run("validate", str(path))
    assert result.code == 1
    assert result.err == ""
    lines = result.out.splitlines()
    assert "refused, 2 problems" in lines[0]
    assert any("/products: found" in line and "expected" in line for line in lines)
    assert any("/brand_colors/0: found" in line and "greenish" in line for line in lines)


def test_a_brief_that_is_not_there_or_is_a_folder_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    assert run("validate", "nowhere.json").complaint == "nowhere.json: no such file"
    assert run("validate", str(tmp_path)).complaint.endswith("can't be read (Is a directory)")


def test_what_a_brief_says_can_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = write_brief(tmp_path, **{"colour\x1b[31m": "red"})
    assert "\x1b" not in run("validate", str(path)).out


def test_the_limit_of_the_brief_stands_beside_the_estimate(run: Run, tmp_path: Path) -> None:
    path = write_brief(tmp_path, max_cost=0.2)
    estimate = "0.36 USD for 5 pictures at the default rates, if the assets are there; the brief allows 0.2 USD"
    assert estimate in run("validate", str(path)).out


def test_programs_get_the_canonical_brief_the_notes_and_the_estimate(run: Run, tmp_path: Path) -> None:
    path = write_brief(tmp_path, campaign_name=None, campaignName="Summer", sparkle=True, products=["Cap"])
    told = json.loads(run("validate", "--json", str(path)).out)
    assert (told["accepted"], told["brief"]["campaign_name"], told["problems"]) == (True, "Summer", [])
    assert {"pointer": "/sparkle", "text": "not understood: no effect"} in told["notes"]
    assert told["estimate"]["cost"] == 0.36


def test_several_briefs_are_a_list_and_one_refused_brief_fails_the_command(run: Run, tmp_path: Path) -> None:
    good, bad = write_brief(tmp_path), tmp_path / "bad.json"
    bad.write_text('{"campaign_name": "n", "campaign_mesage": "m", "products": ["p"]}')
    result = run("validate", "--json", str(good), str(bad))
    first, second = json.loads(result.out)
    assert (result.code, first["accepted"], second["accepted"]) == (1, True, False)
    assert (second["brief"], second["estimate"]) == (None, None)
    assert [problem["pointer"] for problem in second["problems"]] == ["/campaign_message"]
    assert "did you mean campaign_message?" in second["notes"][0]["text"]


def test_a_missing_argument_is_a_usage_error(run: Run) -> None:
    assert run("validate").code == 2


def test_a_brief_that_is_not_there_does_not_hide_what_is_said_of_the_others(run: Run, tmp_path: Path) -> None:
    good = str(write_brief(tmp_path))
    result = run("validate", "--json", good, "nowhere.json")
    first, second = json.loads(result.out)
    assert (result.code, first["accepted"], second["accepted"]) == (1, True, False)
    assert [problem["found"] for problem in second["problems"]] == ["nowhere.json: no such file"]
    plain = run("validate", "nowhere.json", good)
    assert plain.complaint == "nowhere.json: no such file"
    assert "accepted" in plain.out


def test_the_typeface_is_shown_and_one_picture_is_one(run: Run, tmp_path: Path) -> None:
    said = run("validate", str(write_brief(tmp_path, font="Montserrat Bold", formats=["twitter-card"]))).out
    assert "typeface  montserrat" in said
    assert "for 1 picture at" in said
