"""Reads a local brief as the parser would, before anything is uploaded."""

from __future__ import annotations

from pathlib import Path

from briefs.read import ReadBrief, read_brief
from cli.files import read_file
from cli.terminal import complain
from shared.problems import BriefRefused


def checked(path: Path) -> ReadBrief | None:
    """None where it is refused: every problem has been said by then. Raises CommandFailed for an unreadable file."""
    try:
        return read_brief(read_file(path), path.name)
    except BriefRefused as refused:
        count = len(refused.problems)
        complain(f"{path}: refused, {count} problem{'s' if count > 1 else ''}")
        for problem in refused.problems:
            complain(f"  {problem}")
        return None
