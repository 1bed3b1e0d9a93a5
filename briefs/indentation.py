"""Non-breaking spaces, as word processors and chats paste them, where a file's structure needs plain ones."""

from __future__ import annotations

import re

from shared.problems import Note

_WIDE = "\u00a0\u2000-\u200a\u202f\u205f\u3000\ufeff"
_ANY_WIDE = re.compile(f"[{_WIDE}]")
_BLANK = f"[ \t{_WIDE}]"
# What stands before a YAML value: the indentation, dashes, a field's name and its colon.
_BEFORE_VALUE = re.compile(rf"{_BLANK}*(?:-{_BLANK}+)*(?:[\"']?[^\W\d][\w .-]{{0,60}}[\"']?:(?:{_BLANK}+|$))?")
_STRING_OR_WIDE = re.compile(rf'"[^"\\]*(?:\\.[^"\\]*)*"?|[{_WIDE}]', re.DOTALL)
_SHOWN = 5


def plain_blanks_in_yaml(text: str) -> tuple[str, list[Note]]:
    """Changed are only lines that are a field or an element of a list as far as can be seen."""
    if not _ANY_WIDE.search(text):
        return text, []
    lines = text.split("\n")
    changed = []
    for number, line in enumerate(lines, 1):
        before = _before_value(line)
        if _ANY_WIDE.search(before):
            changed.append(number)
            lines[number - 1] = _ANY_WIDE.sub(" ", before) + line[len(before) :]
    return "\n".join(lines), _notes(changed)


def _before_value(line: str) -> str:
    found = _BEFORE_VALUE.match(line)
    before = found[0] if found else ""
    return before if before.strip() else ""


def plain_blanks_in_json(text: str) -> tuple[str, list[Note]]:
    """Changed is only what stands between the values."""
    if not _ANY_WIDE.search(text):
        return text, []
    changed: dict[int, None] = {}
    line, counted = 1, 0
    for found in _STRING_OR_WIDE.finditer(text):
        if found[0][0] != '"':
            line, counted = line + text.count("\n", counted, found.start()), found.start()
            changed[line] = None
    plain = _STRING_OR_WIDE.sub(lambda found: found[0] if found[0][0] == '"' else " ", text)
    return plain, _notes(list(changed))


def _notes(lines: list[int]) -> list[Note]:
    if not lines:
        return []
    shown = ", ".join(map(str, lines[:_SHOWN])) + (f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else "")
    said = f"non-breaking spaces in the indentation of line{'s' * (len(lines) > 1)} {shown}: read as plain ones"
    return [Note(pointer="", text=said)]
