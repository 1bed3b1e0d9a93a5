"""The command as the system starts it: whatever ends it, one line and an exit code, never a stack trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.main import get_command

from cli.files import STATE_FILE
from cli.local_run import only_one
from cli.main import app
from tests.cli.conftest import Run, write_brief

CREATIVE = "from cli.entry import main\nmain()"
INTERRUPTED_WHILE_IMPORTING = """
import signal, sys
class Field:
    def __set_name__(self, *_):
        signal.raise_signal(signal.SIGINT)
class Interrupts:
    def find_spec(self, name, *_):
        if name == {module!r}:
            {interrupt}
sys.meta_path.insert(0, Interrupts())
"""


def _run(*arguments: str | bytes, program: str = CREATIVE, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, stderr=subprocess.PIPE, timeout=60, check=False, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def brief(tmp_path: Path) -> str:
    return str(write_brief(tmp_path, campaign_message="涼しく過ごそう"))


def test_a_full_disk_is_said_in_one_line(brief: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = _run("validate", brief, stdout=full)
    assert (done.returncode, done.stderr) == (1, b"writing the output: no space left on device\n")


def test_a_reader_who_has_seen_enough_is_no_error_to_speak_of(brief: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = _run("validate", brief, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_terminal_without_the_letters_of_a_brief_shows_them_as_codes(brief: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = _run("validate", brief, stdout=subprocess.PIPE, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u6dbc\\u3057\\u304f" in done.stdout


def test_a_files_name_in_another_encoding_can_be_read(brief: str, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.json"
    Path(os.fsdecode(name)).write_bytes(Path(brief).read_bytes())
    done = _run("validate", name, stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"caf\\udce9.json: accepted" in done.stdout
    refused = _run("submit", name, "--bucket", "b")
    assert refused.stderr.endswith(b"a key in S3 is UTF-8 text, this file's name is not: rename it\n")


@pytest.mark.parametrize("module", ["cli.main", "cli.terminal"])
@pytest.mark.parametrize("interrupt", ["signal.raise_signal(signal.SIGINT)", "type('Made', (), {'of': Field()})"])
def test_ctrl_c_while_it_imports_is_one_word(brief: str, module: str, interrupt: str) -> None:
    program = INTERRUPTED_WHILE_IMPORTING.format(module=module, interrupt=interrupt) + CREATIVE
    done = _run("validate", brief, program=program)
    assert (done.returncode, done.stderr) == (130, b"interrupted\n")


def test_a_name_of_two_lines_is_none(run: Run) -> None:
    ran = run("list", "--table", "a\nb")
    assert ran.code == 2
    assert "a name is one line of text" in ran.err


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("creative 0.")


def test_every_help_shows_all_that_is_written_for_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Square brackets would be read as markup."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("typer.rich_utils.MAX_WIDTH", 200)
    commands = get_command(app).commands  # type: ignore[attr-defined]
    texts = {(name, p.help) for name, command in commands.items() for p in command.params if getattr(p, "help", None)}
    shown = {name: " ".join(run(name, "--help").out.replace("│", " ").split()) for name in commands}
    assert [(name, text) for name, text in texts if text not in shown[name]] == []


def test_a_second_local_aws_is_refused_before_it_starts(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state_file = tmp_path / "stack.json"
    monkeypatch.setattr("cli.commands.up.STATE_FILE", state_file)
    with only_one(state_file):
        assert run("up").complaint == "another `creative up` runs already or is starting: wait for it, or end it first"


def test_a_closed_terminal_ends_the_local_aws_and_leaves_nothing_behind(tmp_path: Path) -> None:
    state_file = tmp_path / STATE_FILE.name
    program = f"import pathlib, cli.commands.up\ncli.commands.up.STATE_FILE = pathlib.Path({str(state_file)!r})\n"
    command = [sys.executable, "-c", program + CREATIVE, "up"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as up:
        deadline = time.monotonic() + 120
        while not state_file.exists() and up.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        assert state_file.exists()
        up.send_signal(signal.SIGHUP)
        assert up.wait(60) == 0
    assert not state_file.exists()
