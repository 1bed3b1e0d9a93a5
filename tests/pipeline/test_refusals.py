"""Briefs that can't run: each is answered with every reason, and nothing is spent."""

from __future__ import annotations

import json

import pytest

from shared import keys
from tests.pipeline.briefs import brief, product_picture, reusing
from tests.pipeline.pipeline import Outcome, Pipeline


def _assert_refused(outcome: Outcome, pipeline: Pipeline) -> list[dict[str, str]]:
    assert outcome.kinds == {"BriefRejected": 1}
    [data] = outcome.data("BriefRejected")
    written = json.loads(pipeline.read(keys.rejection(outcome.campaign_id)))
    assert written["problems"] == data["problems"]
    assert data["problem_count"] == len(data["problems"]) >= 1
    assert pipeline.keys(f"output/{outcome.campaign_id}/") == []
    assert pipeline.campaigns.campaign(outcome.campaign_id) is None
    assert pipeline.stack.image_model.calls == ()
    problems: list[dict[str, str]] = data["problems"]
    return problems


def test_a_brief_that_is_no_json_is_refused_with_line_and_column(pipeline: Pipeline) -> None:
    outcome = pipeline.run(b'{"campaign_name": "Broken",\n "products": [}', "broken-syntax.json")
    [problem] = _assert_refused(outcome, pipeline)
    assert problem["code"] == "syntax"
    assert "line 2" in problem["found"] + problem["expected"]
    assert outcome.campaign_id.startswith("broken")


def test_a_brief_with_several_faults_is_refused_for_all_of_them_at_once(pipeline: Pipeline) -> None:
    faulty = brief("Faulty", "Flask", {"description": "no name"}, brand_colors=["reddish"], campaign_message="")
    problems = _assert_refused(pipeline.run(faulty, "faulty.json"), pipeline)
    assert {problem["pointer"] for problem in problems} == {
        "/campaign_message",
        "/products/1/name",
        "/brand_colors/0",
    }


def test_a_brief_above_its_own_budget_is_refused_before_anything_is_spent(pipeline: Pipeline) -> None:
    outcome = pipeline.run(brief("Dear", "Flask", "Lamp", "Mug", max_cost=1.0), "dear.json")
    [problem] = _assert_refused(outcome, pipeline)
    assert (problem["pointer"], problem["code"]) == ("/max_cost", "over_budget")
    assert "1.08 USD" in problem["found"]


def test_a_folder_of_several_pictures_is_refused_with_their_names(pipeline: Pipeline) -> None:
    for name in ("front.png", "back.png"):
        pipeline.asset(f"acme/ambiguous/{name}", product_picture())
    outcome = pipeline.run(brief("Which", reusing("Flask", "acme/ambiguous/")), "which.json")
    [problem] = _assert_refused(outcome, pipeline)
    assert problem["pointer"] == "/products/0/existing_assets"
    assert "back.png" in problem["found"]
    assert "front.png" in problem["found"]


@pytest.mark.parametrize("name", ["with space & plus+.json", "ümläut-été.json", "a%20b.json"])
def test_the_file_may_have_any_name(pipeline: Pipeline, name: str) -> None:
    outcome = pipeline.run(b"[]", name)
    _assert_refused(outcome, pipeline)
    [data] = outcome.data("BriefRejected")
    assert data["brief"]["key"] == keys.BRIEFS_PREFIX + name
