"""Renders files of doubtful origin in a process of its own, whose time and memory are limited and measured.

Run as a module it is that process: it reads files from standard input, and writes one line of JSON for each.
"""

from __future__ import annotations

import json
import os
import re
import resource
import selectors
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 5.0  # of processor time: what else the machine does must not matter
PATIENCE = 100.0  # seconds after which a process without an answer hangs, on the busiest of machines
MEGABYTES = 1000
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file.

    `result` is "rendered" (or "opened"), the refusal's code, or "crash", "hang" or "error", which must not be.

    `seconds` are of processor time, `megabytes` the peak above what the process held before.
    """

    result: str
    reason: str
    seconds: float
    megabytes: float


class Confined:
    """One process, started again where it died. `render` draws one variant of what could be opened."""

    def __init__(self, *, render: bool = True) -> None:
        self._render = render
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", __name__, *(["render"] if self._render else [])]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        # Its imports are no file's fault, and take no file's time.
        assert process.stdout
        assert process.stdout.readline() == b"ready\n", "the process for doubtful files did not start"
        return process

    @property
    def pid(self) -> int:
        return self._process.pid

    def __enter__(self) -> Confined:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> int:
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        return self._process.wait()

    def take(self, data: bytes, patience: float = PATIENCE) -> Outcome:
        try:
            line = self._exchange(data, patience)
        except TimeoutError:
            self._stop()
            self._process = self._start()
            return Outcome("hang", f"no answer in {patience:g} s", 0, 0)
        if not line:
            code = self._process.wait()
            self._stop()
            self._process = self._start()
            return Outcome("crash", f"exit code {code}", 0, 0)
        return Outcome(**json.loads(line))

    def _exchange(self, data: bytes, patience: float) -> bytes:
        """The line that answers; empty where the process ended. Raises TimeoutError."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin
        assert stdout
        try:
            stdin.write(struct.pack(">I", len(data)) + data)
            stdin.flush()
        except BrokenPipeError:
            return b""
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            if not selector.select(patience):
                raise TimeoutError
        return stdout.readline()


def _memory(field: str) -> float:
    found = re.search(rf"{field}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) / 1024


def _reset_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _outcome(data: bytes, *, draw: bool) -> dict[str, Any]:
    from rendering.render import open_picture
    from shared.problems import GivenUp
    from tests.render.variants import SQUARE, variants

    _reset_peak()
    before, started, reason = _memory("VmRSS"), time.process_time(), ""
    try:
        if draw:
            variants(data, "Live green", names=[SQUARE])
        else:
            open_picture(data)
        result = "rendered" if draw else "opened"
    except GivenUp as unusable:
        result, reason = unusable.code, unusable.reason
    except Exception as error:  # noqa: BLE001 - reported: that there is none is what the tests are for
        result, reason = "error", repr(error)
    seconds = time.process_time() - started
    return {"result": result, "reason": reason, "seconds": seconds, "megabytes": _memory("VmHWM") - before}


def _serve(*, draw: bool) -> None:
    from tests.render.pictures import file, plain

    _outcome(file(plain()), draw=draw)  # fonts and codecs are loaded before anything is measured
    room = int(_memory("VmSize") + MEGABYTES) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    answers = os.fdopen(os.dup(1), "w")
    print("ready", file=answers, flush=True)
    while header := sys.stdin.buffer.read(4):
        (length,) = struct.unpack(">I", header)
        print(json.dumps(_outcome(sys.stdin.buffer.read(length), draw=draw)), file=answers, flush=True)


if __name__ == "__main__":
    _serve(draw=sys.argv[1:] == ["render"])
