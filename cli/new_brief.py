"""A brief as a file that somebody fills in: what is known of it, and every other field as a comment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from textwrap import wrap

import yaml

from briefs.documents import read_tree
from briefs.read import ReadBrief, read_brief
from shared.brief import Brief, Product, wanted
from shared.frozen import Frozen
from shared.problems import BriefRefused

_COLUMNS = 100
_OF_A_PRODUCT = ("description", "existing_assets")


def brief_of(fields: dict[str, object]) -> ReadBrief:
    """Fields as freely spelled as in any brief. Raises BriefRefused."""
    return read_brief(json.dumps(fields).encode(), "brief.json")


def brief_of_products(data: bytes, filename: str, message: str) -> ReadBrief:
    """A CSV file's products; `message` is the campaign's where the file has none. Raises BriefRefused."""
    try:
        return read_brief(data, filename)
    except BriefRefused as refused:
        try:
            rows, _ = read_tree(data, filename)
            sheets = {"Campaign": [{"campaign_message": message}], "Products": rows}
            return read_brief(json.dumps(sheets).encode(), f"{PurePath(filename).stem}.json")
        except BriefRefused:
            raise refused from None


def brief_file(brief: Brief) -> str:
    """YAML that is read as this very brief."""
    given = brief.model_dump(mode="json", exclude_defaults=True)
    parts = ["# A campaign brief. Take the # away before a field that you fill in.\n"]
    for name in Brief.model_fields:
        comments = list(_comment(Brief, name))
        if name == "products":
            comments += [line for each in _OF_A_PRODUCT for line in _comment(Product, each, f"{each}: ")]
        text = f"# {name}:\n"
        if name in given:
            text = yaml.safe_dump({name: given[name]}, allow_unicode=True, sort_keys=False, width=10_000)
        parts.append("".join(f"# {line}\n" for line in comments) + text)
    return "\n".join(parts)


def _comment(model: type[Frozen], field: str, before: str = "") -> Iterator[str]:
    yield from wrap(before + wanted(model, field), _COLUMNS, break_on_hyphens=False)
