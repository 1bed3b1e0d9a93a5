"""The bytes of an upload to text: which encoding, and which characters no file may hold."""

from __future__ import annotations

import codecs
import re
from typing import Final

from shared.problems import Note, refused

# UTF-32 first: its little-endian mark starts with the one of UTF-16.
_FOREIGN_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ESCAPABLE = "\ud800-\udfff\ufffe\uffff"
FORBIDDEN: Final = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_ESCAPABLE}]")
# In a file, U+0080 to U+009F may be left of a letter in a wrong encoding: the repair of texts looks at them first.
_FORBIDDEN_IN_FILE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f{_ESCAPABLE}]")
_WORD = re.compile(r"\w*[^\W\x00-\x7f]\w*")


def decoded(data: bytes, *, by_excel: bool) -> tuple[str, list[Note]]:
    """UTF-8 or UTF-16 with its byte order mark; Windows-1252 with a note where Excel may have saved the file.

    Raises BriefRefused.
    """
    if data.startswith(_FOREIGN_MARKS):
        raise refused("encoding", "a file in UTF-32", "a file saved as UTF-8")
    notes: list[Note] = []
    try:
        text = data.decode("utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig")
    except UnicodeDecodeError as error:
        text = _as_windows(data) if by_excel and not data.startswith(_UTF16_MARKS) else ""
        if not text:
            line = data.count(b"\n", 0, error.start) + 1
            found = f"byte 0x{data[error.start]:02X} at line {line} (byte {error.start + 1} of the file)"
            raise refused("encoding", found, "a file saved as UTF-8") from None
        word = _WORD.search(text)
        shown = f'; look whether "{word[0][:40]}" is right' if word else ""
        notes.append(Note(pointer="", text=f"not saved as UTF-8: read as Windows-1252, as Excel saves it{shown}"))
    _check_characters(text)
    return text, notes


def _as_windows(data: bytes) -> str:
    """Empty where it is not Windows-1252 either."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return ""


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
