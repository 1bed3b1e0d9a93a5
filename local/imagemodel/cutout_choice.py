"""The choice of a cut-out, by the words of a product's name and description.

`cutouts/words.json` has them per cut-out. The last word of any "is" in a name tells what the product is: a "coffee mug"
is a mug, a "phone box" a box. Those of "suggested by" tell it where only what it holds or does is said.
"""

from __future__ import annotations

import json
import re

from local.imagemodel.cutout import FOLDER

_PLAIN = "pack"  # for what no word gives away
_WORDS: dict[str, dict[str, list[str]]] = json.loads((FOLDER / "words.json").read_text("utf-8"))
_IS, _SUGGESTED_BY = "is", "suggested by"

_PACKED = re.compile(
    r"\b(?:in|inside|within) an? [^.;]{0,50}?\b(?P<thing>bottle|can|jar|tube|pump|box|carton|pouch|bag)\b"
)


def product_in(prompt: str) -> tuple[str, str]:
    """Name and description in lower case, of "... photography of NAME. DESCRIPTION. High quality, ..."."""
    text = re.sub(r"\s+", " ", prompt).strip().lower()
    text = re.split(r"\bhigh quality\b|\bmarketing campaign\b|\bstudio lighting\b|\bphotorealistic\b", text)[0]
    text = re.split(r"\b(?:photography|photograph|photo|picture|image|shot) of (?:an? |the )?", text, maxsplit=1)[-1]
    text = text.replace("white background", "")
    name, _, description = text.partition(". ")
    return name.strip(" ."), description.strip()


def cutout_for(name: str, description: str) -> str:
    """One of `cutout.KINDS`."""
    packed = _PACKED.search(description)
    return (
        _last(_IS, name)
        or (packed and _last(_IS, packed["thing"]))
        or _last(_SUGGESTED_BY, name)
        or _first(_IS, description)
        or _first(_SUGGESTED_BY, description)
        or _PLAIN
    )


def _found(field: str, text: str) -> list[tuple[int, int, str]]:
    """(end, length, kind) of each phrase that occurs; scripts without spaces match anywhere."""
    hits = []
    for kind, words in _WORDS.items():
        for phrase in words.get(field, []):
            pattern = rf"(?<!\w){re.escape(phrase)}(?!\w)" if phrase[0] < "\u3000" else re.escape(phrase)
            hits += [(hit.end(), len(phrase), kind) for hit in re.finditer(pattern, text)]
    return hits


def _last(field: str, text: str) -> str | None:
    hits = _found(field, text)
    return max(hits)[2] if hits else None


def _first(field: str, text: str) -> str | None:
    hits = _found(field, text)
    return min((end - length, -length, kind) for end, length, kind in hits)[2] if hits else None
