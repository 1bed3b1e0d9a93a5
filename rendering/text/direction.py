"""Finds the order in which the pieces of a line are seen (Unicode bidirectional algorithm, UAX #9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rendering.text import emoji, faces
from rendering.text.characters import faces_of, has_right_to_left, visible
from rendering.text.faces import Face
from rendering.text.scripts import Script
from rendering.text.shaping import bidi_levels, has_shaping


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one face and one direction, still in logical order: the shaper turns it."""

    face: Face
    text: str
    right_to_left: bool


def in_visual_order(line: str, script: Script, before: str = "") -> list[Piece]:
    """The pieces of a line from left to right; the script gives the paragraph's direction.

    `before`: the last letter of the lines above. A number goes by it (rules W2 and W7).
    """
    levels = _levels(before + line, script.right_to_left)[len(before) :]
    pieces: list[tuple[int, Piece]] = []
    start = 0
    faces_ = [face for face, _ in faces_of(line, script)]
    for index in range(1, len(line) + 1):
        if index < len(line) and (levels[index], faces_[index]) == (levels[start], faces_[start]):
            continue
        level = levels[start]
        shown = visible(line[start:index])
        pieces += [(level, Piece(face, part, level % 2 == 1)) for face, part in _of_one_face(faces_[start], shown)]
        start = index
    return _reordered(pieces)


def _of_one_face(face: Face, text: str) -> Iterator[tuple[Face, str]]:
    """Emoji one by one, in colour where there is a picture; other text as it is."""
    if face != faces.EMOJI:
        if text:
            yield face, text
        return
    for sequence in emoji.sequences(text):
        yield faces.COLOR_EMOJI if emoji.known(sequence) else face, sequence


def last_letter(line: str) -> str:
    """The last character that has a direction; none: the empty string."""
    return next((c for c in reversed(line) if unicodedata.bidirectional(c) in ("L", "R", "AL")), "")


def _reordered(pieces: list[tuple[int, Piece]]) -> list[Piece]:
    """Pieces by rule L2: from the highest level to the lowest odd one, each sequence at or above it is turned round."""
    highest = max((level for level, _ in pieces), default=0)
    for level in range(highest, 0, -1):
        start = None
        for index in range(len(pieces) + 1):
            inside = index < len(pieces) and pieces[index][0] >= level
            if inside and start is None:
                start = index
            elif not inside and start is not None:
                pieces[start:index] = reversed(pieces[start:index])
                start = None
    return [piece for _, piece in pieces]


def _levels(line: str, right_to_left: bool) -> list[int]:
    if not (right_to_left or has_right_to_left(line)) or not has_shaping():
        return [0] * len(line)  # without shaping, such a text is refused (runtime.py)
    return bidi_levels(line, right_to_left=right_to_left)
