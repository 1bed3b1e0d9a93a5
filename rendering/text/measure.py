"""Measures a text once, in em; every size is arithmetic after that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from PIL import ImageFont

from rendering.text import emoji, faces, line_breaking
from rendering.text.characters import clean, missing
from rendering.text.direction import Piece, in_visual_order
from rendering.text.kept_together import at_line_end
from rendering.text.scripts import Script, dominant
from rendering.text.shaping import Shaping, shaping
from rendering.text.typefaces import in_typeface

_REFERENCE = 100  # px per em while measuring
_CAPITALS = 0.714  # em: Noto Sans's
_SHARED_SCRIPTS = ("Latn", "Cyrl", "Arab", "Deva")
_FREE_REACH = 0.06  # em that letters may reach beyond their advance: masters keep so much free
_BETWEEN_LINES = 0.08  # em that must stay free between the lowest ink of a line and the highest of the next


@dataclass(frozen=True, slots=True)
class Segment:
    """A part that stays on one line. `advance` counts what no line ends with, such as a space, `width` does not."""

    text: str
    advance: float
    width: float
    ends_paragraph: bool = False
    hyphenates: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured text, in em: `top`, `bottom` are the ink's reach from the baseline, `pitch` the line distance.

    `reach`: how far letters stand out of a line's advance, beyond what is free anyway. `capitals`: the height of the
    face's capitals, by which labels and lines are centred.
    """

    text: str
    script: Script
    language: str
    weight: int
    segments: tuple[Segment, ...]
    top: float
    bottom: float
    pitch: float
    reach: float
    capitals: float
    missing: int

    @property
    def widest(self) -> float:
        return max((segment.width for segment in self.segments), default=0.0)


@dataclass(frozen=True, slots=True)
class Ruler:
    """Widths in em, of text as it will be drawn. `reach` as in Measured."""

    script: Script
    language: str
    weight: int
    reach: float = 0.0

    def width(self, text: str) -> float:
        return _width(self, text)

    def ink(self, text: str) -> tuple[float, float]:
        """How far it reaches above and below the baseline."""
        tops, bottoms = [0.1], [0.0]
        for piece in in_visual_order(text, self.script):
            if piece.face == faces.COLOR_EMOJI:
                tops.append(emoji.ABOVE)
                bottoms.append(emoji.BELOW)
            elif piece.text.strip():
                box = self._font(piece).getbbox(piece.text, anchor="ls", **self._shaping(piece))
                tops.append(-box[1] / _REFERENCE)
                bottoms.append(box[3] / _REFERENCE)
        return max(tops), max(bottoms)

    def segment(self, text: str, *, ends_paragraph: bool = False) -> Segment:
        stripped = text.rstrip() if ends_paragraph else at_line_end(text)
        narrow = self.width(stripped)
        advance = narrow if stripped == text else self.width(text)
        return Segment(text, advance, narrow + self.reach, ends_paragraph)

    def reach_of(self, words: Iterable[str]) -> float:
        """How far the widest of them reaches beyond its advance: slanted letters, swashes, stacked marks."""
        if self.script.face == faces.SANS and not self.script.branded:
            return 0.0  # known to be little
        reaches = (self._reach(piece) for word in words for piece in in_visual_order(word.strip(), self.script))
        return max(0.0, max(reaches, default=0.0) - _FREE_REACH)

    def _reach(self, piece: Piece) -> float:
        if piece.face == faces.COLOR_EMOJI or not piece.text.strip():
            return 0.0
        left, _, right, _ = self._font(piece).getbbox(piece.text, anchor="ls", **self._shaping(piece))
        return max(0.0, right / _REFERENCE - self.advance(piece)) + max(0.0, -left / _REFERENCE)

    def advance(self, piece: Piece) -> float:
        if piece.face == faces.COLOR_EMOJI:
            return emoji.ADVANCE
        return self._font(piece).getlength(piece.text, **self._shaping(piece)) / _REFERENCE

    def _font(self, piece: Piece) -> ImageFont.FreeTypeFont:
        return faces.load(piece.face, _REFERENCE, self.weight)

    def _shaping(self, piece: Piece) -> Shaping:
        return shaping(self.language, right_to_left=piece.right_to_left)


@lru_cache(maxsize=4096)  # a layout is tried in hundreds of widths, and a word too long for them is cut for each
def _width(ruler: Ruler, text: str) -> float:
    return sum(map(ruler.advance, in_visual_order(text, ruler.script)))


@lru_cache(maxsize=128)  # all products of a campaign carry the same texts
def measure(
    text: str,
    locale: str | None,
    weight: int = faces.BOLD,
    script: Script | None = None,
    typeface: str | None = None,
) -> Measured:
    """The text, measured. `script`: that of a longer text which this one accompanies; None: the text's own.

    `typeface`: a name of shared/typefaces.py, or None: Noto.
    """
    text = clean(text)
    own = dominant(text, locale)
    script = script if script and own.code == "Latn" and not any(c.isalpha() for c in text) else own
    script = in_typeface(script, typeface, text)
    ruler = Ruler(script, _language(script, locale), weight)
    paragraphs = [line_breaking.parts(each, script, ruler.language) or [""] for each in text.split("\n")]
    ruler = replace(ruler, reach=ruler.reach_of(chain(*paragraphs)))
    segments: list[Segment] = []
    for parts in paragraphs:
        segments += [ruler.segment(part, ends_paragraph=at == len(parts)) for at, part in enumerate(parts, 1)]
    top, bottom = ruler.ink(text.replace("\n", " "))
    pitch = max(script.pitch, top + bottom + _BETWEEN_LINES)
    absent = missing(text.replace("\n", ""), script)
    capitals = ruler.ink("H")[0] if script.code in script.branded else _CAPITALS
    return Measured(
        text, script, ruler.language, weight, tuple(segments), top, bottom, pitch, ruler.reach, capitals, absent
    )


def _language(script: Script, locale: str | None) -> str:
    """The locale's where the script serves many languages, so that words break and letters look as they do there."""
    return locale if locale and script.code in _SHARED_SCRIPTS else script.language


def split(segment: Segment, limit: float, text: Measured) -> Iterator[Segment]:
    """The segment in pieces of at most `limit` em, with a hyphen where words take one."""
    ruler = Ruler(text.script, text.language, text.weight, text.reach)
    hyphen = ruler.width("-") if line_breaking.takes_hyphen(segment.text, text.script) else 0.0

    def fits(part: str) -> bool:
        return ruler.width(part) + hyphen + text.reach <= limit

    word, line = segment.text.rstrip(), ""
    for piece in line_breaking.pieces(word, text.script, text.language, fits):
        if line and not fits(line + piece):
            plain = ruler.width(line)
            yield Segment(line, plain, plain + hyphen + text.reach, hyphenates=hyphen > 0)
            line = ""
        line += piece
    yield ruler.segment(line + segment.text[len(word) :], ends_paragraph=segment.ends_paragraph)
