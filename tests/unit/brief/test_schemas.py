"""The JSON Schemas under docs/ are what editors and downstream teams build on."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from docs.write_schemas import DOCS, schema_files
from shared.events import EVENTS
from tests.unit.brief.reading import MINIMAL, accepted

FILES = schema_files()


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_schema_in_docs_is_the_one_of_its_model(path: str) -> None:
    assert (DOCS / path).read_text(encoding="utf-8") == FILES[path], "run `make schemas`"
    Draft202012Validator.check_schema(json.loads(FILES[path]))


def test_docs_hold_a_schema_for_every_event_and_none_besides() -> None:
    assert {path.name for path in (DOCS / "events").glob("*.json")} == {f"{name}.schema.json" for name in EVENTS}


def test_published_schemas_let_facts_gain_fields() -> None:
    for path, text in FILES.items():
        assert ('"additionalProperties": false' in text) == path.endswith(("brief.schema.json", "openapi.json"))


@pytest.mark.parametrize(
    ("fields", "valid"),
    [
        ({}, True),
        ({"_comment": "x", "$schema": "brief.schema.json", "messages": {"de": "x"}}, True),
        ({"products": [{"name": "a", "existing_assets": "a.png"}, {"name": "b", "existing_assets": None}]}, True),
        ({"formats": ["twitter-card"], "brand_colors": ["#fff"], "max_cost": 5}, True),
        ({"campaign_mesage": "x"}, False),
        ({"formats": ["poster"]}, False),
        ({"brand_colors": ["red"]}, False),
        ({"messages": {"Klingonese!": "x"}}, False),
        ({"call_to_action": "x" * 41}, False),
        ({"products": []}, False),
    ],
)
def test_an_editor_with_the_schema_tells_good_briefs_from_bad_ones(fields: dict[str, object], valid: bool) -> None:
    validator = Draft202012Validator(json.loads(FILES["schemas/brief.schema.json"]))
    assert validator.is_valid({**MINIMAL, **fields}) == valid


def test_a_brief_that_was_read_is_valid_in_its_canonical_form() -> None:
    read = accepted({"title": "n", "message": "m", "product": {"title": "p", "image": "a.png"}, "budget": "$5"})
    Draft202012Validator(json.loads(FILES["schemas/brief.schema.json"])).validate(read.brief.model_dump(mode="json"))
