"""Builds the stages' images, starts each under Lambda's runtime interface emulator and invokes it once. Needs Docker.

    python3 -m tests.images.check            # all stages
    python3 -m tests.images.check variants

Beside this file lies a recorded message for each stage, with the answer that it gets without AWS. Nothing but the
standard library is imported: CI runs it without the virtual environment.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENVIRONMENT = HERE / "environment.env"

_ROOT = HERE.parents[1]
_PLATFORM = "linux/amd64"
_START_SECONDS = 30.0
_ANSWER_SECONDS = 120.0


def recorded(stage: str) -> dict[str, Any]:
    """`event` is what Lambda hands to the stage's function, `answer` what the function returns."""
    message: dict[str, Any] = json.loads((HERE / f"{stage}.json").read_text())
    return message


def stages() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.json"))


def check(stage: str) -> None:
    """Raises AssertionError with both answers where the image's is not the recorded one."""
    start = time.monotonic()
    tag = f"creative-automation-{stage}:check"
    build = ["buildx", "build", "--load", "--provenance=false", "--platform", _PLATFORM, "--tag", tag]
    _docker(*build, "--file", f"services/{stage}/Dockerfile", ".")
    size = int(_output("image", "inspect", "--format", "{{.Size}}", tag)) / 1_000_000
    print(f"{stage}: built in {time.monotonic() - start:.0f} s, {size:.0f} MB", flush=True)
    message = recorded(stage)
    with _started(tag) as url:
        answer = _invoke(url, message["event"])
        assert answer == message["answer"], f"{stage}: expected {message['answer']}, found {answer}"
    print(f"{stage}: started, and answered as recorded", flush=True)


@contextmanager
def _started(tag: str) -> Iterator[str]:
    """The URL that invokes the function; its log is printed at the end."""
    container = _output(
        "run", "--detach", "--platform", _PLATFORM, "--env-file", str(ENVIRONMENT), "--publish", "127.0.0.1::8080", tag
    )
    try:
        address = _output("port", container, "8080/tcp").splitlines()[0]
        yield f"http://{address}/2015-03-31/functions/function/invocations"
    finally:
        _docker("logs", container)
        _docker("rm", "--force", container)


def _invoke(url: str, event: dict[str, Any]) -> Any:
    """The function's answer; the emulator is asked again until it listens."""
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, json.dumps(event).encode(), timeout=_ANSWER_SECONDS) as response:  # noqa: S310
                return json.load(response)
        except (ConnectionError, urllib.error.URLError, HTTPException):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _docker(*arguments: str) -> None:
    subprocess.run(["docker", *arguments], cwd=_ROOT, check=True)


def _output(*arguments: str) -> str:
    return subprocess.check_output(["docker", *arguments], cwd=_ROOT, text=True).strip()


if __name__ == "__main__":
    for name in sys.argv[1:] or stages():
        check(name)
