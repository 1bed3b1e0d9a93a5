"""The bytes of an upload to its text, and what a file of any kind may not have."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import Final

from shared.problems import Note, refused

MAX_VALUES: Final = 50_000

# UTF-32 first: its little-endian mark starts with the one of UTF-16.
_FOREIGN_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_IN_NO_FILE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
_FORBIDDEN_IN_FILE = re.compile(f"[{_IN_NO_FILE}]")
# In a file, U+0080 to U+009F may be left of a letter in a wrong encoding: the repair of texts looks at them first.
FORBIDDEN: Final = re.compile(f"[{_IN_NO_FILE}\x80-\x9f]")
_FOREIGN_WORD = re.compile(r"\w*[^\W\x00-\x7f]\w*")

# As word processors and chats paste them.
_WIDE = "\u00a0\u2000-\u200a\u202f\u205f\u3000\ufeff"
_ANY_WIDE = re.compile(f"[{_WIDE}]")
_BLANK = f"[ \t{_WIDE}]"
_STRING_OR_WIDE = re.compile(rf'("[^"\\]*(?:\\.[^"\\]*)*"?)|[{_WIDE}]', re.DOTALL)
# What stands before a YAML value, as far as can be seen: the indentation, dashes, a field's name and its colon.
_FIELD = rf"[\"']?[^\W\d][\w .-]{{0,60}}[\"']?:(?:{_BLANK}+|$)"
_BEFORE_VALUE = re.compile(rf"^{_BLANK}*(?:(?:-{_BLANK}+)+(?:{_FIELD})?|{_FIELD})", re.MULTILINE)
_SHOWN = 5


def decoded(data: bytes, *, by_excel: bool) -> tuple[str, list[Note]]:
    """UTF-8 or UTF-16 with its byte order mark; Windows-1252 with a note where Excel may have saved the file.

    Raises BriefRefused.
    """
    if data.startswith(_FOREIGN_MARKS):
        raise refused("encoding", "a file in UTF-32", "a file saved as UTF-8")
    is_utf16 = data.startswith(_UTF16_MARKS)
    notes: list[Note] = []
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        # cp1252 knows no letter for these five.
        if not by_excel or is_utf16 or re.search(b"[\x81\x8d\x8f\x90\x9d]", data):
            line = data.count(b"\n", 0, error.start) + 1
            found = f"byte 0x{data[error.start]:02X} at line {line} (byte {error.start + 1} of the file)"
            raise refused("encoding", found, "a file saved as UTF-8") from None
        text = data.decode("cp1252")
        word = _FOREIGN_WORD.search(text)
        shown = f'; look whether "{word[0][:40]}" is right' if word else ""
        notes.append(Note(pointer="", text=f"not saved as UTF-8: read as Windows-1252, as Excel saves it{shown}"))
    _check_characters(text)
    return text, notes


def _check_characters(text: str) -> None:
    stray = _FORBIDDEN_IN_FILE.search(text)
    if not stray:
        return
    line = text.count("\n", 0, stray.start()) + 1
    column = stray.start() - text.rfind("\n", 0, stray.start())
    found = f"the control character U+{ord(stray[0]):04X} at line {line}, column {column}"
    if stray[0] == "\0":
        raise refused("encoding", found, "a file saved as UTF-8 (UTF-16 needs its byte order mark)")
    raise refused("control_character", found, "text without control characters")


def with_plain_blanks(text: str, *, is_json: bool) -> tuple[str, list[Note]]:
    """Changes non-breaking spaces where they are structure: between the values of JSON, before those of YAML."""
    if not _ANY_WIDE.search(text):
        return text, []
    if is_json:
        plain = _STRING_OR_WIDE.sub(lambda found: found[1] or " ", text)
    else:
        plain = _BEFORE_VALUE.sub(lambda found: _ANY_WIDE.sub(" ", found[0]), text)
    both = zip(text.split("\n"), plain.split("\n"), strict=True)
    lines = [number for number, (line, better) in enumerate(both, 1) if line != better]
    if not lines:
        return text, []
    shown = ", ".join(map(str, lines[:_SHOWN])) + (f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else "")
    said = f"non-breaking spaces in the indentation of line{'s' * (len(lines) > 1)} {shown}: read as plain ones"
    return plain, [Note(pointer="", text=said)]


def hint(said: str, hints: Sequence[tuple[str, str]]) -> str:
    """The first whose pattern is found in what the parser says of a slip."""
    return next(hint for sign, hint in hints if re.search(sign, said))
