"""JSON text to a tree. Stricter than Python's own reader, and with a hint for the usual slips."""

from __future__ import annotations

import json
import re
from typing import cast

from briefs.indentation import plain_blanks_in_json
from briefs.located import NotANumber, Number, Tree, object_of, speakable
from shared.problems import BriefRefused, Note, refused

MAX_DEPTH = 64

# A whole string (so that brackets in texts do not count), or one bracket.
_STRUCTURE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{]|[\]}]', re.DOTALL)


def read_json(text: str) -> tuple[Tree, list[Note]]:
    """The tree, and what was made of the usual slips. Raises BriefRefused.

    Nesting is checked first: Python's reader recurses.
    """
    text, notes = plain_blanks_in_json(text)
    _check_depth(text)
    try:
        tree = json.loads(
            text, object_pairs_hook=object_of, parse_int=Number, parse_float=Number, parse_constant=NotANumber
        )
    except json.JSONDecodeError as error:
        raise _syntax_problem(text, error) from None
    return cast("Tree", tree), notes


def _check_depth(text: str) -> None:
    depth = 0
    for found in _STRUCTURE.finditer(text):
        if found[0] in "[{":
            depth += 1
        elif found[0] in "]}":
            depth -= 1
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, found.start()) + 1
            raise refused(
                "too_deep",
                f"more than {MAX_DEPTH} nested brackets, at line {line}",
                f"a brief of at most {MAX_DEPTH} levels",
            )


def _syntax_problem(text: str, error: json.JSONDecodeError) -> BriefRefused:
    rest = text[error.pos : error.pos + 30].split("\n")[0]
    there = f'"{speakable(rest)}"' if rest.strip() else "the end of the line" if error.pos < len(text) else "the end"
    return refused("syntax", f"{there} at line {error.lineno}, column {error.colno}", _hint(text, error))


def _hint(text: str, error: json.JSONDecodeError) -> str:
    before, rest = text[: error.pos].rstrip(), text[error.pos :].lstrip()
    first = rest[:1]
    closing = rest[1:].lstrip()[:1] if first == "," else first if before.endswith(",") else ""
    if closing in ("}", "]"):
        return "no comma before the closing bracket"
    if first == "'":
        return 'double quotes (") around names and texts, not single ones'
    if first and first in "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019":
        return 'straight double quotes ("), not the curly ones of a word processor'
    if rest.startswith(("//", "/*", "#")):
        return 'no comments in JSON (a field whose name starts with _ can hold one, e.g. "_comment")'
    return _hint_by_message(error.msg, first)


def _hint_by_message(message: str, first: str) -> str:
    if not first:
        return "the rest of the document: it ends too early (a closing bracket or quote is missing)"
    if message.startswith("Expecting ','"):
        return 'a comma between two fields or elements (or a quote inside a text written as \\")'
    if message.startswith("Expecting property name"):
        return "a field name in double quotes"
    if message.startswith("Expecting ':'"):
        return "a colon between a field's name and its value"
    if message.startswith("Expecting value"):
        return "a value: text in double quotes, a number, true, false, null, a list or an object"
    if message.startswith("Invalid control"):
        return "a text on one line: write a line break inside quotes as \\n"
    if message.startswith("Unterminated"):
        return 'a closing double quote (")'
    if message.startswith("Extra data"):
        return "the end: one brief per file"
    return "valid JSON: " + message[:1].lower() + message[1:]
