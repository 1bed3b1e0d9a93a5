"""One message per language, in its own script; the number of characters differs on purpose."""

from __future__ import annotations

# language: message, locale
MESSAGES: dict[str, tuple[str, str]] = {
    "english": ("Live green, live better", "en"),
    "french": ("Préparez-vous pour l’aventure estivale parfaite !", "fr"),
    "vietnamese": ("Tận hưởng mùa hè rực rỡ với ưu đãi 50%", "vi"),
    "german": ("Donaudampfschifffahrtsgesellschaftskapitän", "de"),
    "russian": ("Летняя распродажа", "ru"),
    "greek": ("Καλοκαιρινές προσφορές", "el"),
    "arabic": ("اشتر Nike Air الآن واحصل على خصم 50%!", "ar"),
    "hebrew": ("מבצע קיץ - עד 50% הנחה (היום)", "he"),
    "hindi": ("अपनी गर्मियों को ताज़ा करें", "hi"),
    "bengali": ("গ্রীষ্মকালীন ছাড়", "bn"),
    "tamil": ("கோடைக்கால சலுகை", "ta"),
    "thai": ("สดชื่นรับหน้าร้อนนี้กับ iPhone", "th"),
    "japanese": ("今すぐ購入して、特別割引25%をゲットしましょう。", "ja"),
    "korean": ("여름을 상쾌하게, 지금 구매하세요!", "ko"),
    "chinese": ("清凉一夏，立即购买，享受五折优惠！", "zh-Hans"),
    "taiwanese": ("清涼一夏，立即購買，享受五折優惠！", "zh-TW"),
    "emoji": ("Party time 🎉🔥 today ☀️", "en"),
}
