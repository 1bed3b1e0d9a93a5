"""Cuts a text into runs of one face: the script's own face first, then whichever face has the character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from services.variants.rendering.text import faces
from services.variants.rendering.text.faces import Face
from services.variants.rendering.text.scripts import SCRIPTS, Script, script_of

_JOINERS = "\u200c\u200d"
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_INVISIBLE = {"Cf", "Cc"}  # direction marks and the like have no picture


@dataclass(frozen=True, slots=True)
class Run:
    face: Face
    text: str


def clean(text: str) -> str:
    """Composed characters, one kind of space, line feeds as paragraph ends, no variation selectors, no controls."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\ufe0f", "").replace("\ufe0e", "").replace("\t", " ")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc").strip()


def faces_of(text: str, script: Script) -> list[tuple[Face, bool]]:
    """For each character its face, and whether that face really has it."""
    result: list[tuple[Face, bool]] = []
    for character in text:
        previous = result[-1][0] if result else None
        result.append(_face(character, script, previous))
    return result


def runs(text: str, script: Script) -> Iterator[Run]:
    start = 0
    faces_ = faces_of(text, script)
    for index in range(1, len(text) + 1):
        if index == len(text) or faces_[index][0] != faces_[start][0]:
            yield Run(faces_[start][0], text[start:index])
            start = index


def missing(text: str, script: Script) -> int:
    """How many characters no face has."""
    pairs = zip(text, faces_of(text, script), strict=True)
    return sum(not found and unicodedata.category(c) not in _INVISIBLE for c, (_, found) in pairs)


def _face(character: str, script: Script, previous: Face | None) -> tuple[Face, bool]:
    if previous and _belongs_to_previous(character):
        return previous, faces.covers(previous, character) or character in _JOINERS
    # A space keeps the run of the word before it; punctuation and digits go back to the script's own face.
    if previous not in (None, faces.EMOJI) and character.isspace() and faces.covers(previous, character):
        return previous, True
    for face in _candidates(character, script):
        if faces.covers(face, character):
            return face, True
    return script.face, False


def _belongs_to_previous(character: str) -> bool:
    if character < "\u0300":
        return False
    return (
        character in _JOINERS
        or _SKIN_TONES[0] <= character <= _SKIN_TONES[1]
        or unicodedata.category(character) in ("Mn", "Mc", "Me")
    )


def _candidates(character: str, script: Script) -> Iterator[Face]:
    yield script.face
    yield faces.SANS
    own = SCRIPTS.get(script_of(character) or "")
    if own:
        yield own.face
    yield faces.SYMBOLS
    yield faces.EMOJI
    yield faces.CHINESE_SIMPLIFIED if script_of(character) == "Hani" else faces.JAPANESE
