"""Local files that the user names."""

from __future__ import annotations

from pathlib import Path

from cli.failures import CommandFailed


def read_file(path: Path) -> bytes:
    """Raises CommandFailed."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CommandFailed(f"{path}: no such file") from None
    except OSError as error:
        raise CommandFailed(f"{path}: can't be read ({error.strerror})") from None
