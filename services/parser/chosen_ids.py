"""Why an upload does not get the id that its key names."""

from __future__ import annotations

from shared.identity import ID_EXPECTED, may_be_chosen
from shared.problems import Problem
from shared.uploads import Upload


def misnamed(upload: Upload) -> bool:
    return upload.chosen_id is not None and not may_be_chosen(upload.chosen_id)


def id_invalid(upload: Upload) -> Problem:
    found = f"the id {upload.chosen_id!r}, as {upload.brief.key} names it"
    return Problem(pointer="", code="id_invalid", found=found, expected=ID_EXPECTED)


def id_taken(upload: Upload) -> Problem:
    return Problem(
        pointer="",
        code="id_taken",
        found=f"the id {upload.chosen_id}, which belongs to another upload already",
        expected="an id of its own: nothing was made of this brief; upload it again under another one",
    )
