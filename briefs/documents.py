"""An uploaded file to a tree: size, encoding, syntax, and what must not stand in any document."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from briefs.json_document import read_json
from briefs.located import Located, NotANumber, Object, Tree, describe, speakable
from briefs.yaml_document import MAX_NODES, read_yaml
from shared.problems import Problem, refused

MAX_BYTES: Final = 1_048_576
MAX_KEY: Final = 100

_A_BRIEF = "an object with campaign_name, campaign_message and products"
_READERS = {".json": read_json, ".yaml": read_yaml, ".yml": read_yaml}
# UTF-32 first: its little-endian mark starts with the one of UTF-16.
_FOREIGN_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def read_document(data: bytes, filename: str) -> Tree:
    """JSON or YAML by the file's extension. Raises BriefRefused with the one reason why it can't be read."""
    reader = _READERS.get(PurePosixPath(filename).suffix.casefold())
    if reader is None:
        raise refused("unknown_value", f"a file named {describe(filename)}", "a file that ends in .json, .yaml or .yml")
    if len(data) > MAX_BYTES:
        raise refused("too_large", f"{len(data):,} bytes", f"at most {MAX_BYTES:,} bytes (1 MiB)")
    text = _decoded(data)
    tree = reader(text) if text.strip() else None
    if tree is None:
        raise refused("empty", "an empty document", _A_BRIEF)
    if not isinstance(tree, dict):
        raise refused("wrong_type", describe(tree), _A_BRIEF)
    return tree


def _decoded(data: bytes) -> str:
    if data.startswith(_FOREIGN_MARKS):
        raise refused("encoding", "a file in UTF-32", "a file saved as UTF-8")
    encoding = "utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02X} at line {line} (byte {error.start + 1} of the file)"
        raise refused("encoding", found, "a file saved as UTF-8") from None
    if stray := _FORBIDDEN.search(text):
        line = text.count("\n", 0, stray.start()) + 1
        column = stray.start() - text.rfind("\n", 0, stray.start())
        found = f"the control character U+{ord(stray[0]):04X} at line {line}, column {column}"
        if stray[0] == "\0":
            raise refused("encoding", found, "a file saved as UTF-8 (UTF-16 needs its byte order mark)")
        raise refused("control_character", found, "text without control characters")
    return text


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
        case str() as text if _FORBIDDEN.search(text):
            yield _problem(here, "control_character", describe(text), "text without control characters")
        case Object() as fields:
            for key in fields.repeated:
                yield _problem(here, "duplicate_key", f"the field {describe(key)} more than once", "each field once")
            for key in fields:
                yield from _key_problems(here, key)


def _key_problems(here: Located, key: str) -> Iterator[Problem]:
    if _FORBIDDEN.search(key):
        yield _problem(here, "control_character", f"the field {describe(key)}", "a name without control characters")
    if len(key) > MAX_KEY:
        expected = f"a field's name of at most {MAX_KEY} characters"
        yield _problem(here, "too_long", f"the field {describe(key)} of {len(key)} characters", expected)


def _problem(here: Located, code: str, found: str, expected: str) -> Problem:
    return Problem(pointer=speakable(here.pointer), code=code, found=found, expected=expected)
