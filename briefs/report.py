"""What reading a brief has to tell: notes and problems, gathered on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefs.documents import in_order
from briefs.located import Located, Tree, describe
from briefs.spellings import Table
from shared.problems import Code, Note, Problem

# Notes end in the campaign's state (DynamoDB: 400 KB an item) and manifest: enough for any real brief.
MAX_NOTES = 100
_NOT_UNDERSTOOD = "not understood: no effect"
_INDEX = re.compile(r"/\d+(?=/|$)")


@dataclass(slots=True)
class Report:
    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Pointer of an object and a canonical field of it -> what is probably that field, misspelled.
    guesses: dict[tuple[str, str], Located] = field(default_factory=dict)
    _strangers: int = 0
    _comments: list[Located] = field(default_factory=list)

    def note(self, found: Located, text: str) -> None:
        self.notes.append(Note(pointer=found.pointer, text=text))

    def problem(self, found: Located, code: Code, expected: str, said: str | None = None) -> None:
        """`said` replaces the usual description of the value found."""
        said = said or describe(found.value)
        self.problems.append(Problem(pointer=found.pointer, code=code, found=said, expected=expected))

    def conflict(self, first: Located, second: Located, field_name: str) -> None:
        said = f"{describe(second.value)}, but {describe(first.value)} at {first.pointer}"
        self.problem(second, "conflict", f"{field_name} once, or the same value in both places", said)

    def unused(self, found: Located) -> None:
        if not found.absent:
            self.note(found, _NOT_UNDERSTOOD)

    def comment(self, found: Located) -> None:
        self._comments.append(found)

    def stranger(self, found: Located, key: str, table: Table, whole: Located) -> None:
        """A field that was not understood; `whole` is the campaign or product that it belongs to."""
        self._strangers += 1
        reason = table.why_unused(key)
        guess = table.nearest(key) if not reason and self._strangers <= MAX_NOTES else None
        if guess:
            self.guesses.setdefault((whole.pointer, guess), found)
        self.note(found, reason or _NOT_UNDERSTOOD + (f"; did you mean {guess}?" if guess else ""))

    def sort(self, tree: Tree) -> None:
        """Notes and problems in the order of the document; what is missing from it comes last."""
        order = {found.pointer: number for number, found in enumerate(in_order(tree))}
        self.notes.sort(key=lambda note: order.get(note.pointer, len(order)))
        self.problems.sort(key=lambda problem: order.get(problem.pointer, len(order)))

    def all_notes(self) -> tuple[Note, ...]:
        """Equal notes on the elements of one list become one; what exceeds MAX_NOTES is counted in the last."""
        alike: dict[tuple[str, str], list[Note]] = {}
        for note in self.notes:
            alike.setdefault((_INDEX.sub("/*", note.pointer), note.text), []).append(note)
        notes = [_merged(group) for group in alike.values()]
        if self._comments:
            count = len(self._comments)
            text = f"{count} field{'s' * (count > 1)} whose name starts with _ or //: read as comments"
            notes.append(Note(pointer=self._comments[0].pointer, text=text))
        if len(notes) > MAX_NOTES:
            rest = len(notes) - MAX_NOTES + 1
            notes = [*notes[: MAX_NOTES - 1], Note(pointer="", text=f"{rest} more notes of this kind left out")]
        return tuple(notes)


def _merged(group: list[Note]) -> Note:
    first = group[0]
    if len(group) == 1:
        return first
    text = f"{first.text} (likewise in {len(group) - 1} more place{'s' * (len(group) > 2)})"
    return Note(pointer=first.pointer, text=text)
