"""Shows a page in the browser, if there is one."""

from __future__ import annotations

import subprocess
import sys

from cli.terminal import hint


def show(address: str) -> None:
    """Says it, too: whether a window comes up, and where, nobody can tell.

    In a process of its own, which waits for no browser and keeps to itself what the desktop's openers print.
    """
    subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "webbrowser", address],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    hint(f"in your browser; should none come up, open {address} in one")
