"""Texts as people type and paste them: HTML, letters of a wrong encoding, runs of blanks and marks are put right."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable

from briefs.columns import names_a_file
from briefs.located import Located, describe
from shared.problems import Note

_LONGEST = 20_000  # characters; no field takes so many

_ENTITY = re.compile(r"&#?[0-9A-Za-z]{2,32};")
# Only what HTML knows: "I <3 you" and "<name>" are no tags.
_HIDDEN = re.compile(r"<(script|style)\b[^<>]{0,200}>.{0,500}?</\1\s{0,9}>|<!--.{0,500}?-->", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"\s{0,9}(<br\s{0,9}/?>|</(p|div|li|ul|ol|h[1-6]|tr)\s{0,9}>)\s{0,9}", re.IGNORECASE)
_TAG = re.compile(
    r"</?(a|b|big|body|br|center|code|div|em|font|h[1-6]|hr|html|i|img|ins|label|li|mark|ol|p|pre|q|s|small|span|strike|"
    r"strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|wbr)(\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_TWO_FOREIGN = re.compile("[^\x00-\x7f]{2}")
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]{2,}")
_MARKS = re.compile(r"([!?,;:\uff01\uff1f\u061f])\1{2,}|(?:!\?|\?!){2,}[!?]?|\.{4,}")
_ESCAPED = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+|[ \t]{0,9}(?:\\{1,4}[nrt])+[ \t]{0,9}|\\{1,4}[\"']")
_LOST_LETTER = "\ufffd"
_FILE = re.compile(
    r"[\w+.-]{1,20}:[/\\]|.*\.(png|jpe?g|webp|gif|tiff?|bmp|avif|heic|svg|pdf|psd)$", re.IGNORECASE | re.DOTALL
)


def repaired(here: Located) -> tuple[str, Note | None]:
    """The text there, and a note where it was put right; a file's path or address is left as it is."""
    if type(here.value) is not str or len(here.value) > _LONGEST:
        return "", None
    text, kinds = here.value, []
    for kind, repair in _REPAIRS:
        better = repair(text)
        if better != text:
            kinds.append(kind)
            text = better
    if kinds:
        said = f"{' and '.join(kinds)} put right: read as {describe(text)}"
    elif _LOST_LETTER in text:
        said = f"a letter was lost when this was saved (U+FFFD): type it again in {describe(text)}"
    else:
        return text, None
    return text, None if _is_file(text, here.pointer) else Note(pointer=here.pointer, text=said)


def _is_file(text: str, pointer: str) -> bool:
    """By its look once its markup is gone, or by the name of its field."""
    in_folders = text.endswith(("/", "\\")) or (len(text.split()) == 1 and ("/" in text or "\\" in text))
    return bool(in_folders or _FILE.match(text)) or any(map(names_a_file, pointer.split("/")))


def _without_html(text: str) -> str:
    for _ in range(3):  # &amp;amp; was escaped twice
        shown = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        if shown == text:
            break
        text = shown
    if "<" in text:
        broken = _BREAK.sub("\n", _HIDDEN.sub("", text))
        shown = _TAG.sub("", broken)
        return shown.strip() if shown != text else text
    return text


def _unescaped(text: str) -> str:
    """Without the escapes that are left where something was written as JSON twice."""
    return _ESCAPED.sub(lambda found: _said(found[0]), text)


def _said(escaped: str) -> str:
    """What an escape stands for; a line's end wherever one is among several, a blank for tabs."""
    if escaped.startswith("\\u"):
        said: str = json.loads(f'"{escaped}"')
        return said if said.isprintable() or said == "\n" else escaped
    if escaped[-1] in "\"'":
        return escaped[-1]
    return "\n" if "n" in escaped or "r" in escaped else " "


def _right_letters(text: str) -> str:
    if not _TWO_FOREIGN.search(text):
        return text
    import ftfy  # 35 ms that most briefs need not wait for

    return ftfy.fix_encoding(text)


def _single_blanks(text: str) -> str:
    return _BLANKS.sub(" ", text.strip()) if _BLANKS.search(text.strip()) else text


def _single_marks(text: str) -> str:
    return _MARKS.sub(lambda found: found[1] or ("..." if found[0][0] == "." else found[0][:2]), text)


_REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("escapes", _unescaped),
    ("letters of a wrong encoding", _right_letters),
    ("HTML", _without_html),
    ("runs of blanks", _single_blanks),
    ("repeated marks", _single_marks),
)
