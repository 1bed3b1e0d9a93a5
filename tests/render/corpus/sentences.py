"""What campaigns say, in many scripts: repeated and cut to the length that a case wants."""

from __future__ import annotations

import unicodedata
from itertools import cycle
from typing import NamedTuple


class Language(NamedTuple):
    """`between` stands between two sentences."""

    locale: str | None
    sentences: tuple[str, ...]
    between: str = " "


LANGUAGES: dict[str, Language] = {
    "english": Language(
        "en",
        (
            "Live green, live better.",
            "Refresh your summer with natural sparkling water: zero sugar, 100 % taste!",
            "Save $ 20.99 on every 12 oz bottle - today only, in a store near you.",
        ),
    ),
    "german": Language(
        "de",
        (
            "Sommerschlussverkauf!",
            "Donaudampfschifffahrtsgesellschaftskapitänsmützen jetzt für 19,99 € im Fachhandel.",
            "Größer, schöner, süßer: Qualitätsversprechen bis 31. 12. auf über 1 200 Artikel.",
        ),
    ),
    "finnish": Language(
        "fi",
        (
            "Kesäale!",
            "Lääkintävoimisteluopettajaharjoittelija suosittelee jokapäiväistä hyvänolontunnetta äärettömästi.",
        ),
    ),
    "french": Language(
        "fr",
        (
            "Prêts pour l’été ?",
            "Préparez-vous pour l’aventure estivale parfaite : « 50 % » sur tout, dès 20,00 EUR !",
            "Où que vous soyez, là-bas ou ici, goûtez à l’œuvre naïve du pâtissier.",
        ),
    ),
    "accents": Language(
        None,
        (
            "Žluťoučký kůň!",
            "Příliš žluťoučký kůň úpěl ďábelské ódy; zażółć gęślą jaźń, þæð ölçüğ İstanbul’da ışık.",
            "Ñandú, coração, Øresund, șțăîâ, ĀĒĪŌŪ, ĦĠĊ, ŵŷ, ẞ.",
        ),
    ),
    "vietnamese": Language(
        "vi",
        ("Mùa hè rực rỡ", unicodedata.normalize("NFD", "Tận hưởng ưu đãi 50% với những khoảnh khắc tuyệt vời nhất!")),
    ),
    "russian": Language(
        "ru",
        (
            "Лето!",
            "Летняя распродажа: скидки до 50 % на всё, от 1 299 руб. за комплект.",
            "Высокопревосходительство рекомендует.",
        ),
    ),
    "greek": Language("el", ("Καλοκαίρι!", "Οι καλύτερες καλοκαιρινές προσφορές ξεκινούν τώρα — μόνο 20,00 €.")),
    "arabic": Language("ar", ("أهلاً بالصيف", "عيشوا الانتعاش الطبيعي مع كل رشفة هذا الصيف، واكتشفوا عروضنا الجديدة.")),
    "arabic mixture": Language(
        "ar", ("خصم 50%!", "اشترِ Nike Air الآن (حتى 31/12) واحصل على خصم ٢٥٪ مع Solvane 2.0 🎉🔥!")
    ),
    "persian": Language("fa", ("تابستان خنک", "با تخفیف ۲۰٪ تابستانی خنک و شاد را تجربه می‌کنید؛ همین امروز بخرید.")),
    "hebrew": Language("he", ("קיץ נעים", "מבצע קיץ - עד 50% הנחה (היום בלבד) על כל המוצרים הטבעיים שלנו.")),
    "hebrew english": Language(
        None, ("קנו עכשיו iPhone 15 Pro!", "משלוח חינם בהזמנה מעל 199 ₪ - רק ב-Solvane Store, Tel Aviv.")
    ),
    "hindi": Language("hi", ("ताज़ा गर्मियाँ", "अपनी गर्मियों को प्राकृतिक ताज़गी से भरें; आज ही ₹ 499 में ख़रीदें और बचत करें।")),
    "bengali": Language("bn", ("গ্রীষ্মকালীন ছাড়", "প্রকৃতির সতেজতায় ভরে উঠুক আপনার গ্রীষ্ম, আজই কিনুন ৫০% ছাড়ে।")),
    "tamil": Language("ta", ("கோடை சலுகை", "இயற்கையின் புத்துணர்ச்சியுடன் உங்கள் கோடைக்காலத்தை கொண்டாடுங்கள், இன்றே வாங்குங்கள்.")),
    "telugu": Language("te", ("వేసవి తాజాదనం", "ప్రకృతి తాజాదనంతో మీ వేసవిని ఆనందించండి, ఈరోజే కొనండి.")),
    "thai": Language("th", ("สดชื่นรับหน้าร้อน", "เพลิดเพลินกับเครื่องดื่มจากธรรมชาติ ลด 50% เฉพาะวันนี้เท่านั้น กับ iPhone"), ""),
    "khmer": Language("km", ("សួស្តីរដូវក្តៅ", "រីករាយជាមួយភេសជ្ជៈធម្មជាតិ បញ្ចុះតម្លៃ ៥០% ថ្ងៃនេះ។")),
    "burmese": Language("my", ("မင်္ဂလာပါ", "သဘာဝအရသာဖြင့် နွေရာသီကို လန်းဆန်းစွာ ဖြတ်သန်းလိုက်ပါ။")),
    "japanese": Language(
        "ja",
        (
            "夏を、もっと。",
            "今すぐ購入して、特別割引25%をゲットしましょう。「ちょっと」贅沢なクリームソーダ、1,000円から！",
        ),
        "",
    ),
    "korean": Language(
        "ko", ("여름을 상쾌하게!", "지금 구매하시면 50 % 할인된 가격으로 자연의 신선함을 만나실 수 있습니다.")
    ),
    "chinese": Language(
        "zh-Hans", ("清凉一夏", "立即购买，享受五折优惠！天然气泡水，0糖0卡，仅需￥19.9（限时3天）。"), ""
    ),
    "taiwanese": Language(
        "zh-TW", ("清涼一夏", "立即購買，享受五折優惠！天然氣泡水，零糖零卡，只要 NT$ 59（限時3天）。"), ""
    ),
    "emoji": Language("en", ("Party 🎉🔥", "Family 👨‍👩‍👧‍👦 time ☀️ in 🇩🇪🇺🇸: 👍🏽 1️⃣ 2️⃣ 3️⃣ go ❤️ 🏃🏽‍♀️ 🏳️‍🌈!")),
    "address": Language(
        None, ("https://solvane.example/summer/sale?utm_source=brief&utm_campaign=2026-summer#top",), "/"
    ),
    "no spaces": Language(None, ("Wasserfestigkeitsprüfung",), ""),
}


def message(language: str, length: int) -> str:
    """At most `length` characters, cut only between what is seen as characters."""
    own = LANGUAGES[language]
    text = ""
    for sentence in cycle(own.sentences):
        text = text + own.between + sentence if text else sentence
        if len(text) > length:
            break
    while length > 1 and _inside(text, length):
        length -= 1
    return text[:length].strip()


def _inside(text: str, index: int) -> bool:
    """Whether a cut here would part one seen character (or leave half of a flag, a joined emoji)."""
    after, before = text[index], text[index - 1]
    return (
        unicodedata.category(after) in ("Mn", "Mc", "Me", "Cf", "Sk", "Lm")
        or before == "\u200d"
        or "\U0001f1e6" <= after <= "\U0001f1ff"
    )
