"""Starts the `creative` command: what may end it before, or after, a command of its own ends in one line, too."""

from __future__ import annotations

import io
import os
import sys

_INTERRUPTED = 130


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without the letters of a brief, or a file's name that is no text, ends no command.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_flushed(_ran()))


def _ran() -> int:
    try:
        from cli.main import app

        app()
    except KeyboardInterrupt:  # while it imports
        sys.stderr.write("interrupted\n")
        return _INTERRUPTED
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def _flushed(code: int) -> int:
    """What is still to be written is written here, where a full disk can be said; a closed pipe needs no word."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = code or 1
    except OSError as error:
        sys.stderr.write(f"writing the output: {(error.strerror or str(error)).lower()}\n")
        code = code or 1
    else:
        return code
    # Python would try again when it ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code
