"""An uploaded file to a tree: size, encoding, syntax, and what must not stand in any document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from briefs.csv_document import read_csv
from briefs.decoding import FORBIDDEN, decoded
from briefs.json_document import read_json
from briefs.located import Located, NotANumber, Object, Tree, describe, speakable
from briefs.sheets import Document, brief_of, brief_of_sheets
from briefs.text_repair import repair_texts
from briefs.yaml_document import MAX_NODES, read_yaml
from shared.problems import Note, Problem, refused

MAX_BYTES: Final = 1_048_576
MAX_KEY: Final = 100

_A_BRIEF = "an object with campaign_name, campaign_message and products"
_READERS = {".json": read_json, ".yaml": read_yaml, ".yml": read_yaml}
_SHEET = ".csv"


def read_document(data: bytes, filename: str) -> Document:
    """JSON, YAML or CSV by the file's extension; its texts are put right, a sheet is nested as a brief.

    Raises BriefRefused with the one reason why it can't be read.
    """
    suffix = _suffix(filename)
    text, notes = _text(data, by_excel=suffix == _SHEET)
    if suffix == _SHEET:
        rows, slips = read_csv(text)
        if not rows:
            raise refused("empty", "a sheet without a row below its headings", "a row for each product")
        document = brief_of(rows)
    else:
        tree, slips = _READERS[suffix](text)
        document = _document(tree)
    notes += slips + document.notes
    notes += repair_texts(in_order(document.tree))
    return Document(document.tree, notes, [*document_problems(document.tree), *document.problems])


def read_tree(data: bytes, filename: str) -> Tree:
    """JSON or YAML that is no brief. Raises BriefRefused."""
    text, _ = _text(data, by_excel=False)
    return _READERS[_suffix(filename)](text)[0]


def _suffix(filename: str) -> str:
    suffix = PurePosixPath(filename).suffix.casefold()
    if suffix != _SHEET and suffix not in _READERS:
        found = f"a file named {describe(filename)}"
        raise refused("unknown_value", found, "a file that ends in .json, .yaml, .yml or .csv")
    return suffix


def _text(data: bytes, *, by_excel: bool) -> tuple[str, list[Note]]:
    if len(data) > MAX_BYTES:
        raise refused("too_large", f"{len(data):,} bytes", f"at most {MAX_BYTES:,} bytes (1 MiB)")
    text, notes = decoded(data, by_excel=by_excel)
    if not text.strip():
        raise refused("empty", "an empty document", _A_BRIEF)
    return text, notes


def _document(tree: Tree) -> Document:
    _check_size(tree)
    if document := brief_of_sheets(tree):
        return document
    if tree is None:
        raise refused("empty", "an empty document", _A_BRIEF)
    if not isinstance(tree, Object):
        raise refused("wrong_type", describe(tree), _A_BRIEF)
    return Document(tree)


def _check_size(tree: Tree) -> None:
    for _ in in_order(tree):
        pass  # raises where there are too many


def document_problems(tree: Tree) -> Iterator[Problem]:
    """Everything in the tree that no brief may hold."""
    for here in in_order(tree):
        yield from _value_problems(here)


def in_order(tree: Tree) -> Iterator[Located]:
    """Every value of the document, from its top to its end. Raises BriefRefused where there are too many."""
    pending = [Located("", tree)]
    seen = 0
    while pending:
        here = pending.pop()
        seen += 1
        if seen > MAX_NODES:
            raise refused("too_large", f"more than {MAX_NODES:,} values", f"a brief of at most {MAX_NODES:,} values")
        yield here
        children = list(here.items()) if isinstance(here.value, list) else [found for _, found in here.fields()]
        pending.extend(reversed(children))


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
