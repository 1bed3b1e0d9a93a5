"""Finds where a line may end: ICU's rules (UAX #14), phrases in Chinese and Japanese, words in Korean and Thai."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from itertools import accumulate, pairwise

from rendering.text.characters import SOFT_HYPHEN
from rendering.text.kept_together import stay_together
from rendering.text.scripts import Script

_HYPHENATED = ("Latn", "Cyrl", "Grek", "Armn")
_AT_SPACES = ("Kore", "Java", "Bali")  # where ICU would part syllables
_PUNCTUATION = ".,;:!?\"'()\u00ab\u00bb\u201c\u201d\u201e\u2018\u2019\u2026\u00a1\u00bf"


def parts(paragraph: str, script: Script, language: str) -> list[str]:
    """The paragraph in parts that belong on one line each, trailing spaces included."""
    found = _line_parts(paragraph, language)
    if script.code in _AT_SPACES and " " in paragraph:
        found = _joined(found, lambda part, _: part[-1:].isspace())
    for finder in _finders(script.code):
        ends = set(accumulate(map(len, finder(paragraph))))
        found = _joined(found, partial(_is_in, ends))
    return _joined(found, lambda _, end: end == len(paragraph) or not stay_together(paragraph, end))


def pieces(word: str, script: Script, language: str, fits: Callable[[str], bool]) -> list[str]:
    """A part that is too long for any line, cut where it hurts least: where ICU would, at syllables, at last anywhere.

    Never inside what is seen as one character.
    """
    from icu4py.breakers import CharacterBreaker

    finer = _syllables(word, language) if takes_hyphen(word, script) else _line_parts(word, language)
    if len(finer) < 2:
        return list(CharacterBreaker(word, language))
    return [piece for part in finer for piece in ([part] if fits(part) else pieces(part, script, language, fits))]


def takes_hyphen(word: str, script: Script) -> bool:
    """Whether it may be hyphenated: words of alphabets are, addresses and codes are not: a hyphen would change them."""
    letters = word.replace(SOFT_HYPHEN, "").strip().strip(_PUNCTUATION)
    return script.code in _HYPHENATED and letters.isalpha()


def _line_parts(text: str, language: str) -> list[str]:
    from icu4py.breakers import LineBreaker

    # Strict: no line starts with a small kana. Strings, not .segments(): those offsets count UTF-16 units.
    return list(LineBreaker(text, f"{language}-u-lb-strict"))


def _syllables(word: str, language: str) -> list[str]:
    """Parts of a word: between its author's own soft hyphens, else the dictionary's syllables."""
    if SOFT_HYPHEN in word.strip(SOFT_HYPHEN):
        ends = [index + 1 for index, character in enumerate(word) if character == SOFT_HYPHEN]
        return [word[start:end] for start, end in pairwise([0, *ends, len(word)]) if start < end]
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    if not known:
        return []
    cuts = [0, *pyphen.Pyphen(lang=known, left=3, right=3).positions(word), len(word)]
    return [word[start:end] for start, end in pairwise(cuts)]


def _joined(found: Iterable[str], may_end: Callable[[str, int], bool]) -> list[str]:
    result, open_part, end = [], "", 0
    for part in found:
        open_part += part
        end += len(part)
        if may_end(part, end):
            result.append(open_part)
            open_part = ""
    return [*result, open_part] if open_part else result


def _is_in(ends: set[int], _part: str, end: int) -> bool:
    return end in ends


@lru_cache(maxsize=4)
def _finders(code: str) -> tuple[Callable[[str], list[str]], ...]:
    """What cuts a text into words or phrases, where ICU alone would part them: a line ends where all of them do."""
    import budoux

    match code:
        case "Jpan":
            return (budoux.load_default_japanese_parser().parse,)
        case "Hans":
            return (budoux.load_default_simplified_chinese_parser().parse,)
        case "Hant" | "Hant-HK":
            return (budoux.load_default_traditional_chinese_parser().parse,)
        case "Thai":
            from newmm_tokenizer.tokenizer import word_tokenize

            return word_tokenize, budoux.load_default_thai_parser().parse
    return ()
