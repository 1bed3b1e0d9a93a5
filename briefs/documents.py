"""An uploaded file to a tree: size, encoding, syntax, and what must not stand in any document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from briefs.csv_document import cells_of, read_csv, table
from briefs.decoding import FORBIDDEN, MAX_VALUES, decoded, with_plain_blanks
from briefs.json_document import embedded, read_json
from briefs.located import Elements, Located, NotANumber, Object, Tree, describe, speakable
from briefs.sheets import Document, brief_of_sheets
from briefs.text_repair import repaired
from briefs.yaml_document import read_yaml
from shared.problems import Note, Problem, refused

MAX_BYTES: Final = 1_048_576
MAX_DEPTH: Final = 64
MAX_KEY: Final = 100

_A_BRIEF = "an object with campaign_name, campaign_message and products"
_TOO_DEEP = (f"more than {MAX_DEPTH} nested levels", f"a brief of at most {MAX_DEPTH} levels")
_FENCED = re.compile(r"\s*```[\w-]*[ \t]*\n(.*?)\n?```\s*", re.DOTALL)
_READERS = {".json": read_json, ".yaml": read_yaml, ".yml": read_yaml, ".csv": read_csv}


def read_document(data: bytes, filename: str) -> Document:
    """JSON, YAML or CSV by the file's extension; its texts are put right, a sheet is nested as a brief.

    Raises BriefRefused with the one reason why it can't be read.
    """
    tree, notes = read_tree(data, filename)
    problems: list[Problem] = []
    for here in in_order(tree):
        container: Any = here.value
        for key, child in _children(here):
            text, note = embedded(child) or repaired(child)
            if note:
                container[key] = text
                notes.append(note)
        problems += _value_problems(here)
    document = brief_of_sheets(tree)
    if not document:
        if not isinstance(tree, Object):
            raise refused("wrong_type", describe(tree), _A_BRIEF)
        document = Document(tree)
    return Document(document.tree, notes + document.notes, problems + document.problems)


def read_tree(data: bytes, filename: str) -> tuple[Tree, list[Note]]:
    """What stands in the file, as it is, and what was made of slips in writing it. Raises BriefRefused."""
    suffix = PurePosixPath(filename).suffix.casefold()
    if suffix not in _READERS:
        found = f"a file named {describe(filename)}"
        raise refused("unknown_value", found, "a file that ends in .json, .yaml, .yml or .csv")
    if len(data) > MAX_BYTES:
        raise refused("too_large", f"{len(data):,} bytes", f"at most {MAX_BYTES:,} bytes (1 MiB)")
    text, notes = decoded(data, by_excel=suffix == ".csv")
    if suffix != ".csv":
        text, slips = with_plain_blanks(text, is_json=suffix == ".json")
        notes += slips
        if fenced := _FENCED.fullmatch(text):
            text = fenced[1]
            notes.append(Note(pointer="", text="``` around the whole brief, as chats show it: left out"))
    try:
        tree, slips = _READERS[suffix](text) if text.strip() else (None, [])
        if suffix == ".json" and (lines := cells_of(tree)):
            tree, slips = table(lines, "a comma")
    except RecursionError:
        raise refused("too_deep", *_TOO_DEEP) from None
    if tree is None:
        raise refused("empty", "an empty document", _A_BRIEF)
    return tree, notes + slips


def document_problems(tree: Tree) -> Iterator[Problem]:
    """Everything in the tree that no brief may hold."""
    for here in in_order(tree):
        yield from _value_problems(here)


def in_order(tree: Tree) -> Iterator[Located]:
    """Every value of the document, from its top to its end. Raises BriefRefused: too many of them, or too deep."""
    pending = [Located("", tree)]
    seen = -len(tree) if isinstance(tree, Elements) else 0  # the cells of a sheet count, not its rows
    while pending:
        here = pending.pop()
        seen += 1
        if seen > MAX_VALUES:
            raise refused("too_large", f"more than {MAX_VALUES:,} values", f"a brief of at most {MAX_VALUES:,} values")
        if here.pointer.count("/") >= MAX_DEPTH:
            raise refused("too_deep", *_TOO_DEEP, pointer="/" + here.pointer.split("/")[1])
        yield here
        pending.extend(reversed([child for _, child in _children(here)]))


def _children(here: Located) -> list[tuple[str | int, Located]]:
    return list(enumerate(here.items())) if isinstance(here.value, list) else list(here.fields())


def _value_problems(here: Located) -> Iterator[Problem]:
    match here.value:
        case NotANumber():
            yield _problem(here, "wrong_type", describe(here.value), "a number, or text in quotes")
        case str() as text if FORBIDDEN.search(text):
            yield _problem(here, "control_character", describe(text), "text without control characters")
        case Object() as fields:
            for key in fields.repeated:
                yield _problem(here, "duplicate_key", f"the field {describe(key)} more than once", "each field once")
            for key in fields:
                yield from _key_problems(here, key)


def _key_problems(here: Located, key: str) -> Iterator[Problem]:
    if FORBIDDEN.search(key):
        yield _problem(here, "control_character", f"the field {describe(key)}", "a name without control characters")
    if len(key) > MAX_KEY:
        expected = f"a field's name of at most {MAX_KEY} characters"
        yield _problem(here, "too_long", f"the field {describe(key)} of {len(key)} characters", expected)


def _problem(here: Located, code: str, found: str, expected: str) -> Problem:
    return Problem(pointer=speakable(here.pointer), code=code, found=found, expected=expected)
