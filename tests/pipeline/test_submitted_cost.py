"""What `creative submit` says a campaign will cost is what its manifest says it came to, to the cent."""

from __future__ import annotations

import json
import random
import re
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from tests.pipeline.briefs import brief, product_picture
from tests.pipeline.pipeline import Outcome, Pipeline, Upload

MESSAGES = {"de": "Bleib frisch", "fr": "Restez au frais", "ja": "涼しく過ごそう"}
KINDS = ("new", "cached", "in the bucket", "in a folder", "beside", "given", "missing", "other case", "second choice")


@pytest.fixture
def on_stack(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    """The environment that `creative up` prints for other AWS clients."""
    stack = pipeline.stack
    environment = {
        "CREATIVE_BUCKET": pipeline.bucket,
        "CREATIVE_TABLE": stack.outputs["table"],
        "AWS_ENDPOINT_URL": stack.endpoint_url,
        "AWS_DEFAULT_REGION": stack.region,
        "AWS_ACCESS_KEY_ID": stack.access_key,
        "AWS_SECRET_ACCESS_KEY": stack.secret_key,
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for path in ("varied/bottle.png", "varied/folder/product.png"):
        pipeline.asset(path, product_picture())
    return pipeline


def _product(kind: str, name: str, folder: Path) -> tuple[dict[str, Any], list[str]]:
    """A product of the brief, and options that it needs."""
    own = f"{name}.png"
    paths: dict[str, Any] = {
        "in the bucket": "varied/bottle.png",
        "in a folder": "varied/folder/",
        "beside": f"./{own}",
        "given": f"varied/{own}",
        "missing": f"varied/nowhere-{own}",
        "other case": "varied/Bottle.png",
        "second choice": [f"varied/nowhere-{own}", own],
    }
    if kind in ("beside", "given", "second choice"):
        (folder / own).write_bytes(product_picture(f"#{len(name) * 9 % 90 + 10}4060"))
    options = ["--asset", f"{folder / own}={paths['given']}"] if kind == "given" else []
    named = "Copper kettle" if kind == "cached" else name
    return {"name": named} | ({"image": paths[kind]} if kind in paths else {}), options


def _submitted(folder: Path, number: int) -> tuple[str, Decimal]:
    """A brief of products of every kind, in some languages: the campaign's id and the cost that was said before."""
    chance, folder = random.Random(number), folder / str(number)
    folder.mkdir()
    kinds = [KINDS[(number + n * 4) % len(KINDS)] for n in range(chance.randint(1, 3))]
    products, options = zip(*(_product(k, f"Varied {number}-{n}", folder) for n, k in enumerate(kinds)), strict=True)
    messages = dict(chance.sample(sorted(MESSAGES.items()), chance.randint(0, 2)))
    path = folder / f"varied-{number}.json"
    path.write_text(
        json.dumps(brief(f"Varied {number}", *products, messages=messages, formats=["twitter-card"])), encoding="utf-8"
    )
    ran = CliRunner().invoke(app, ["submit", str(path), "--yes", *chain.from_iterable(options)])
    assert ran.exit_code == 0, ran.stderr
    [said] = re.findall(r"([\d.]+) USD for \d+ picture", ran.stderr)
    campaign_id = ran.stdout.strip()
    assert campaign_id in CliRunner().invoke(app, ["list"]).stdout, "who submits and lists at once finds it"
    return campaign_id, Decimal(said)


def _outcome(pipeline: Pipeline, campaign_id: str) -> Outcome:
    campaign = pipeline.campaigns.campaign(campaign_id)
    assert campaign is not None
    return pipeline.outcome(Upload(campaign.brief.bucket, campaign.brief.key, campaign.brief.version))


def _assert_as_said(pipeline: Pipeline, folder: Path, numbers: range) -> None:
    said = dict(_submitted(folder, number) for number in numbers)
    costs = {}
    for campaign_id in said:
        manifest = _outcome(pipeline, campaign_id).manifest
        assert manifest.status == "completed"
        costs[campaign_id] = manifest.cost
    assert costs == said
    assert len(set(costs.values())) > 2, "they were meant to differ"


def test_what_submit_says_is_what_the_campaign_costs(on_stack: Pipeline, tmp_path: Path) -> None:
    _assert_as_said(on_stack, tmp_path, range(3))


@pytest.mark.soak
def test_what_submit_says_is_what_thirty_varied_campaigns_cost(on_stack: Pipeline, tmp_path: Path) -> None:
    _assert_as_said(on_stack, tmp_path, range(30))
