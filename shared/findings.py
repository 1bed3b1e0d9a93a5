"""What the checks on a variant mean, in the words of whoever looks at the picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from shared.frozen import Frozen
from shared.pictures import Check


class _Words(NamedTuple):
    passed: str
    missed: str


_WORDS = {
    "contrast": _Words(
        "The texts stand out from what lies behind them",
        "Some text hardly stands out from what lies behind it: it is hard to read",
    ),
    "safe_zone": _Words(
        "The network's own buttons cover no text", "The network's own buttons may cover some text: it could not be read"
    ),
    "product_kept": _Words("The whole product is in the picture", "Part of the product is cut off or covered"),
    "text_on_product": _Words("No text lies on the product", "Text lies on the product and hides part of it"),
    "legible": _Words("Every text can be read on a phone", "Some text is too small to read on a phone"),
    "visible": _Words("There is something to see on the picture", "The picture shows next to nothing"),
    "texts_shown": _Words("Every text is shown in full", "Some text is left out: there is no room for all of it"),
    "missing_glyphs": _Words("The typeface has every letter", "The typeface lacks some letters: they look wrong"),
    "resolution": _Words(
        "The picture is large enough to be sharp", "The picture is small for this format: enlarged, it looks soft"
    ),
    "bytes": _Words("The network accepts a file of this size", "The file is larger than the network accepts"),
    "finders": _Words(
        "It is clear where the product is",
        "It is unclear where the product is: please look whether it is whole and free of text",
    ),
    "logo": _Words("The logo is whole, nothing lies on it", "The logo is missing, covered or hard to see"),
}


class Finding(Frozen):
    """One check in words; `figures` has its value and its bar."""

    passed: bool
    words: str
    figures: str


def findings(evidence: Mapping[str, Check]) -> list[Finding]:
    """What was found on a variant, what it misses first; a check that has no words here keeps its name."""
    found = [_finding(name, check) for name, check in evidence.items()]
    return sorted(found, key=lambda finding: finding.passed)


def _finding(name: str, check: Check) -> Finding:
    plain = name.replace("_", " ")
    words = _WORDS.get(name, _Words(plain, f"missed: {plain}"))
    relation, _, bar = check.bar.partition(" ")
    bound = {">=": "at least", "<=": "at most"}.get(relation, relation)
    told = words.passed if check.passed else words.missed
    return Finding(passed=check.passed, words=told, figures=f"measured {check.value:g}, wanted {bound} {bar}")
