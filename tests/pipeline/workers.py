"""Kills functions of the local AWS, as Lambda kills one that runs out of memory."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from local.stack import LocalStack


def kill_a_worker(stack: LocalStack, lot: random.Random) -> bool:
    """Whether there was one, busy or not."""
    found = sorted(_workers(stack.pid))
    with suppress(ProcessLookupError):  # it has ended by itself this moment
        if found:
            os.kill(lot.choice(found), signal.SIGKILL)
    return bool(found)


def _workers(emulator: int) -> Iterator[int]:
    """The other processes of the emulator's group."""
    for folder in Path("/proc").iterdir():
        with suppress(ValueError, ProcessLookupError):
            pid = int(folder.name)
            if pid != emulator and os.getpgid(pid) == emulator:
                yield pid
