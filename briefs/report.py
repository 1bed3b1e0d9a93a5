"""What reading a brief has to tell: notes and problems, gathered on the way, and what no word has claimed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from briefs.documents import in_order
from briefs.located import Located, Tree, describe
from shared.problems import Code, Note, Problem

# A brief may hold 50,000 values: what exceeds this many notes is counted in the last.
MAX_NOTES = 1000
# Of problems that expect the same.
MAX_ALIKE = 1000
_NOT_UNDERSTOOD = "not understood: no effect"
_INDEX = re.compile(r"/(\d+)(?=/|$)")


@dataclass(slots=True)
class Report:
    """Every value is claimed: by who uses it, or by a note or problem. What is left is noted at the end."""

    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Pointer -> whether the claim is for all that stands below it, too.
    _claimed: dict[str, bool] = field(default_factory=dict)
    _comments: list[Located] = field(default_factory=list)

    def claim(self, here: Located) -> None:
        """A scalar, or an object or list with all that is in it."""
        below = isinstance(here.value, dict | list)
        self._claimed[here.pointer] = below or self._claimed.get(here.pointer, False)

    def use(self, here: Located) -> None:
        """A scalar; what is used of an object or list, its reader claims."""
        if not isinstance(here.value, dict | list):
            self.claim(here)

    def open(self, here: Located) -> None:
        """It is known what the object is: each of its fields that is not claimed is noted by itself."""
        self._claimed.setdefault(here.pointer, False)

    def tell(self, here: Located, text: str) -> None:
        """Like `note`, but what stands below an object or list is still open."""
        self.notes.append(Note(pointer=here.pointer, text=text))
        self.use(here)

    def note(self, here: Located, text: str) -> None:
        if isinstance(here.value, dict | list) or not here.absent:
            self.notes.append(Note(pointer=here.pointer, text=text))
            self.claim(here)

    def problem(self, here: Located, code: Code, expected: str, said: str | None = None) -> None:
        """`said` replaces the usual description of the value found."""
        said = said or describe(here.value)
        self.problems.append(Problem(pointer=here.pointer, code=code, found=said, expected=expected))
        self.claim(here)

    def conflict(self, first: Located, second: Located, field_name: str) -> None:
        said = f"{describe(second.value)}, but {describe(first.value)} at {first.pointer}"
        self.problem(second, "conflict", f"{field_name} once, or the same value in both places", said)

    def comment(self, here: Located) -> None:
        self._comments.append(here)
        self.claim(here)

    def note_unclaimed(self, whole: Located, guess: Callable[[str, Located], str | None]) -> None:
        """`guess` names the field that a key with its value probably means."""
        for key, here in self._unclaimed("", whole)[1]:
            meant = guess(key, here)
            self.note(here, _NOT_UNDERSTOOD + (f"; did you mean {meant}?" if meant else ""))

    def _unclaimed(self, key: str, here: Located) -> tuple[bool, list[tuple[str, Located]]]:
        """Whether any of it is used, and what is not: an object or list as a whole where nothing in it is."""
        claimed = self._claimed.get(here.pointer)
        if not isinstance(here.value, dict | list):
            if claimed is None and here.says_nothing:
                self.notes.append(Note(pointer=here.pointer, text=f"{describe(here.value)} is read as nothing"))
                return True, []
            return claimed is not None, [] if claimed is not None or here.absent else [(key, here)]
        if claimed:
            return True, []
        inner = list(here.fields()) or [(key, item) for item in here.items() if isinstance(here.value, list)]
        found = [self._unclaimed(name, part) for name, part in inner]
        used = claimed is not None or any(part for part, _ in found)
        left = [part for _, parts in found for part in parts]
        return used, [(key, here)] if left and not used and here.pointer else left

    def sort(self, tree: Tree) -> None:
        """Notes and problems in the order of the document; what is missing from it comes last."""
        order = {found.pointer: number for number, found in enumerate(in_order(tree))}
        for told in (self.notes, self.problems):
            told.sort(key=lambda each: order.get(each.pointer, len(order)))

    def all_problems(self) -> list[Problem]:
        """Of more than MAX_ALIKE that expect the same, the last one told says how many more there are."""
        counts = Counter((problem.code, problem.expected) for problem in self.problems)
        told: Counter[tuple[str, str]] = Counter()
        kept = []
        for problem in self.problems:
            kind = problem.code, problem.expected
            told[kind] += 1
            if told[kind] == MAX_ALIKE < counts[kind]:
                found = f"{problem.found} (and {counts[kind] - MAX_ALIKE:,} more of this kind)"
                problem = problem.model_copy(update={"found": found})
            if told[kind] <= MAX_ALIKE:
                kept.append(problem)
        return kept

    def all_notes(self) -> tuple[Note, ...]:
        """Equal notes on the elements of one list become one that tells which elements it is about."""
        alike: dict[tuple[str, str], list[Note]] = {}
        for note in self.notes:
            alike.setdefault((_INDEX.sub("/*", note.pointer, count=1), note.text), []).append(note)
        notes = [_merged(list(dict.fromkeys(group))) for group in alike.values()]
        if self._comments:
            count = len(self._comments)
            text = f"{count} field{'s' * (count > 1)} whose name starts with _ or //: read as comments"
            notes.append(Note(pointer=self._comments[0].pointer, text=text))
        if len(notes) > MAX_NOTES:
            rest = len(notes) - MAX_NOTES + 1
            notes = [*notes[: MAX_NOTES - 1], Note(pointer="", text=f"{rest} more notes left out")]
        return tuple(notes)


def _merged(group: list[Note]) -> Note:
    first = group[0]
    if len(group) == 1:
        return first
    indexes = sorted(int(found[1]) for note in group[1:] if (found := _INDEX.search(note.pointer)))
    where = _INDEX.sub(f"/{_ranges(indexes)}", first.pointer, count=1)
    return Note(pointer=first.pointer, text=f"{first.text} (likewise at {where})")


def _ranges(numbers: list[int]) -> str:
    """1, 2, 3, 7 as "1-3,7"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number, number])
    return ",".join(f"{low}-{high}" if high > low else f"{low}" for low, high in ranges)
