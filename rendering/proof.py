"""A proof before the print run: are the words legible after JPEG? Tried on a piece of each text, in a millisecond."""

from __future__ import annotations

from PIL import Image

from rendering import contrast
from rendering.encode import as_jpeg_shows
from rendering.inked import Inked
from rendering.words import Drawn, Words

_PIECE = (192, 96)  # px: some letters
_BLOCK = 8  # px: cut along JPEG's own blocks, the piece loses exactly what the whole picture would


def survives(canvas: Image.Image, words: Words) -> bool:
    """False where saturated colours fall below the contrast bar. True is no promise: the evidence measures all."""
    return all(_contrast(canvas, text) >= contrast.BAR for text in words.texts)


def _contrast(canvas: Image.Image, text: Drawn) -> float:
    left, top = text.at
    width, height = (min(most, side) for most, side in zip(_PIECE, text.mask.size, strict=True))
    x, y = (edge // _BLOCK * _BLOCK for edge in text.at)
    right, bottom = (-(-edge // _BLOCK) * _BLOCK for edge in (left + width, top + height))
    piece = Inked.of(Drawn(text.mask.crop((0, 0, width, height)), (left - x, top - y)))
    return piece.contrast(as_jpeg_shows(canvas.crop((x, y, right, bottom))))
