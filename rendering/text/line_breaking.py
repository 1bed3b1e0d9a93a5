"""Finds where a line may end: ICU's rules (UAX #14), whole phrases in Chinese and Japanese, words in Korean.

Beyond those rules, what belongs together for the eye stays on one line: a number and its unit, a dash and the word
before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate, pairwise

from rendering.text.characters import SOFT_HYPHEN
from rendering.text.scripts import CJK, Script

_HYPHENATED = ("Latn", "Cyrl", "Grek", "Armn")
_PUNCTUATION = ".,;:!?\"'()\u00ab\u00bb\u201c\u201d\u201e\u2018\u2019\u2026\u00a1\u00bf"

_CURRENCY = r"\u20a0-\u20cf$\u00a3\u00a5\u0e3f\uffe5"
_MEASURES = (
    "kg|g|mg|t|lbs?|oz|l|ml|cl|dl|km|m|cm|mm|ft|mi|mph|kmh|h|min|sec|s|kwh|kw|w|v|mah|gb|tb|mb|k?hz|mp|px|"
    "am|pm|uhr|std|mio|mrd|millions?|billions?|millionen|milliarden|millones|milioni|"
    "kr|z\u0142|k\u010d|ft|lei|\u043b\u0432|\u0433\u0440\u043d|\u0440\u0443\u0431|\u0440|\u043a\u0433|\u0433|\u043b|"
    "\u043c\u043b|\u0448\u0442|\u043c\u043b\u043d|\u0442\u044b\u0441|\u03b5\u03c5\u03c1\u03ce"
)
_NUMERALS = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u4e07\u842c\u4e24\u5169\u534a"
_COUNTERS = "\u6298\u5143\u5e74\u6708\u65e5\u5929\u4eba\u4ef6\u4e2a\u500b\u9031\u5468\u500d\u5186\u540d\u6b21\u6b3e"
# \x00 marks the place where the line would break.
_NOT_PARTED = re.compile(
    r"\d\s+\x00(?:"
    rf"[%\u2030\u066a\u00b0{_CURRENCY}]"  # 50 %, 20 EUR's sign
    r"|\d{3}(?!\d)"  # 1 299
    rf"|(?:{_MEASURES})(?![\w-])"
    r"|(?-i:[A-Z]{3})(?![\w-])"  # 20,00 EUR
    r")"
    rf"|(?:^|[\s(])(?:[{_CURRENCY}]|(?-i:[A-Z]{{3}}))\s+\x00\d"  # EUR 20
    r"|\d-\x00\w{1,4}(?![^\W\d])|(?<!\w)\w-\x00\w"  # 5-in-1, T-shirt, e-mail
    r"|\d[%\uff05]?\x00[\u3040-\u30ff\u4e00-\u9fff]"  # 25% and its counter or particle
    rf"|[{_NUMERALS}]\x00[{_NUMERALS}{_COUNTERS}]"
    r"|\S\s*\x00[-\u2010-\u2015](?:\s|$)"  # a dash ends a line, it starts none
    r"|\S\x00[\u2013-\u2015]",
    re.IGNORECASE,
)
_REACH = 12  # characters on either side that decide


def parts(paragraph: str, script: Script, language: str) -> list[str]:
    """The paragraph in parts that belong on one line each, trailing spaces included."""
    found = _line_parts(paragraph, language)
    if script.code == "Kore":
        found = _joined(found, lambda part, _: part[-1:].isspace())
    elif script.code in CJK:
        phrases = set(accumulate(map(len, _phrases(script.code)(paragraph))))
        found = _joined(found, lambda _, end: end in phrases)
    whole: list[str] = []
    for part in found:
        if whole and _stay_together(whole[-1], part):
            whole[-1] += part
        else:
            whole.append(part)
    return whole


def _stay_together(before: str, after: str) -> bool:
    if before.endswith(SOFT_HYPHEN):
        return True  # a place to cut a long word, not a place where two words meet
    return bool(_NOT_PARTED.search(f"{before[-_REACH:]}\x00{after[:_REACH]}"))


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


@lru_cache(maxsize=4)
def _phrases(code: str) -> Callable[[str], list[str]]:
    import budoux

    if code == "Jpan":
        return budoux.load_default_japanese_parser().parse
    if code == "Hans":
        return budoux.load_default_simplified_chinese_parser().parse
    return budoux.load_default_traditional_chinese_parser().parse
