"""Starts the `creative` command: what may end it before, or after, a command of its own ends in one line, too."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

_INTERRUPTED = 130


def main() -> None:
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started it
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 - for the rest of the run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without the letters of a brief, or a file's name that is no text, ends no command.
            stream.reconfigure(errors="backslashreplace")
    code = 1
    try:
        code = _ran()
        sys.stdout.flush()  # here, where a full disk can be said
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # a reader who has seen enough needs no word
            sys.stderr.write(f"writing the output: {(error.strerror or str(error)).lower()}\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python would try again when it ends
        code = code or 1
    if code == _INTERRUPTED:
        sys.stderr.flush()
        os._exit(code)  # whatever a thread still waits for
    sys.exit(code)


def _ran() -> int:
    """The exit code. Raises OSError where the output can't be written."""
    try:
        from cli.main import app

        app()
    except (KeyboardInterrupt, RuntimeError) as error:  # while it imports
        # Python 3.11 wraps what comes while it makes a class.
        if not isinstance(error, KeyboardInterrupt) and not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        sys.stderr.write("interrupted\n")
        return _INTERRUPTED
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0
