from __future__ import annotations

import sys
from pathlib import Path

import typer

from briefs.read import ReadBrief, read_brief
from cli.asking import confirmed
from cli.brief_check import complain_of, only_translated
from cli.brief_questions import MESSAGE, answer, answers
from cli.failures import CommandFailed
from cli.files import read_file, readable, whole_file
from cli.new_brief import brief_file, brief_of, brief_of_products
from cli.terminal import hint, say
from shared.problems import BriefRefused

# Whoever submits a brief with it is told of a placeholder.
_NO_MESSAGE = "[YOUR MESSAGE]"
_TEMPLATE: dict[str, object] = {
    "campaign_name": "My campaign",
    "campaign_message": _NO_MESSAGE,
    "products": ["My product"],
}


def init(path: Path, products: Path | None, *, yes: bool) -> None:
    """Asks at a terminal; elsewhere the file is a template."""
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise CommandFailed(f"{path}: a brief to fill in is YAML: name it {path.stem or 'brief'}.yaml")
    if not path.parent.is_dir():
        raise CommandFailed(f"{path}: there is no folder {path.parent}")
    if path.exists() and not confirmed(f"{path} is there already. Overwrite it?", yes):
        raise typer.Exit(1)
    try:
        read = _of_products(products) if products else brief_of(answers() if sys.stdin.isatty() else _TEMPLATE)
    except BriefRefused as refused:
        complain_of(products or path, refused.problems)
        raise typer.Exit(1) from None
    for note in read.notes:
        if not only_translated(note):
            hint(f"  note      {note}", "yellow")
    _write(path, read)
    say(readable(path))
    if read.brief.campaign_message == _NO_MESSAGE:
        hint(f"{_NO_MESSAGE} stands for the message: write yours")
    hint(f"next: creative validate {readable(path)}, then creative preview {readable(path)}")


def _of_products(path: Path) -> ReadBrief:
    """Raises BriefRefused."""
    if path.suffix.lower() != ".csv":
        raise CommandFailed(f"--from {path}: a CSV file is expected, a row for each product")
    data = read_file(path)
    read = brief_of_products(data, path.name, _NO_MESSAGE)
    if read.brief.campaign_message == _NO_MESSAGE and sys.stdin.isatty():
        return brief_of_products(data, path.name, answer("campaign_message", MESSAGE))
    return read


def _write(path: Path, read: ReadBrief) -> None:
    text = brief_file(read.brief).encode()
    if read_brief(text, path.name).brief != read.brief:
        raise CommandFailed(f"{path}: a text of it would be read in another way than it was given; nothing was written")
    with whole_file(path) as file:
        file.write(text)
