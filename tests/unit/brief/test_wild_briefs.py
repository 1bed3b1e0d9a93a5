"""Briefs in the shapes that people really use, whole: nested, spelled and commented in twenty ways."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefs.read import read_brief
from shared.brief import Brief
from shared.formats import DEFAULT_FORMATS

HERE = Path(__file__).parent
FACTS: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "wild_facts.yaml").read_text(encoding="utf-8"))

# What a brief means that says nothing of it.
DEFAULTS: dict[str, Any] = {
    "assets": {},
    "languages": {},
    "formats": list(DEFAULT_FORMATS),
    "colors": [],
    "cta": None,
    "max_cost": None,
}


def _meant(brief: Brief) -> dict[str, Any]:
    """The brief as wild_facts.yaml words it; a language that says what the default message says is none of its own."""
    products = brief.products
    messages = {tag: texts.message for tag, texts in brief.translations.items()}
    return {
        "name": brief.campaign_name,
        "message": brief.campaign_message,
        "products": [product.name for product in products],
        "assets": {product.name: list(product.existing_assets) for product in products if product.existing_assets},
        "descriptions": {product.name: product.description for product in products},
        "languages": {tag: text for tag, text in messages.items() if text not in (None, brief.campaign_message)},
        "formats": list(brief.formats),
        "colors": list(brief.brand_colors),
        "cta": brief.call_to_action,
        "max_cost": None if brief.max_cost is None else float(brief.max_cost),
        "brand": brief.brand,
        "logo": brief.logo,
        "regions": list(brief.target_regions),
        "audience": brief.target_audience,
    }


@pytest.mark.parametrize("path", sorted((HERE / "wild").iterdir()), ids=lambda path: path.name)
def test_a_brief_is_accepted_as_its_author_meant_it(path: Path) -> None:
    expected = {**DEFAULTS, **FACTS[path.name]}
    found = _meant(read_brief(path.read_bytes(), path.name).brief)
    described = expected.get("descriptions", {})
    found["descriptions"] = {name: text for name, text in found["descriptions"].items() if name in described}
    assert {fact: found[fact] for fact in expected} == expected


def test_facts_are_told_of_every_brief_and_of_no_other() -> None:
    assert {path.name for path in (HERE / "wild").iterdir()} == set(FACTS)
