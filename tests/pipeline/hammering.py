"""Schemathesis makes calls of the API's own document, over HTTP, and holds what is answered against it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.pipeline.briefs import brief
from tests.pipeline.caller import Caller
from tests.pipeline.pipeline import Pipeline

# Not every brief that fits the schema can be run, nor is every text a cursor; other methods are calls that there
# are not: 404, as for any other path.
_EXCLUDED = "positive_data_acceptance,unsupported_method"
_PRODUCTS = "Hammered Lamp", "Hammered Cup"
# Schemathesis looks whether what was deleted is gone: it would miss that of a dry run.
_DELETED_FOR_GOOD = """
[[operations]]
include-name = "DELETE /campaigns/{campaign_id}"
[operations.parameters]
"query.dry_run" = false
"""

Statuses = Mapping[str, Counter[int]]


def campaigns_to_find(pipeline: Pipeline, complete: int) -> list[str]:
    """The ids of as many that are complete, of one whose product may be redriven, and of a refused brief."""
    document = brief("Hammered", *_PRODUCTS, formats=["twitter-card"])
    uploads = [pipeline.upload(document, f"hammered-{number}.json") for number in range(complete)]
    pipeline.stack.image_model.fail_next("AccessDeniedException", times=9, when="Broken Lamp")
    uploads.append(pipeline.upload(brief("Broken", "Broken Lamp", formats=["twitter-card"]), "hammered-broken.json"))
    uploads.append(pipeline.upload({"campaign_name": "No products"}, "hammered-refused.json"))
    ids = [pipeline.outcome(upload).campaign_id for upload in uploads]
    pipeline.stack.image_model.forget()
    return ids


def hammered(caller: Caller, folder: Path, campaigns: Sequence[str], *options: str) -> Statuses:
    """How often each call of the document was answered how; never by a 5xx, or by what is not in the document."""
    url = f"{caller.url}/api"
    (folder / "schemathesis.toml").write_text(_likely(campaigns) + _DELETED_FOR_GOOD)
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{url}/openapi.json", "--url", url, "--no-color"]
    signed_in = ["--header", f"Authorization: Bearer {caller.token}"] if caller.token else []
    done = subprocess.run(
        [*command, *signed_in, "--exclude-checks", _EXCLUDED, "--report-har-path", "calls.json", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return _statuses(json.loads((folder / "calls.json").read_text()), caller.get("/openapi.json").json["paths"], url)


def _likely(campaigns: Sequence[str]) -> str:
    """Values that are tried more often than chance would find them, as Schemathesis' own settings."""
    likely = {
        "path.campaign_id": campaigns,
        "path.product_id": ["hammered-lamp-0", "hammered-cup-1"],
        "body.name": ["brief.json", "brief.yaml", "picture.png"],
        "body.text": [json.dumps(brief("Hammered anew", each, formats=["twitter-card"])) for each in _PRODUCTS],
    }
    return "\n".join(
        f'[dictionaries."{name}"]\nvalues = {json.dumps(values)}\n'
        f'[parameters."{name}"]\ndictionary = "{name}"\nprobability = 0.7'
        for name, values in likely.items()
    )


def _statuses(report: dict[str, Any], document: dict[str, Any], url: str) -> Statuses:
    patterns = {path: re.compile(urlsplit(url).path + re.sub(r"{\w+}", "[^/]+", path)) for path in document}
    found = {f"{method.upper()} {path}": Counter[int]() for path, methods in document.items() for method in methods}
    for entry in report["log"]["entries"]:
        called, method = urlsplit(entry["request"]["url"]).path, entry["request"]["method"]
        for path, pattern in patterns.items():
            if pattern.fullmatch(called) and f"{method} {path}" in found:
                found[f"{method} {path}"][entry["response"]["status"]] += 1
    return found
