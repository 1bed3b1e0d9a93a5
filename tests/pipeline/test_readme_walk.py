"""What the README tells a newcomer to type, typed in its order, on the local AWS."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.files import ROOT
from cli.local_run import LocalState, announced
from cli.main import app
from cli.target import find_target
from tests.cli.talkative_browser import opened, talkative_browser
from tests.pipeline.pipeline import Pipeline

REFUSED = "examples/briefs/refused.json"


def _typed() -> list[list[str]]:
    """The lines of the first block that begins with activating the environment, but for `creative up`."""
    block = (ROOT / "README.md").read_text().split("    . .venv/bin/activate\n", 1)[1].split("\n\n", 1)[0]
    lines = [shlex.split(line, comments=True) for line in block.splitlines()]
    return [line[1:] for line in lines if line[1] != "up"]


def test_the_readmes_walk_works_as_it_stands_there(
    pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = pipeline.stack
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    state_file = tmp_path / "stack.json"
    monkeypatch.chdir(tmp_path)
    for name in ("CREATIVE_BUCKET", "CREATIVE_TABLE", "CREATIVE_BUS", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(find_target, "__kwdefaults__", {**(find_target.__kwdefaults__ or {}), "state_file": state_file})
    addresses = talkative_browser(tmp_path, monkeypatch)
    campaign_id, seen = "", []
    with announced(state_file, LocalState(stack.endpoint_url, stack.region, stack.outputs)):
        for words in _typed():
            seen.append(words[0])
            ran = CliRunner().invoke(app, [campaign_id if word == "ID" else word for word in words])
            assert ran.exit_code == (1 if REFUSED in words else 0), (words, ran.stdout, ran.stderr)
            if words[0] == "submit":
                [campaign_id] = re.findall(r"^(many-languages-\S+)$", ran.stdout, re.MULTILINE)
    assert {"init", "validate", "preview", "submit", "list", "status", "open", "download"} <= set(seen)
    assert (tmp_path / campaign_id / "index.html").as_uri() in opened(addresses, 2)
    assert (tmp_path / f"{campaign_id}.zip").exists()
    assert (tmp_path / "demo-preview/index.html").exists()
