"""Shows a page in the browser, if there is one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cli.terminal import hint


def show(page: Path) -> None:
    """Says the address, too: whether a window comes up, and where, nobody can tell.

    In a process of its own, which waits for no browser and keeps to itself what the desktop's openers print.
    """
    address = page.resolve().as_uri()
    subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "webbrowser", address],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    hint(f"in your browser; should none come up, open {address} in one")
