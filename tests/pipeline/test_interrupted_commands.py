"""Ctrl-C at whatever a command is at: asking, uploading, waiting, downloading. It ends, and leaves nothing behind."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.cli.every_command import BRIEF, NOBODYS_ID, Command, every_command
from tests.cli.started import Start, ended
from tests.pipeline.briefs import brief, product_picture
from tests.pipeline.pipeline import Pipeline
from tests.pipeline.stalling import stalling

_BYTES = 1_000, 6_000, 30_000, 150_000  # after which the line goes dead
_SECONDS = 4.0  # until Ctrl-C
_PROMPTLY = 15.0  # seconds from then to the end
_COMMANDS = [command for command in every_command() if any("--stack" in each.opts for each in command.parameters)]


@pytest.fixture(scope="module")
def campaign_id(ear: Pipeline) -> str:
    return ear.run(brief("Interrupted", "Interrupted Lamp", "Interrupted Cup"), "interrupted.json").campaign_id


@pytest.mark.soak
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("command", _COMMANDS, ids=lambda command: " ".join(command.name))
def test_ctrl_c_ends_a_command_on_a_dead_line(
    pipeline: Pipeline, campaign_id: str, command: Command, tmp_path: Path
) -> None:
    typed = [campaign_id if word == NOBODYS_ID else word for word in command.words]
    for flags in ((), *((flag,) for flag in command.flags if flag != "--open")):
        for after in _BYTES:
            _interrupted(pipeline, (*typed, *flags), after, tmp_path / f"{'-'.join(flags)}{after}")
    pipeline.wait_until_idle()
    pipeline.listen()


def _interrupted(pipeline: Pipeline, words: tuple[str, ...], after: int, scratch: Path) -> None:
    folder = scratch / "folder"
    folder.mkdir(parents=True)
    (folder / BRIEF).write_text(json.dumps(brief("Typed", {"name": "Typed Lamp", "existing_assets": "lamp.png"})))
    (folder / "lamp.png").write_bytes(product_picture())
    with stalling(pipeline.stack.endpoint_url, after) as (endpoint, dead):
        outputs = pipeline.stack.outputs
        environment = {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_DEFAULT_REGION": pipeline.stack.region,
            "AWS_ACCESS_KEY_ID": pipeline.stack.access_key,
            "AWS_SECRET_ACCESS_KEY": pipeline.stack.secret_key,
            "CREATIVE_BUCKET": outputs["bucket"],
            "CREATIVE_TABLE": outputs["table"],
            "CREATIVE_BUS": outputs["busName"],
        }
        began = time.monotonic()
        run = ended(Start(words, folder, environment, interrupted_after=_SECONDS), scratch / "run")
        took = time.monotonic() - began
    told = f"{words}, dead after {after} bytes: exit code {run.code}\n{run.out}\n{run.err}"
    assert run.code == 130 if dead.is_set() else run.code in (0, 1, 130), told
    assert run.code != 130 or run.complaint[-1] == "interrupted", told
    assert "Traceback" not in run.err, told
    assert took < _SECONDS + _PROMPTLY, told
    assert not run.left_running, told
    assert not [path for path in folder.rglob("*") if path.name.endswith(".part")], told
