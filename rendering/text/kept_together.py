"""What belongs together beyond Unicode's rules: a number and its unit, a model's name, a dash and its word.

Where a line ends at a divider, as in "Brand \u00b7 Product", the divider is not set: it would stand at a line's end.
"""

from __future__ import annotations

import re

from rendering.text.characters import SOFT_HYPHEN

_CURRENCY = r"\u20a0-\u20cf$\u00a3\u00a5\u0e3f\uffe5"
_MEASURES = (
    "kg|g|mg|\u00b5g|t|lbs?|oz|l|ml|cl|dl|gal|km|m|cm|mm|nm|ft|mi|mph|kmh|h|hrs?|min|sec|s|kwh|kw|w|v|mah|kcal|kj|"
    "gb|tb|mb|gbit|mbit|k?hz|ghz|mp|px|fps|dpi|ppi|lm|psi|hp|ps|zoll|inch|st\u00fcck|stk|pcs|"
    r"am|pm|a\.m\.|p\.m\.|uhr|heures|horas|std|mio|mrd|millions?|billions?|millionen|milliarden|millones|milioni|"
    "kr|z\u0142|k\u010d|lei|\u043b\u0432|\u0433\u0440\u043d|\u0440\u0443\u0431|\u0440|\u043a\u0433|\u0433|\u043b|"
    "\u043c\u043b|\u0448\u0442|\u043c\u043b\u043d|\u0442\u044b\u0441|\u03b5\u03c5\u03c1\u03ce"
)
# After a day: how months begin in English, German, French, Spanish, Italian, Portuguese, Dutch. "2 marine packs" stay
# together, too, which harms nobody.
_MONTHS = (
    r"jan[uv]|f\u00e9v|fe[bv]|m[a\u00e4]r|maart|a[pv]r|abr|ma[iyg]|mei|jui?n|jui?l|giu|lug|aug|ao\u00fb|ago|"
    r"se[pt]t?|set|o[ck]t|ott|out|nov|de[czs]|d\u00e9c|dic|ene|gen"
)
_NUMERALS = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u4e07\u842c\u4e24\u5169\u534a"
_COUNTERS = "\u6298\u5143\u5e74\u6708\u65e5\u5929\u4eba\u4ef6\u4e2a\u500b\u9031\u5468\u500d\u5186\u540d\u6b21\u6b3e"
# iPhone, PlayStation; then any word with a capital, which in "Buy 20 for all" is none of a model: only where nothing
# or a short word with a capital (Pro, Max) follows its number.
_CAMEL, _CAPITAL = r"(?<!\w)[A-Za-z]*[a-z][A-Z]\w*", r"(?<!\w)[A-Z]\w{2,}"
_NUMBER, _MARK = r"[A-Z]{0,3}\d{1,4}[A-Za-z]{0,2}(?!\w)", r"(?![A-Z]{3}(?!\w))[A-Z][A-Za-z]{1,4}(?!\w)"
_EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
# Between two texts of one line; where they stand on two, nothing needs to part them.
_DIVIDERS = "\u00b7\u2022|/"
_ENDS = tuple(_DIVIDERS)
_DIVIDED = re.compile(rf"(?<=\S)\s+[{_DIVIDERS}]\s*$")
# \x00 marks the place where the line would break.
_MODEL = (
    rf"(?-i:{_CAMEL}\s+\x00{_NUMBER}"
    rf"|{_CAMEL}\s+{_NUMBER}\s+{_MARK}\s+\x00{_MARK}"  # iPhone 15 Pro Max
    rf"|{_CAPITAL}\s+\x00(?=[A-Z]+\d){_NUMBER}"  # Galaxy S24
    rf"|{_CAPITAL}\s+\x00{_NUMBER}(?=\s*(?:$|[,.!?:;](?!\d)|\s{_MARK}))"  # Windows 11
    rf"|(?:{_CAMEL}|{_CAPITAL})\s+{_NUMBER}\s+\x00{_MARK})"
)
_NOT_PARTED = re.compile(
    r"\d\s+\x00(?:"
    rf"[%\u2030\u066a\u00b0{_CURRENCY}]"  # 50 %, 20 EUR's sign
    r"|\d{3}(?!\d)"  # 1 299
    rf"|(?:{_MEASURES})(?![\w-])"
    r"|(?-i:[A-Z]{3})(?![\w-])"  # 20,00 EUR
    r")"
    rf"|(?<!\d)\d{{1,2}}\.?\s+\x00(?:(?:{_MONTHS})\w{{0,6}}\b)"  # 31 August
    rf"|(?:^|[\s(])(?:[{_CURRENCY}]|(?-i:[A-Z]{{3}}))\s+\x00\d"  # EUR 20
    r"|\d-\x00\w{1,4}(?![^\W\d])|(?<!\w)\w-\x00\w"  # 5-in-1, T-shirt, e-mail
    r"|\d[%\uff05]?\x00[\u3040-\u30ff\u4e00-\u9fff]"  # 25% and its counter or particle
    rf"|[{_NUMERALS}]\x00[{_NUMERALS}{_COUNTERS}]"
    r"|\S\s*\x00[-\u2010-\u2015](?:\s|$)"  # a dash ends a line, it starts none
    rf"|\S\x00[\u2013-\u2015]|{_MODEL}"
    rf"|\S\s*\x00[{_DIVIDERS}](?:\s|$)|\S[{_DIVIDERS}]\x00\S"  # a divider starts no line
    r"|\s\x00[&+](?:\s|$)|\s[&+]\s+\x00"  # and "Salt & Pepper" is one
    rf"|(?:\w[.!?]?\s?|[{_EMOJI}\ufe0f])\x00[{_EMOJI}]",  # an emoji belongs to the word before it
    re.IGNORECASE,
)
_REACH = 24  # characters on either side that decide


def stay_together(paragraph: str, at: int) -> bool:
    """Whether no line may end before the character at this place, though Unicode's rules allow it."""
    before, after = paragraph[max(0, at - _REACH) : at], paragraph[at : at + _REACH]
    if before.endswith(SOFT_HYPHEN):
        return True  # a place to cut a long word, not a place where two words meet
    return bool(_NOT_PARTED.search(f"{before}\x00{after}"))


def at_line_end(text: str) -> str:
    """The text as it stands where its line ends within a paragraph: without blanks, and without a divider."""
    stripped = text.rstrip()
    return _DIVIDED.sub("", stripped) if stripped.endswith(_ENDS) else stripped
