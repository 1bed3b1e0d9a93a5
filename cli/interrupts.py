"""What Ctrl-C leaves behind: said before the command ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cli.terminal import hint


@contextmanager
def if_interrupted(text: str) -> Iterator[None]:
    """Says `text` where Ctrl-C ends the block."""
    try:
        yield
    except KeyboardInterrupt:
        hint(text, "bold")
        raise
