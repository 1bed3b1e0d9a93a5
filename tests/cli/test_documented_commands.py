"""Every `creative` line that a document shows is one that the command understands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from cli.files import ROOT
from cli.main import app

DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "examples/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
# At the start of a line of code, or in backquotes.
LINE = re.compile(r"^(?:\s{4,}|\$ )?(creative [^\n]+)$|`(creative [^`\n]+)`", re.MULTILINE)


def _lines(document: Path) -> list[str]:
    found = LINE.findall(re.sub(r"\\\n\s*", " ", document.read_text()))
    # What stands behind three blanks explains the line.
    return [re.split(r" {3,}", block or inline)[0] for block, inline in found]


LINES = [(document.name, line) for document in DOCUMENTS for line in _lines(document)]


def test_the_documents_show_every_command() -> None:
    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert {line.split()[1] for _, line in LINES if not line.split()[1].startswith("-")} >= known


@pytest.mark.parametrize(("document", "line"), LINES)
def test_a_documented_line_is_understood(document: str, line: str) -> None:
    """Its command, options and arguments; nothing is run."""
    command, words = get_command(app), shlex.split(line, comments=True)[1:]
    while words and (commands := getattr(command, "commands", None)):
        if words[0].startswith("-"):
            assert any(words[0] in parameter.opts for parameter in command.params), f"{document}: {line}"
            return
        assert words[0] in commands, f"{document}: {line}"
        command, words = commands[words[0]], words[1:]
    if words:
        command.make_context(command.name or "", list(words))
