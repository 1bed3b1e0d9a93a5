"""JSON text to a tree. Stricter than Python's own reader, and with a hint for the usual slips."""

from __future__ import annotations

import json
from typing import cast

from briefs.decoding import hint
from briefs.located import Located, NotANumber, Number, Tree, object_of, speakable
from shared.problems import Note, refused

# Found in what Python says and what stands around the slip, as "<message> <before>^<from there on>".
_HINTS = (
    (r",\s*\^[}\]]|\^,\s*[}\]]", "no comma before the closing bracket"),
    (r"\^'", 'double quotes (") around names and texts, not single ones'),
    (
        r"\^[\u201c-\u201f\u2018\u2019\u00ab\u00bb]",
        'straight double quotes ("), not the curly ones of word processors',
    ),
    (r"\^(//|/\*|#)", 'no comments in JSON (a field whose name starts with _ can hold one, e.g. "_comment")'),
    (r"\^$", "the rest of the document: it ends too early (a closing bracket or quote is missing)"),
    ("Expecting ','", 'a comma between two fields or elements (or a quote inside a text written as \\")'),
    ("Expecting property name", "a field name in double quotes"),
    ("Expecting ':'", "a colon between a field's name and its value"),
    ("Expecting value", "a value: text in double quotes, a number, true, false, null, a list or an object"),
    ("Invalid control", "a text on one line: write a line break inside quotes as \\n"),
    ("Unterminated", 'a closing double quote (")'),
    ("Extra data", "the end: one brief per file"),
    ("escape", "valid JSON: a backslash inside a text written as \\\\"),
    ("", "valid JSON"),
)


def read_json(text: str) -> tuple[Tree, list[Note]]:
    """The tree, and no notes. Raises BriefRefused, RecursionError."""
    try:
        tree = _loaded(text)
    except json.JSONDecodeError as error:
        rest = text[error.pos : error.pos + 30].split("\n")[0]
        there = (
            f'"{speakable(rest)}"' if rest.strip() else "the end of the line" if error.pos < len(text) else "the end"
        )
        around = f"{text[: error.pos].rstrip()[-1:]}^{text[error.pos :].lstrip()[:30]}"
        expected = hint(f"{error.msg} {around}", _HINTS)
        raise refused("syntax", f"{there} at line {error.lineno}, column {error.colno}", expected) from None
    return tree, []


def embedded(here: Located) -> tuple[Tree, Note] | None:
    """The list or object that a text is written as ('[{"name": "Cup"}]' in a cell), and a note; None for others."""
    text = here.value.strip() if isinstance(here.value, str) else ""
    if text[:1] + text[-1:] not in ("[]", "{}") or '"' not in text:
        return None
    try:
        return _loaded(text), Note(pointer=here.pointer, text="a text that is written as JSON: read as such")
    except (ValueError, RecursionError):
        return None


def _loaded(text: str) -> Tree:
    tree = json.loads(
        text, object_pairs_hook=object_of, parse_int=Number, parse_float=Number, parse_constant=NotANumber
    )
    return cast("Tree", tree)
