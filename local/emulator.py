"""MiniStack as a child process on 127.0.0.1, with an environment of its own."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.failure import LocalAwsFailed

MINISTACK = "1.5.33"
HOST = "127.0.0.1"
ACCESS_KEY = "test"
SECRET_KEY = "test"  # noqa: S105 the emulator's documented root key, good for nothing else
ACCOUNT = "000000000000"

_START_SECONDS = 30.0
_LOG_TAIL_LINES = 15


class Emulator:
    """A running MiniStack. `url` is its endpoint for every AWS service, `pid` also its process group's id."""

    def __init__(self, process: subprocess.Popen[bytes], url: str, log: Path) -> None:
        self._process = process
        self.pid = process.pid
        self.url = url
        self.log = log

    def check(self) -> None:
        """Raises LocalAwsFailed, with the end of its log, if the emulator is dead."""
        status = self._process.poll()
        if status is not None:
            raise LocalAwsFailed(f"MiniStack at {self.url} is dead (exit status {status}); {self._log_tail()}")

    def wait_until_healthy(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            self.check()
            try:
                urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=1).close()  # noqa: S310 our own http URL
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)
            else:
                return
        raise LocalAwsFailed(
            f"MiniStack did not answer at {self.url} within {_START_SECONDS:.0f} s; {self._log_tail()}"
        )

    def kill(self) -> None:
        """Ends the server and its function workers at once: nothing of theirs outlives the run anyway."""
        if self._process.stdin:
            self._process.stdin.close()
        with contextlib.suppress(ProcessLookupError):  # all of them are gone already
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def _log_tail(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-_LOG_TAIL_LINES:]
        return "\n".join(["the end of its log:", *lines]) if lines else "its log is empty"


@contextmanager
def running_emulator(port: int | None, region: str, log_dir: Path | None) -> Iterator[Emulator]:
    """MiniStack on `port` of 127.0.0.1 (None: a free one), logging to `log_dir`/ministack.log (None: a temporary one).

    Raises LocalAwsFailed for another MiniStack version, a busy port, and an emulator that dies or stays silent.
    """
    _check_version()
    port = _checked_port(port)
    # What a killed worker leaves behind may still be written to while we delete it.
    with tempfile.TemporaryDirectory(prefix="creative-local-", ignore_cleanup_errors=True) as scratch:
        if log_dir:
            log_dir.mkdir(parents=True, exist_ok=True)
        log = (log_dir or Path(scratch)) / "ministack.log"
        emulator = Emulator(_start(port, region, Path(scratch), log), f"http://{HOST}:{port}", log)
        try:
            emulator.wait_until_healthy()
            yield emulator
        finally:
            emulator.kill()


def _check_version() -> None:
    try:
        found = importlib.metadata.version("ministack")
    except importlib.metadata.PackageNotFoundError:
        found = "none"
    if found != MINISTACK:
        raise LocalAwsFailed(
            f"the local AWS needs ministack=={MINISTACK}, found {found}: pip install ministack=={MINISTACK}"
        )


def _checked_port(port: int | None) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port or 0))
        except OSError as error:
            raise LocalAwsFailed(
                f"port {port} of {HOST} can't be used ({error.strerror}): choose another one"
            ) from None
        chosen: int = probe.getsockname()[1]
        return chosen


def _start(port: int, region: str, scratch: Path, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(  # noqa: S603 our own script, our own interpreter
            # -P: this folder must not become the first place where functions look for modules.
            [sys.executable, "-P", str(Path(__file__).with_name("emulator_child.py"))],
            env=_environment(port, region, scratch),
            cwd=scratch,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _environment(port: int, region: str, scratch: Path) -> dict[str, str]:
    """An allow-list: every function inherits it, so nothing of the user's shell may be in it."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(scratch),  # no ~/.aws
        "TMPDIR": str(scratch),
        "LANG": "en_US.UTF-8",  # as on Lambda
        "TZ": ":UTC",  # as on Lambda
        "GATEWAY_PORT": str(port),
        "BIND_HOST": HOST,
        "MINISTACK_HOST": HOST,
        "MINISTACK_REGION": region,
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "LAMBDA_EXECUTOR": "local",
        "DOCKER_HOST": f"unix://{scratch}/no-docker.sock",  # keep away from the containers of other MiniStacks
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
    }
