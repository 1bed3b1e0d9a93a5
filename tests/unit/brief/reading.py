"""Short ways to read a brief in a test."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefs.read import ReadBrief, read_brief
from shared.brief import Brief
from shared.problems import BriefRefused, Problem

MINIMAL: dict[str, Any] = {
    "campaign_name": "Summer",
    "campaign_message": "Stay cool",
    "products": [{"name": "Bottle"}],
}


def accepted(brief: object, filename: str = "brief.json") -> ReadBrief:
    """`brief` is text or bytes of a document, or a tree to be written as JSON."""
    return read_brief(_data(brief), filename)


def problems(brief: object, filename: str = "brief.json") -> list[Problem]:
    with pytest.raises(BriefRefused) as refused:
        read_brief(_data(brief), filename)
    return list(refused.value.problems)


def only_problem(brief: object, filename: str = "brief.json") -> Problem:
    found = problems(brief, filename)
    assert len(found) == 1, found
    return found[0]


def notes_at(read: ReadBrief, pointer: str) -> list[str]:
    return [note.text for note in read.notes if note.pointer == pointer]


def messages_of(brief: Brief) -> dict[str, str]:
    """The message in each further language."""
    return {tag: texts.message for tag, texts in brief.translations.items() if texts.message}


def _data(brief: object) -> bytes:
    if isinstance(brief, bytes):
        return brief
    return (brief if isinstance(brief, str) else json.dumps(brief)).encode()
