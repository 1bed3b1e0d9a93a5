"""The command as the system starts it, many times: each run is forked from a process that has the big imports."""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from pathlib import Path

# Of other people: what is ours is imported by each run, as when somebody types the command.
_BIG = ["boto3", "botocore.session", "pydantic", "typer", "rich.live", "yaml", "anyascii", "jsonschema"]
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(_BIG)

_PATIENCE = 30  # seconds; only a run that hangs takes them
_ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


@dataclass(frozen=True)
class Start:
    """What somebody types, and where. `stdout`: a path, "closed pipe", or "closed" (stdin, too); None: it is read.

    Ctrl-C is typed at the import of the module `interrupted_at`, or after `interrupted_after` seconds.
    """

    words: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    stdout: str | None = None
    interrupted_at: str | None = None
    interrupted_after: float = _PATIENCE


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str
    left_running: bool

    @property
    def complaint(self) -> list[str]:
        return self.err.strip().splitlines()


def ended(start: Start, scratch: Path) -> Ended:
    """Runs it. `scratch` is a folder of this run alone: its temporary one, and where its local AWS is announced."""
    scratch.mkdir(parents=True)
    for name in ("stdout", "stderr"):
        (scratch / name).touch()
    process = _FORKS.Process(target=_run, args=(start, scratch))
    process.start()
    process.join(start.interrupted_after)
    if process.is_alive():
        os.killpg(process.pid or 0, signal.SIGINT)
        process.join(_PATIENCE)
    hangs = process.is_alive()
    left_running = _killed(process.pid or 0)
    process.join()
    out, err = ((scratch / name).read_text(errors="replace") for name in ("stdout", "stderr"))
    assert not hangs, f"{start} hangs: {err}"
    return Ended(process.exitcode or 0, out, err, left_running)


def _killed(group: int) -> bool:
    """Whether anything of the process group is still there a second later; it is not, afterwards."""
    deadline = time.monotonic() + 1
    try:
        while time.monotonic() < deadline:
            os.killpg(group, 0)
            time.sleep(0.005)  # until whoever is its parent has heard of its end
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _run(start: Start, scratch: Path) -> None:
    os.setsid()
    threading.Thread(target=_end_with_the_tests, daemon=True).start()
    _open_streams(start, scratch)
    os.environ.clear()
    os.environ.update({**_ENVIRONMENT, "TMPDIR": str(scratch), **start.environment})
    os.chdir(start.folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["creative", *start.words]
    from cli import files

    files.LOCAL = scratch / ".local"
    files.STATE_FILE = files.LOCAL / "stack.json"
    if start.interrupted_at:
        sys.meta_path.insert(0, _CtrlC(start.interrupted_at))
    from cli.entry import main

    try:
        main()
    finally:  # as Python itself does when it ends
        if sys.stdout:
            sys.stdout.flush()


def _end_with_the_tests() -> None:
    """However they end: `creative up` would run for ever."""
    if tests := multiprocessing.parent_process():
        tests.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _open_streams(start: Start, scratch: Path) -> None:
    encoding = start.environment.get("PYTHONIOENCODING", "utf-8")
    for number, place in enumerate((os.devnull, _output(start, scratch), scratch / "stderr")):
        os.dup2(place if isinstance(place, int) else os.open(place, os.O_WRONLY if number else os.O_RDONLY), number)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "rb", closefd=False)), encoding=encoding)
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "wb", closefd=False)), encoding=encoding)
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "wb", closefd=False)), encoding, write_through=True)
    if start.stdout == "closed":
        sys.stdin = sys.stdout = None


def _output(start: Start, scratch: Path) -> int | str | Path:
    if start.stdout != "closed pipe":
        return os.devnull if start.stdout == "closed" else start.stdout or scratch / "stdout"
    reading, writing = os.pipe()
    os.close(reading)
    return writing


class _CtrlC:
    def __init__(self, module: str) -> None:
        self._module = module

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name == self._module:
            signal.raise_signal(signal.SIGINT)
        return None
