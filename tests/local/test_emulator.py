"""MiniStack as a child: it is checked before, watched during, and gone after."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from local.emulator import running_emulator
from local.failure import LocalAwsFailed
from local.stack import local_aws
from tests.local.conftest import TINY

_REPOSITORY = TINY.parents[2]

# Starts the local AWS with a function that is running, tells the emulator's process group, and waits to be ended.
_RUN = f"""
import os, pathlib, subprocess, time
from local.stack import local_aws
with local_aws(root=pathlib.Path({str(TINY)!r})) as stack:
    stack.client("lambda").invoke(FunctionName="echo", Payload=b'{{"Records": []}}')
    children = ["pgrep", "-P", str(os.getpid()), "-f", "emulator_child"]
    print(subprocess.run(children, capture_output=True, text=True, check=True).stdout.strip(), flush=True)
    time.sleep(60)
"""


def _gone_within(seconds: float, process_group: int) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not _members(process_group):
            return True
        time.sleep(0.05)
    return False


def _members(process_group: int) -> int:
    """Living ones: who has lost its parent stays a zombie where nothing like init collects it."""
    listed = subprocess.run(["ps", "-axo", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    processes = [line.split() for line in listed.splitlines()]
    return sum(group == str(process_group) and not state.startswith("Z") for group, state in processes)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_and_no_file_outlives_the_local_aws_however_it_ends(end: signal.Signals, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(_REPOSITORY), "TMPDIR": str(tmp_path)}
    run = subprocess.Popen([sys.executable, "-c", _RUN], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert run.stdout
        process_group = int(run.stdout.readline())
        assert _members(process_group) >= 2  # the server and a function
        run.send_signal(end)
        run.wait(timeout=10)
    finally:
        run.kill()
    assert _gone_within(5, process_group)
    assert list(tmp_path.iterdir()) == []


def _emulators() -> list[str]:
    children = ["pgrep", "-P", str(os.getpid()), "-f", "emulator_child"]
    return subprocess.run(children, capture_output=True, text=True, check=False).stdout.split()


def test_a_failed_start_leaves_no_process(tmp_path: Path) -> None:
    before = _emulators()
    _write_program(tmp_path, "1 / 0")
    with pytest.raises(LocalAwsFailed, match="division by zero"), local_aws(root=tmp_path):
        pass
    assert _emulators() == before


def test_a_dead_emulator_is_told_with_the_end_of_its_log(tmp_path: Path) -> None:
    with running_emulator(None, "us-east-1", tmp_path) as emulator:
        emulator.check()
        emulator.log.write_text("the last thing it said\n")
        os.kill(emulator.pid, signal.SIGKILL)
        os.waitid(os.P_PID, emulator.pid, os.WEXITED | os.WNOWAIT)
        with pytest.raises(LocalAwsFailed) as failure:
            emulator.check()
    assert str(failure.value) == (
        f"MiniStack at {emulator.url} is dead (exit status -9); the end of its log:\nthe last thing it said"
    )


def test_an_emulator_that_dies_while_the_program_is_applied_is_the_reason_that_is_told(tmp_path: Path) -> None:
    known = _emulators()
    _write_program(
        tmp_path,
        "import os, signal, pulumi_aws as aws, tests.local.test_emulator as t\n"
        f"[new] = [int(pid) for pid in t._emulators() if pid not in {known!r}]\n"
        "os.kill(new, signal.SIGKILL)\n"
        "aws.sqs.Queue('inbox')",
    )
    with pytest.raises(LocalAwsFailed, match="is dead"), local_aws(root=tmp_path):
        pass


def test_another_version_of_ministack_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "ministack-1.6.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: ministack\nVersion: 1.6.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(LocalAwsFailed, match=r"needs ministack==1\.5\.33, found 1\.6\.0"), local_aws(root=TINY):
        pass


def _write_program(root: Path, program: str) -> None:
    (root / "Pulumi.yaml").write_text("name: small\n")
    (root / "Pulumi.local.yaml").write_text("config: {}\n")
    (root / "__main__.py").write_text(program)
