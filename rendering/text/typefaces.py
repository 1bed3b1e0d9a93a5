"""The typefaces that a brief may choose (shared/typefaces.py; OFL, from PyPI), and how far each of them sets a text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from rendering.text.faces import WEIGHT, Face, covers
from rendering.text.scripts import Script, script_of

# Those that some of them have. Letters of others, and what a typeface lacks, are set in Noto.
_ALPHABETS = frozenset({"Latn", "Cyrl", "Grek"})


def _face(name: str, file: str, axes: tuple[float | None, ...] = (WEIGHT,), scale: float = 1.0) -> Face:
    return Face(f"fontpkg_{name.replace('-', '_')}", f"files/{file}", axes=axes, scale=scale, has_ascii=True)


# Scales by x-height, so that all look as large as Noto at one size (CSS: font-size-adjust). Of optical sizes one that
# serves headline and small print: widths must not change with the size.
FACES: dict[str, Face] = {
    "inter": _face("inter", "Inter[opsz,wght].ttf", (24, WEIGHT)),
    "montserrat": _face("montserrat", "Montserrat[wght].ttf", scale=1.02),
    "nunito": _face("nunito", "Nunito[wght].ttf", scale=1.1),
    "bitter": _face("bitter", "Bitter[wght].ttf", scale=1.02),
    "playfair-display": _face("playfair-display", "PlayfairDisplay[wght].ttf", scale=1.04),
    "oswald": _face("oswald", "Oswald[wght].ttf"),
    "fraunces": _face("fraunces", "Fraunces[SOFT,WONK,opsz,wght].ttf", (48, WEIGHT, 100, 0), scale=1.1),
    "caveat": _face("caveat", "Caveat[wght].ttf", scale=1.34),
}


def in_typeface(script: Script, typeface: str | None, text: str) -> Script:
    """The script with a typeface for those alphabets of which it has every letter in the text.

    One letter that it lacks sets all of that alphabet in Noto: no word is of two faces. `typeface`: as in the brief.
    """
    face = FACES.get(typeface or "")
    if face is None:
        return script
    alphabet, lacking = "", set()
    for character in text:
        alphabet = script_of(character) or alphabet  # a mark belongs to the letter before it
        if (character.isalpha() or unicodedata.combining(character)) and not covers(face, character):
            lacking.add(alphabet)
    return replace(script, brand=face, branded=_ALPHABETS - lacking)
