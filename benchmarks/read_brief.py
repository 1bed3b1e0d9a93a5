"""CPU seconds to read the largest brief that is taken (1 MiB): texts of many products, unknown fields, nesting."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from briefs.documents import MAX_BYTES
from briefs.read import read_brief
from shared.problems import BriefRefused

BAR = 2.0


def main() -> None:
    for name, brief in BRIEFS.items():
        data = json.dumps(brief(), ensure_ascii=False).encode()
        assert len(data) <= MAX_BYTES
        started = time.process_time()
        try:
            read = read_brief(data, "brief.json")
            said = f"accepted, {len(read.notes)} notes"
        except BriefRefused as refused:
            said = f"refused, {len(refused.problems)} problems"
        seconds = time.process_time() - started
        print(f"{name:<28}{len(data):>10,} bytes {seconds:>6.2f} s (bar {BAR:.0f} s)  {said}")


def _products() -> dict[str, Any]:
    """200 products of 5 KB, each with texts in 14 languages."""
    texts = {f"en-{number}": {"headline": "Fresh and cold " * 5, "cta": "Shop now"} for number in range(100, 114)}
    product = {"localizations": texts, "features": ["steel", "blue"] * 20, "images": {"hero": "a/b.png", "x": "c.png"}}
    products = [{"name": f"Product {number}", **product, "notes": "n" * 1500} for number in range(200)]
    return {"campaign_name": "Large", "campaign_message": "Stay cool", "products": products}


def _unknown() -> dict[str, Any]:
    """As many unknown fields as fit, no two of them alike."""
    fields = {f"field_{number}_of_something": f"value {number}" for number in range(20_000)}
    return {"campaign_name": "Large", "campaign_message": "Stay cool", "products": ["Cup"], **fields}


def _nested() -> dict[str, Any]:
    """Known words below many sections, all saying something else."""
    section = {"visuals": {"mood": "bright", "palette_hint": "blue"}, "misc": {"headline": "Cold", "cta": "Go"}}
    sections = {f"section_{number}": {**section, "n": number, "text_x": "t" * 60} for number in range(4500)}
    return {"campaign_name": "Large", "campaign_message": "Stay cool", "products": ["Cup"], **sections}


def _colors() -> dict[str, Any]:
    """A field for each colour, and an unclosed bracket behind very many commas."""
    fields = {f"brand_color {number}": f"#{number:06x}" for number in range(12_000)}
    return {
        "campaign_name": "Large",
        "campaign_message": "Stay cool",
        "products": ["Cup"],
        "colors": ",(" * 200_000,
        **fields,
    }


def _languages() -> dict[str, Any]:
    """Texts in languages that nobody speaks."""
    texts = {f"de-x-a{number}": "Frisch" for number in range(30_000)}
    return {"campaign_name": "Large", "campaign_message": "Stay cool", "products": ["Cup"], "translations": texts}


def _affixes() -> dict[str, Any]:
    """Names out of nothing but what can be taken off."""
    fields = {f"{'ad' * 14}{number}{'key' * 6}": "v" for number in range(12_000)}
    return {"campaign_name": "Large", "campaign_message": "Stay cool", "products": ["Cup"], **fields}


BRIEFS: dict[str, Callable[[], dict[str, Any]]] = {
    "products and languages": _products,
    "unknown fields": _unknown,
    "known words, nested": _nested,
    "colours": _colors,
    "unknown languages": _languages,
    "prefixes and endings": _affixes,
}

if __name__ == "__main__":
    main()
