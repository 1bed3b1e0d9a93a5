"""Words inside values that are understood, beside the names of the canonical form."""

from __future__ import annotations

# Keys that hold the text, or the path, where an object stands for one (`logo: {path: ...}`).
TEXT_KEYS = ("text", "value", "label", "message", "default")
PATH_KEYS = ("path", "key", "url", "uri", "src", "file", "filename", "location")

# Words for a shape, beside the names, sizes and ratios of the catalogue.
SHAPES: dict[str, str] = {
    "square": "1:1",
    "vertical": "9:16",
    "story": "9:16",
    "stories": "9:16",
    "reel": "9:16",
    "reels": "9:16",
    "landscape": "16:9",
    "horizontal": "16:9",
    "widescreen": "16:9",
    "portrait": "4:5",
    "pin": "2:3",
}

# Languages by their English names: briefs say "French" as often as "fr".
LANGUAGES: dict[str, str] = {
    "arabic": "ar",
    "bengali": "bn",
    "chinese": "zh",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "indonesian": "id",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "norwegian": "no",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
    "tamil": "ta",
    "thai": "th",
    "turkish": "tr",
    "ukrainian": "uk",
    "vietnamese": "vi",
}

# What people write where there is no picture or logo.
NO_PICTURE = ("none", "null", "na", "generate", "new")

# Keys of an object of messages that stand for the default one.
DEFAULT_MESSAGE = ("default", "main", "primary", "fallback", "all", "text", "message", "value")
