"""The typefaces that a brief may choose from, by name or by kind, and what people call ones like them."""

from __future__ import annotations

import difflib
import re
from typing import Final

# Name -> its kinds: said instead of a name, they mean this typeface.
TYPEFACES: Final[dict[str, tuple[str, ...]]] = {
    "inter": ("sans", "sans serif", "grotesque", "grotesk", "neo-grotesque", "neutral", "modern", "clean"),
    "montserrat": ("geometric", "geometric sans"),
    "nunito": ("rounded", "round", "rounded sans", "friendly", "soft sans"),
    "bitter": ("slab", "slab serif", "egyptian"),
    "playfair-display": (
        "serif",
        "high contrast",
        "high contrast serif",
        "didone",
        "elegant",
        "classic",
        "transitional",
    ),
    "oswald": ("condensed", "condensed sans", "narrow", "compressed"),
    "fraunces": ("soft serif", "old style", "old style serif", "vintage", "wonky"),
    "caveat": ("handwritten", "handwriting", "hand", "script", "cursive", "brush"),
}
# Typefaces that are not among them -> the one that comes nearest.
_LIKE: Final[dict[str, str]] = {
    "inter": "arial aptos calibri dmsans helvetica ibmplexsans lato manrope notosans opensans roboto "
    "sanfrancisco segoeui sourcesans univers verdana worksans",
    "montserrat": "avenir centurygothic circular futura gilroy gotham poppins proximanova raleway sofiapro",
    "nunito": "arialrounded comfortaa fredoka quicksand varelaround",
    "bitter": "arvo clarendon courier museoslab robotoslab rockwell zillaslab",
    "playfair-display": "bodoni canela didot dmserif georgia merriweather times tiempos",
    "oswald": "antonio bebas dinpro gothamcondensed impact leaguegothic robotocondensed",
    "fraunces": "caslon cooper cormorant ebgaramond garamond lora recoleta souvenir windsor",
    "caveat": "brushscript comicsans dancingscript indieflower kalam pacifico patrickhand",
}
# What stands behind a family's name for one of its cuts.
_CUTS: Final = re.compile(
    r"\b(thin|(extra|ultra|semi|demi)?[ -]?(light|bold)|book|regular|normal|medium|black|heavy|italic|variable|vf|"
    r"font|fonts|typeface|family|style|\d{3})\b"
)


def typeface_of(text: str) -> str | None:
    """The name of the typeface meant by "Playfair Display", "Inter Bold" or "serif"; None if it is none of these.

    Of a list, as CSS has them ("Futura, sans-serif"), the first that is known.
    """
    for part in text.split(","):
        said = _squashed(part)
        for name, kinds in TYPEFACES.items():
            if said in map(_squashed, (name, *kinds)):
                return name
    return None


def nearest_typeface(text: str) -> str | None:
    """The one that looks most like a typeface that is none of them, or whose name is spelled most like it."""
    said = _squashed(text.split(",")[0])
    for name, others in _LIKE.items():
        if any(said.startswith(other) for other in others.split()):
            return name
    known = {_squashed(called): name for name, kinds in TYPEFACES.items() for called in (name, *kinds)}
    close = difflib.get_close_matches(said[:60], known, n=1)
    return known[close[0]] if close else None


def _squashed(text: str) -> str:
    """Letters alone, without what names a cut of the family."""
    plain = re.sub(r"[_-]", " ", text.casefold().strip(" '\""))
    return "".join(filter(str.isalnum, _CUTS.sub("", plain) or plain))
