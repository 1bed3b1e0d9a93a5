"""Characters: cleaned, and the face of each: the script's own first, then whichever has the character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rendering.text import emoji, faces
from rendering.text.faces import Face
from rendering.text.scripts import SCRIPTS, Script, script_of

ZWNJ, ZWJ, SOFT_HYPHEN = "\u200c", "\u200d", "\u00ad"
_TEXT_STYLE, _EMOJI_STYLE, _KEYCAP = "\ufe0e", "\ufe0f", "\u20e3"
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
# What makes an emoji of the character before it.
_MAKES_EMOJI = {_EMOJI_STYLE, _KEYCAP, ZWJ} | _SKIN_TONES
# They say where a line may break, or which face is meant; none has a picture.
_SILENT = dict.fromkeys(map(ord, (SOFT_HYPHEN, "\u200b", "\u2060", "\ufeff", _TEXT_STYLE, _EMOJI_STYLE)))
_LINE_ENDS = dict.fromkeys(map(ord, "\u2028\u2029\v\f\x85"), "\n")
_DIRECTION_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_INVISIBLE = {"Cf", "Cc"}  # direction marks and the like have no picture


def clean(text: str) -> str:
    """A text of composed characters: line feeds end paragraphs, no controls, direction marks only where they matter."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_LINE_ENDS)
    text = text.replace("\t", " ").replace(_TEXT_STYLE, "")
    if not has_right_to_left(text):
        text = text.translate(_DIRECTION_MARKS)
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc").strip()


def has_right_to_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def visible(text: str) -> str:
    """What is handed to the shaper: without soft hyphens, zero-width spaces and style selectors."""
    return text if text.isascii() else text.translate(_SILENT)


def faces_of(text: str, script: Script) -> list[tuple[Face, bool]]:
    """The face of each character, and whether that face really has it."""
    if script.face == faces.SANS and text.isascii() and text.isprintable():
        ours = {"Latn", script.code} & script.branded
        if not ours or ours == {"Latn", script.code}:
            return [(script.brand if script.brand and ours else faces.SANS, True)] * len(text)
    result: list[tuple[Face, bool]] = []
    for index, character in enumerate(text):
        joins = _continues_emoji(text, index, result) or text[index + 1 : index + 2] in _MAKES_EMOJI
        if joins and _has(faces.EMOJI, character):
            result.append((faces.EMOJI, True))
        else:
            result.append(_face(character, script, result[-1][0] if result else None))
    return result


def missing(text: str, script: Script) -> int:
    """How many characters no face has."""
    pairs = zip(text, faces_of(text, script), strict=True)
    return sum(not found and _has_picture(c) for c, (_, found) in pairs)


def _has_picture(character: str) -> bool:
    return ord(character) not in _SILENT and unicodedata.category(character) not in _INVISIBLE


def _continues_emoji(text: str, index: int, before: list[tuple[Face, bool]]) -> bool:
    """Whether an emoji goes on: joined sequences stay in one run, or a family falls apart into its members."""
    return index > 0 and text[index - 1] == ZWJ and before[-1][0] == faces.EMOJI


def _face(character: str, script: Script, previous: Face | None) -> tuple[Face, bool]:
    if previous and _belongs_to_previous(character):
        return previous, faces.covers(previous, character) or character in (ZWNJ, ZWJ)
    # A space keeps the run of the word before it; punctuation and digits go back to the script's own face.
    if previous not in (None, faces.EMOJI) and character.isspace() and faces.covers(previous, character):
        return previous, True
    for face in _candidates(character, script):
        if _has(face, character):
            return face, True
    return script.face, False


def _has(face: Face, character: str) -> bool:
    return faces.covers(face, character) or (face == faces.EMOJI and emoji.known(character))


def _belongs_to_previous(character: str) -> bool:
    if character < "\u0300":
        return character == SOFT_HYPHEN
    return (
        character in (ZWNJ, ZWJ)
        or character in _SKIN_TONES
        or ord(character) in _SILENT
        or unicodedata.category(character) in ("Mn", "Mc", "Me")
    )


def _candidates(character: str, script: Script) -> Iterator[Face]:
    code = script_of(character)
    if script.brand and (code or script.code) in script.branded:
        yield script.brand
    yield script.face
    yield faces.SANS
    own = SCRIPTS.get(code or "")
    if own:
        yield own.face
    yield faces.SYMBOLS
    yield faces.EMOJI
    yield faces.CHINESE_SIMPLIFIED if code == "Hani" else faces.JAPANESE
