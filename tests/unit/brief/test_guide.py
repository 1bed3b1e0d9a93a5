"""docs/brief.md is what marketers go by: its examples run, and it leaves nothing out."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from docs.write_schemas import DOCS
from shared.brief import Brief, Product
from shared.formats import FORMATS
from shared.problems import Code
from tests.unit.brief.reading import accepted

GUIDE = (DOCS / "brief.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(json|yaml)\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("language", "text"), EXAMPLES)
def test_an_example_of_the_guide_is_accepted(language: str, text: str) -> None:
    assert accepted(text, f"example.{language}").brief.campaign_name == "Summer Refresh"


def test_the_guide_has_examples() -> None:
    assert len(EXAMPLES) == 3


def test_the_guide_names_every_field_format_and_code() -> None:
    fields = [f"`{name}`" for name in Brief.model_fields] + [f"`products[].{name}`" for name in Product.model_fields]
    shapes = [f"`{f.name}` ({f.width}x{f.height})" for f in FORMATS.values()]
    codes = [f"| `{code}` |" for code in get_args(Code)]
    flowing = " ".join(GUIDE.split())
    assert [wanted for wanted in fields + shapes + codes if wanted not in flowing] == []
