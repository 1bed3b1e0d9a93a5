"""Where a line may end: ICU's rules (UAX #14), whole phrases in Chinese and Japanese, words in Korean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate, pairwise

from services.variants.rendering.text.scripts import CJK, Script

_HYPHENATED = ("Latn", "Cyrl", "Grek", "Armn")
_PUNCTUATION = ".,;:!?\"'()"


def parts(paragraph: str, script: Script, language: str) -> list[str]:
    """The paragraph in parts that belong on one line each, trailing spaces included."""
    from icu4py.breakers import LineBreaker

    # Strings, not .segments(): those offsets count UTF-16 units.
    found = list(LineBreaker(paragraph, language))
    if script.code == "Kore":
        return _joined(found, lambda part, _: part[-1:].isspace())
    if script.code in CJK:
        phrases = set(accumulate(map(len, _phrases(script.code)(paragraph))))
        return _joined(found, lambda _, end: end in phrases)
    return found


def pieces(word: str, script: Script, language: str) -> list[str]:
    """Where a word that is too long for any line may be cut: at its syllables, else between characters as seen."""
    from icu4py.breakers import CharacterBreaker, LineBreaker

    finer: list[str] = []
    if script.code in CJK:
        finer = list(LineBreaker(word, script.language))
    elif takes_hyphen(word, script):
        finer = _syllables(word, language)
    return finer if len(finer) > 1 else list(CharacterBreaker(word, script.language))


def _syllables(word: str, language: str) -> list[str]:
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    if not known:
        return []
    cuts = [0, *pyphen.Pyphen(lang=known, left=3, right=3).positions(word), len(word)]
    return [word[start:end] for start, end in pairwise(cuts)]


def takes_hyphen(word: str, script: Script) -> bool:
    """Words of alphabets do; addresses and codes don't: a hyphen would change them."""
    return script.code in _HYPHENATED and all(c.isalpha() for c in word.strip().strip(_PUNCTUATION))


def _joined(found: Iterable[str], may_end: Callable[[str, int], bool]) -> list[str]:
    result, open_part, end = [], "", 0
    for part in found:
        open_part += part
        end += len(part)
        if may_end(part, end):
            result.append(open_part)
            open_part = ""
    return [*result, open_part] if open_part else result


@lru_cache(maxsize=4)
def _phrases(code: str) -> Callable[[str], list[str]]:
    import budoux

    if code == "Jpan":
        return budoux.load_default_japanese_parser().parse
    if code == "Hans":
        return budoux.load_default_simplified_chinese_parser().parse
    return budoux.load_default_traditional_chinese_parser().parse
