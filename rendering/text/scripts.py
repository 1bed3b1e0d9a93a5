"""What a text's script decides: its face, its direction, its line spacing, and where its lines may break."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rendering.text import faces
from rendering.text.faces import Face, noto, own_noto


@dataclass(frozen=True, slots=True)
class Script:
    """A script: `language` is the BCP 47 tag for shaping and breaking, `pitch` the least line distance in em.

    `brand`: the typeface for letters of the alphabets that are `branded`, by their codes (typefaces.py).
    """

    code: str
    face: Face
    language: str
    pitch: float = 1.3
    right_to_left: bool = False
    needs_shaping: bool = True
    brand: Face | None = None
    branded: frozenset[str] = frozenset()


LATIN = Script("Latn", faces.SANS, "en", pitch=1.14, needs_shaping=False)

# To add a script: one line here, and its face in the font package. Codes are ISO 15924.
SCRIPTS: dict[str, Script] = {
    script.code: script
    for script in (
        LATIN,
        Script("Cyrl", faces.SANS, "ru", pitch=1.16, needs_shaping=False),
        Script("Grek", faces.SANS, "el", pitch=1.16, needs_shaping=False),
        Script("Armn", noto("NotoSansArmenian"), "hy", needs_shaping=False),
        Script("Geor", noto("NotoSansGeorgian"), "ka", needs_shaping=False),
        Script("Ethi", noto("NotoSansEthiopic"), "am", needs_shaping=False),
        Script("Arab", noto("NotoSansArabic"), "ar", pitch=1.36, right_to_left=True),
        Script("Hebr", noto("NotoSansHebrew"), "he", right_to_left=True),
        Script("Deva", noto("NotoSansDevanagari"), "hi"),
        Script("Beng", noto("NotoSansBengali"), "bn"),
        Script("Guru", noto("NotoSansGurmukhi"), "pa"),
        Script("Gujr", noto("NotoSansGujarati"), "gu"),
        Script("Orya", noto("NotoSansOriya"), "or"),
        Script("Taml", noto("NotoSansTamil"), "ta"),
        Script("Telu", noto("NotoSansTelugu"), "te"),
        Script("Knda", noto("NotoSansKannada"), "kn"),
        Script("Mlym", noto("NotoSansMalayalam"), "ml"),
        Script("Sinh", noto("NotoSansSinhala"), "si"),
        Script("Thai", noto("NotoSansThai"), "th"),
        Script("Laoo", noto("NotoSansLao"), "lo"),
        Script("Mymr", noto("NotoSansMyanmar"), "my"),
        Script("Khmr", noto("NotoSansKhmer"), "km"),
        Script("Jpan", faces.JAPANESE, "ja", needs_shaping=False),
        Script("Kore", faces.KOREAN, "ko", needs_shaping=False),
        Script("Hans", faces.CHINESE_SIMPLIFIED, "zh-Hans", needs_shaping=False),
        Script("Hant", faces.CHINESE_TRADITIONAL, "zh-Hant", needs_shaping=False),
        Script("Hant-HK", faces.CHINESE_HONG_KONG, "zh-Hant-HK", needs_shaping=False),
        Script("Tibt", own_noto("NotoSerifTibetan"), "bo"),
        Script("Mong", own_noto("NotoSansMongolian", axes=()), "mn-Mong"),  # from left to right, as in a table
        Script("Java", own_noto("NotoSansJavanese"), "jv"),
        Script("Bali", own_noto("NotoSansBalinese"), "ban"),
        Script("Syrc", own_noto("NotoSansSyriac"), "syr", right_to_left=True),
        Script("Thaa", own_noto("NotoSansThaana"), "dv", right_to_left=True),
        Script("Nkoo", own_noto("NotoSansNKo", axes=()), "nqo", right_to_left=True),
        Script("Cher", own_noto("NotoSansCherokee"), "chr", needs_shaping=False),
        Script("Cans", own_noto("NotoSansCanadianAboriginal"), "iu", needs_shaping=False),
        Script("Tfng", own_noto("NotoSansTifinagh", axes=()), "zgh", needs_shaping=False),
        Script("Vaii", own_noto("NotoSansVai", axes=()), "vai", needs_shaping=False),
        Script("Yiii", own_noto("NotoSansYi", axes=()), "ii", needs_shaping=False),
        Script("Olck", own_noto("NotoSansOlChiki"), "sat", needs_shaping=False),
    )
}
_ALIASES = {"Hira": "Jpan", "Kana": "Jpan", "Hang": "Kore", "Bopo": "Hant"}
_NO_SCRIPT = {"Zyyy", "Zinh", "Zzzz"}
# Languages, beside each script's first, whose direction or script a text full of Latin brand names would hide.
_LANGUAGES = {"fa": "Arab", "ur": "Arab", "ps": "Arab", "ckb": "Arab", "sd": "Arab", "ug": "Arab", "yi": "Hebr"}


def script_of(character: str) -> str | None:
    """ISO 15924 code, with "Hani" left open; None for what all scripts share (digits, punctuation, marks)."""
    if character < "\u00aa":
        return "Latn" if character.isalpha() else None
    from fontTools.unicodedata import script

    code = script(character)
    return None if code in _NO_SCRIPT else _ALIASES.get(code, code)


def dominant(text: str, locale: str | None) -> Script:
    """The locale's script if the text has any of it, else the one most letters belong to.

    Latin letters count half: in other scripts they mostly spell brands. One kana makes Japanese, one Hangul Korean,
    else the locale decides on Han.
    """
    counts = Counter(code for code in map(script_of, text) if code)
    named = _of_locale(locale)
    if not counts:
        return named or LATIN
    han = counts.pop("Hani", 0)
    if han:
        spelled = next((code for code in ("Jpan", "Kore", "Hant") if counts[code]), None)
        counts[spelled or _han(locale)] += han
    if named and named is not LATIN and counts[named.code]:
        return named
    return SCRIPTS.get(max(counts, key=lambda code: counts[code] * (1 if code == "Latn" else 2)), LATIN)


def _han(locale: str | None) -> str:
    parts = (locale or "").replace("_", "-").lower().split("-")
    if parts[0] in ("ja", "ko"):
        return "Jpan" if parts[0] == "ja" else "Kore"
    if "hk" in parts or "mo" in parts:
        return "Hant-HK"
    return "Hant" if {"hant", "tw"} & set(parts) else "Hans"


def _of_locale(locale: str | None) -> Script | None:
    language = (locale or "").replace("_", "-").split("-")[0].lower()
    found = next((s for s in SCRIPTS.values() if s.language == language), None)
    return found or SCRIPTS.get(_LANGUAGES.get(language, ""))
