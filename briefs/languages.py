"""Languages by code and by name: data for `locale_of`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from shared.texts import locale_tag


def _words(text: str) -> list[str]:
    return text.split()


# ISO 639-1, and those of three letters that pictures are likely to be made in.
_CODES: Final = frozenset(
    _words(
        "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
        "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io "
        "is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn "
        "mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se "
        "sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo "
        "wa wo xh yi yo za zh zu ast bho ceb chr ckb fil gsw haw hmn kok lzh mai mni nds pap sco tpi yue zgh"
    )
)

# Language tag -> its names in English and in the language itself, codes of three letters, and usual slips.
_NAMES: Final = """
af: afrikaans | am: amharic | ar: arabic arabe arabisch al-arabiyya عربي العربية ara | az: azerbaijani
be: belarusian | bg: bulgarian bulgarisch български bul | bn: bengali bangla বাংলা ben | bs: bosnian
ca: catalan català cat | cs: czech čeština česky tschechisch cz cze ces | cy: welsh cymraeg
da: danish dansk dänisch dk dan | de: german deutsch allemand aleman tedesco niemiecki ger deu
de-AT: austrian austriangerman | de-CH: swissgerman | el: greek ελληνικά griechisch gr gre ell
en: english englisch anglais inglés inglese inglês eng | en-GB: britishenglish ukenglish englishuk englishgb
en-US: americanenglish usenglish englishus | en-CA: canadianenglish englishcanada
en-AU: australianenglish englishaustralia
es: spanish español espanol castellano spanisch espagnol spagnolo castilian spa esp
es-MX: mexicanspanish spanishmexico | es-419: latinamericanspanish spanishlatam latamspanish
et: estonian eesti est | eu: basque euskara | fa: persian farsi فارسی fas | fi: finnish suomi finnisch fin
fil: filipino tagalog | fr: french français francais französisch francés francese fre fra
fr-CA: canadianfrench frenchcanada québécois quebecois | ga: irish gaeilge | gl: galician galego
gu: gujarati ગુજરાતી | he: hebrew עברית hebräisch iw heb | hi: hindi हिन्दी हिंदी hin
hr: croatian hrvatski hrv | hu: hungarian magyar ungarisch hun | hy: armenian հայերեն
id: indonesian bahasaindonesia bahasa ind | is: icelandic íslenska
it: italian italiano italienisch italien ita | ja: japanese 日本語 japanisch japonais jp jpn | ka: georgian ქართული
kk: kazakh қазақ | km: khmer ខ្មែរ | kn: kannada ಕನ್ನಡ | ko: korean 한국어 koreanisch kr kor | lo: lao ລາວ
lt: lithuanian lietuvių lit | lv: latvian latviešu lav | mk: macedonian македонски | ml: malayalam മലയാളം
mn: mongolian монгол | mr: marathi मराठी mar | ms: malay bahasamelayu melayu msa | my: burmese မြန်မာ
nb: bokmål bokmal | ne: nepali नेपाली | nl: dutch nederlands niederländisch néerlandais holandés dut nld
nl-BE: flemish vlaams | no: norwegian norsk norwegisch nor | pa: punjabi ਪੰਜਾਬੀ
pl: polish polski polnisch polonais pol | pt: portuguese português portugues portugiesisch portugais por
pt-BR: brazilian brazilianportuguese portuguesebrazil português(brasil) brasileiro br
ro: romanian română rumänisch rum ron | ru: russian русский russisch rus | si: sinhala සිංහල
sk: slovak slovenčina slk slo | sl: slovenian slovenščina slovene slv | sq: albanian shqip
sr: serbian српски srpski srp | sv: swedish svenska schwedisch se swe | sw: swahili kiswahili | ta: tamil தமிழ் tam
te: telugu తెలుగు tel | th: thai ไทย tha | tr: turkish türkçe türkisch turc tur
uk: ukrainian українська ukrainisch ua ukr | ur: urdu اردو urd | uz: uzbek
vi: vietnamese tiếngviệt vietnamesisch vn vie | zh: chinese mandarin 中文 汉语 漢語 chinesisch chinois cn chi zho
zh-Hans: simplifiedchinese chinesesimplified 简体中文 | zh-Hant: traditionalchinese chinesetraditional 繁體中文
zu: zulu
"""
# Written in capitals these are markets, which say nothing of a language.
_MARKETS: Final = frozenset(_words("UK NA SA CA CH BE IN EE"))


def _folded(text: str) -> str:
    """Letters and digits alone, without accents of Latin letters (marks of other scripts change the word)."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum() or (unicodedata.category(c) == "Mc"))


_BY_NAME: Final = {
    _folded(name): tag.strip()
    for entry in re.split(r"\||\n(?=[a-z]{2,3}(?:-\w+)?:)", _NAMES.strip())
    for tag, names in [entry.split(":", 1)]
    for name in names.split()
}


@lru_cache(4096)
def locale_of(text: str) -> str | None:
    """The language tag (BCP 47) that people mean by "en_us", "EN-us", "English" or "German (DE)"; None if none."""
    written = text.strip()
    if not written or len(written) > 40 or written in _MARKETS:
        return None
    if known := _BY_NAME.get(_folded(written)):
        return known
    if written.endswith(")") and "(" in written:
        name, _, inner = written[:-1].partition("(")
        return locale_of(inner) if locale_of(name) and "-" in (locale_of(inner) or "") else locale_of(name)
    first = re.split("[-_ ]", written)[0].lower()
    try:
        tag = locale_tag(re.sub(r"[_ ]", "-", written))
    except ValueError:
        return None
    known = first if first in _CODES else _BY_NAME.get(first, "").split("-")[0]
    return "-".join([known, *tag.split("-")[1:]]) if known else None


def same_language(one: str, other: str) -> bool:
    """en and en-US are the same language, en-GB and en-US are not."""
    return one == other or one == other.split("-")[0] or other == one.split("-")[0]
