"""Texts by language, from a file: read as those of a brief are, in any of their spellings."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from briefs.documents import read_tree
from briefs.read import read_brief
from cli.brief_check import complain_of, only_translated
from cli.files import read_brief_file
from cli.terminal import hint
from shared.problems import BriefRefused
from shared.texts import Texts

# All else that a brief needs.
_AROUND = {"campaign_name": "x", "campaign_message": "x", "products": [{"name": "x"}]}


def read_translations(path: Path) -> dict[str, Texts]:
    """By language. Ends the command where they can't be texts of a picture. Raises CommandFailed."""
    data, name = read_brief_file(path)
    try:
        tree, _ = read_tree(data, name)
        read = read_brief(json.dumps({**_AROUND, "translations": tree}, default=str).encode(), "translations.json")
    except BriefRefused as refused:
        complain_of(path, refused.problems)
        raise typer.Exit(1) from None
    for note in read.notes:
        if not only_translated(note):
            hint(f"  note      {note}", "yellow")
    return dict(read.brief.translations)
