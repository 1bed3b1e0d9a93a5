"""Measures a text once, in em; every size is arithmetic after that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.variants.rendering.text import breaking, faces
from services.variants.rendering.text.runs import clean, missing, runs
from services.variants.rendering.text.scripts import Script, dominant

_REFERENCE = 100  # px per em while measuring
_SHARED_SCRIPTS = ("Latn", "Cyrl", "Arab", "Deva")
_BETWEEN_LINES = 0.08  # em that must stay free between the lowest ink of a line and the highest of the next


@dataclass(frozen=True, slots=True)
class Segment:
    """A part that stays on one line. `advance` counts its trailing space and `width` does not; both in em."""

    text: str
    advance: float
    width: float
    ends_paragraph: bool = False
    hyphenates: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """`top` and `bottom` are the ink's reach above and below the baseline, `pitch` the line distance; all in em."""

    text: str
    script: Script
    language: str
    weight: int
    segments: tuple[Segment, ...]
    top: float
    bottom: float
    pitch: float
    missing: int

    @property
    def widest(self) -> float:
        return max((segment.width for segment in self.segments), default=0.0)


def measure(text: str, locale: str | None, weight: int = faces.BOLD, script: Script | None = None) -> Measured:
    """`script`: that of a longer text which this one accompanies; None: the text's own."""
    text = clean(text)
    own = dominant(text, locale)
    script = script if script and own.code == "Latn" and not any(c.isalpha() for c in text) else own
    language = _language(script, locale)
    segments: list[Segment] = []
    for paragraph in text.split("\n"):
        parts = [_segment(part, script, weight) for part in breaking.parts(paragraph, script, language) if part]
        segments += [*parts[:-1], _ending(parts[-1])] if parts else [Segment("", 0, 0, ends_paragraph=True)]
    top, bottom = _ink(text.replace("\n", " "), script, weight)
    pitch = max(script.pitch, top + bottom + _BETWEEN_LINES)
    return Measured(
        text, script, language, weight, tuple(segments), top, bottom, pitch, missing(text.replace("\n", ""), script)
    )


def _language(script: Script, locale: str | None) -> str:
    """The locale's where the script serves many languages, so that words break and letters look as they do there."""
    return locale if locale and script.code in _SHARED_SCRIPTS else script.language


def width(text: str, script: Script, weight: int) -> float:
    """In em."""
    lengths = (faces.load(run.face, _REFERENCE, weight).getlength(run.text) for run in runs(text, script))
    return sum(lengths) / _REFERENCE


def split(segment: Segment, limit: float, text: Measured) -> Iterator[Segment]:
    """The segment in pieces of at most `limit` em, with a hyphen where words take one."""
    script, weight = text.script, text.weight
    pieces = breaking.pieces(segment.text.rstrip(), script, text.language)
    hyphen = width("-", script, weight) if breaking.takes_hyphen(segment.text, script) else 0.0
    line = ""
    for piece in pieces:
        if line and width(line + piece, script, weight) + hyphen > limit:
            yield _piece(line, script, weight, hyphen)
            line = ""
        line += piece
    yield _last(line, segment, script, weight)


def _piece(text: str, script: Script, weight: int, hyphen: float) -> Segment:
    plain = width(text, script, weight)
    return Segment(text, plain, plain + hyphen, hyphenates=hyphen > 0)


def _last(text: str, segment: Segment, script: Script, weight: int) -> Segment:
    space = segment.text[len(segment.text.rstrip()) :]
    last = _segment(text + space, script, weight)
    return _ending(last) if segment.ends_paragraph else last


def _segment(text: str, script: Script, weight: int) -> Segment:
    stripped = text.rstrip()
    narrow = width(stripped, script, weight)
    return Segment(text, narrow if stripped == text else width(text, script, weight), narrow)


def _ending(segment: Segment) -> Segment:
    return Segment(segment.text, segment.advance, segment.width, ends_paragraph=True)


def _ink(text: str, script: Script, weight: int) -> tuple[float, float]:
    tops, bottoms = [0.1], [0.0]
    for run in runs(text, script):
        if run.text.strip():
            box = faces.load(run.face, _REFERENCE, weight).getbbox(run.text, anchor="ls")
            tops.append(-box[1] / _REFERENCE)
            bottoms.append(box[3] / _REFERENCE)
    return max(tops), max(bottoms)
