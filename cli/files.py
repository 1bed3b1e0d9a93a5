"""Where this repository keeps things, and the local files that the user names."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cli.failures import CommandFailed

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"
STATE_FILE = LOCAL / "stack.json"

# What a newcomer runs: the demo's brief, and the assets that the examples reuse.
DEMO_BRIEF = ROOT / "examples" / "briefs" / "demo.json"
BRIEF_WITHOUT_ASSETS = ROOT / "examples" / "briefs" / "many-languages.json"
ASSETS = ROOT / "examples" / "existing-assets"

STDIN = Path("-")

# Below the working directory, where whoever ran the command looks first.
DEMO_OUTPUT = Path("demo-output")


def readable(path: Path) -> str:
    """Relative to the working directory where that is shorter."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def read_brief_file(path: Path) -> tuple[bytes, str]:
    """A brief, and a file's name that says its format; STDIN is JSON or YAML. Raises CommandFailed."""
    if path != STDIN:
        return read_file(path), path.name
    data = sys.stdin.buffer.read()
    return data, "brief.json" if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else "brief.yaml"


def read_file(path: Path) -> bytes:
    """Raises CommandFailed, for a device, too: /dev/zero has no end."""
    try:
        if path.is_char_device() or path.is_block_device():
            raise CommandFailed(f"{path}: a device, no file")
        return path.read_bytes()
    except FileNotFoundError:
        raise CommandFailed(f"{path}: no such file") from None
    except OSError as error:
        raise CommandFailed(f"{path}: can't be read ({error.strerror})") from None


def part_of(path: Path) -> Path:
    """Where this command writes a file until it is whole."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that stands at `path` once the block has ended well: half a file must not look like one."""
    part = part_of(path)
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        if error.filename == str(part):
            error.filename = str(path)  # that is the one that somebody asked for
        raise
    finally:
        part.unlink(missing_ok=True)
