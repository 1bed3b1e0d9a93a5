"""Every command, wherever it is started and whatever is typed for it: one line, the right exit code, nothing left.

A new command is tried as soon as the app has it. `make test` tries a part of the combinations, `make soak` all.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.every_command import BRIEF, Command, every_command
from tests.cli.started import Ended, Start, ended

_NO_SETTINGS = {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_MAX_ATTEMPTS": "1",
}
_NAMES = {"CREATIVE_BUCKET": "b-bucket", "CREATIVE_TABLE": "t-table", "CREATIVE_BUS": "b-bus"}
_KEYS = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
_REGION = {"AWS_DEFAULT_REGION": "us-east-1"}
_NO_AWS = {**_NO_SETTINGS, **_NAMES, **_KEYS, **_REGION, "AWS_ENDPOINT_URL": "http://127.0.0.1:1"}
_NOT_WRITABLE = Path("/proc")  # also for root, which is who runs tests in a container

_HERE = Start((), Path(), _NO_AWS)
SITUATIONS = {
    "no AWS": _HERE,
    "no credentials": replace(_HERE, environment={**_NO_SETTINGS, **_NAMES, **_REGION}),
    "no region": replace(_HERE, environment={**_NO_SETTINGS, **_NAMES, **_KEYS}),
    "no such profile": replace(_HERE, environment={**_NO_SETTINGS, **_NAMES, "AWS_PROFILE": "nobody"}),
    "no stack": replace(_HERE, environment={**_NO_SETTINGS, "PATH": "/nowhere"}),
    "a folder that can't be written": replace(_HERE, folder=_NOT_WRITABLE),
    "a reader who has seen enough": replace(_HERE, stdout="closed pipe"),
    "a full disk": replace(_HERE, stdout="/dev/full"),
    "an ASCII terminal": replace(_HERE, environment={**_NO_AWS, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}),
    "closed streams": replace(_HERE, stdout="closed"),
    "Ctrl-C at the first import": replace(_HERE, interrupted_at="cli.main"),
    "Ctrl-C at an import of its own": replace(_HERE, interrupted_at="cli.terminal"),
}
_COMMANDS = every_command()
_STARTS_A_LOCAL_AWS = ("demo",), ("up",)  # and so takes seconds, whatever the situation
_QUICK = [command for command in _COMMANDS if command.name not in _STARTS_A_LOCAL_AWS]
_SECONDS = 8.0  # then Ctrl-C is typed: what goes on by itself ends there, too


@pytest.fixture
def silent_aws() -> Iterator[dict[str, str]]:
    """An endpoint that takes every call, and answers none."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield {**_NO_AWS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.getsockname()[1]}"}


def _ended_well(start: Start, scratch: Path) -> Ended:
    """Fails for more than a line, a wrong exit code, a trace, a process or a file that is left behind."""
    folder = scratch / "folder"
    folder.mkdir(parents=True)
    product = {"name": "Flasche für 涼しく"}
    (folder / BRIEF).write_text(json.dumps({"campaign_name": "Summer", "message": "涼", "products": [product]}))
    if start.folder == Path():
        start = replace(start, folder=folder)
    else:
        start = replace(start, words=tuple(str(folder / word) if word == BRIEF else word for word in start.words))
    run = ended(start, scratch / "run")
    told = f"{start.words}: exit code {run.code}\n{run.out}\n{run.err}"
    assert run.code in (0, 1, 2, 130), told
    assert not any(trace in run.err for trace in ("Traceback", 'File "', "Exception ignored")), told
    assert run.code != 1 or start.stdout or run.out or run.complaint, told
    assert run.code != 1 or len(run.complaint) <= 3, told
    assert run.code != 130 or run.complaint[-1] == "interrupted", told
    assert not run.left_running, told
    left = [path.name for place in (folder, scratch / "run") for path in place.rglob("*")]
    assert not [name for name in left if name.endswith(".part") or name.startswith(("stack.json", "creative-local"))]
    return run


def _lines(command: Command) -> list[tuple[str, ...]]:
    return [command.words, *((*command.words, flag) for flag in command.flags)]


def _id(value: object) -> str:
    return " ".join(value.name) if isinstance(value, Command) else str(value)


@pytest.mark.parametrize("command", _QUICK, ids=_id)
def test_a_command_ends_in_one_line_in_some_situations(command: Command, tmp_path: Path) -> None:
    names = list(SITUATIONS)
    first = _QUICK.index(command)
    for name in (names[(first + step) % len(names)] for step in (0, len(names) // 2)):
        _ended_well(replace(SITUATIONS[name], words=command.words, interrupted_after=_SECONDS), tmp_path / name)


@pytest.mark.soak
@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("command", _COMMANDS, ids=_id)
def test_a_command_ends_in_one_line_in_every_situation(command: Command, situation: str, tmp_path: Path) -> None:
    for number, words in enumerate([*_lines(command), (*command.words, "--help")]):
        start = replace(SITUATIONS[situation], words=words, interrupted_after=_SECONDS)
        _ended_well(start, tmp_path / str(number))


@pytest.mark.soak
@pytest.mark.parametrize("command", _COMMANDS, ids=_id)
def test_ctrl_c_ends_a_command_while_aws_does_not_answer(
    command: Command, silent_aws: dict[str, str], tmp_path: Path
) -> None:
    for number, words in enumerate(_lines(command)):
        for seconds in (1.0, 3.0):
            start = Start(words, Path(), silent_aws, interrupted_after=seconds)
            _ended_well(start, tmp_path / f"{number}-{seconds}")


@pytest.mark.soak
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("command", _COMMANDS, ids=_id)
def test_whatever_is_typed_wrongly_for_a_command_is_told(command: Command, tmp_path: Path) -> None:
    for number, words in enumerate(command.misspelled):
        run = _ended_well(replace(_HERE, words=words, interrupted_after=_SECONDS), tmp_path / f"misspelled-{number}")
        assert "--no-such-option" not in words or run.code == 2, run.err
    for number, words in enumerate(command.wrong):
        _ended_well(replace(_HERE, words=words, interrupted_after=_SECONDS), tmp_path / f"wrong-{number}")
