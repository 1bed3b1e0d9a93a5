"""The texts of a picture, in each of its languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from shared.frozen import Frozen
from shared.problems import Code

_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")


def unknown(expected: str) -> PydanticCustomError:
    """The error of a value that is none of those known; `expected` says what would be right."""
    code: Code = "unknown_value"
    return PydanticCustomError(code, expected)


def locale_tag(text: str) -> str:
    """BCP 47 spelling: en_us becomes en-US, ZH-hant becomes zh-Hant. It names a folder, so nothing else passes.

    Raises PydanticCustomError, a ValueError.
    """
    if not _LOCALE.fullmatch(text):
        raise unknown("a language tag such as en, de-DE or zh-Hant")
    first, *rest = re.split("[-_]", text)
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 else part.lower()


def bounded(low: int, high: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=low, max_length=high)


Locale = Annotated[str, AfterValidator(locale_tag), Field(json_schema_extra={"pattern": f"^{_LOCALE.pattern}$"})]
Message = Annotated[str, bounded(1, 500)]
Subline = Annotated[str, bounded(1, 160)]
Offer = Annotated[str, bounded(1, 24)]
CallToAction = Annotated[str, bounded(1, 40)]
Disclaimer = Annotated[str, bounded(1, 300)]

MESSAGE: Final = "the text set on every picture, 1 to 500 characters, in any script"
SUBLINE: Final = "a second, smaller line below the message, at most 160 characters"
OFFER: Final = "what is offered, such as 30% off, at most 24 characters"
CALL_TO_ACTION: Final = "the text of a button, such as Shop now, at most 40 characters"
DISCLAIMER: Final = "the small print, such as Terms apply, at most 300 characters"


class Texts(Frozen):
    """The texts of one picture in one language; None where there is none, or where another place has it."""

    message: Message | None = Field(default=None, description=MESSAGE)
    subline: Subline | None = Field(default=None, description=SUBLINE)
    offer: Offer | None = Field(default=None, description=OFFER)
    call_to_action: CallToAction | None = Field(default=None, description=CALL_TO_ACTION)
    disclaimer: Disclaimer | None = Field(default=None, description=DISCLAIMER)


OptionalText = Literal["subline", "offer", "call_to_action", "disclaimer"]
OPTIONAL_TEXTS: Final[tuple[OptionalText, ...]] = ("subline", "offer", "call_to_action", "disclaimer")


class OwnTexts(Texts):
    """Those of a product, or of a language, as requests have left them."""

    taken_off: tuple[OptionalText, ...] = Field(
        default=(),
        description="What its pictures show none of, whatever the campaign or the default language has.",
    )

    @model_validator(mode="before")
    @classmethod
    def _of_a_brief(cls, given: Any) -> Any:
        return dict(given) if type(given) is Texts else given

    @property
    def written(self) -> dict[str, str]:
        """Those that there are, by name."""
        return {name: text for name in Texts.model_fields if (text := getattr(self, name)) is not None}

    def changed(self, new: OwnTexts) -> OwnTexts:
        """With the new ones over these; what is taken off stays so until another text is there."""
        off = {*new.taken_off, *self.taken_off} - {*new.written}
        gone: dict[str, None] = dict.fromkeys(map(str, new.taken_off))
        names = tuple(name for name in OPTIONAL_TEXTS if name in off)
        return self.model_copy(update={**new.written, **gone, "taken_off": names})


Translations = Mapping[str, Texts]


def texts_in(
    locale: str | None, campaign: Texts, translations: Translations, product: Texts, product_translations: Translations
) -> Texts:
    """The texts on a product's picture in `locale` (None: the default ones).

    Each text for itself, from the first place that has it: the product in this language, the campaign in this
    language, the product, the campaign. So a French picture shows the campaign's French message rather than the
    product's own in another language, and a text that nobody translated is set as it is rather than left out. A place
    in which a text was taken off has none, and no other is asked.
    """
    translated = [product_translations.get(locale), translations.get(locale)] if locale else []
    places = [place for place in (*translated, product, campaign) if place]
    shown: dict[str, Any] = {name: _first(name, places) for name in Texts.model_fields}
    return Texts.model_construct(**shown)


def _first(name: str, places: Iterable[Texts]) -> str | None:
    for place in places:
        text: str | None = getattr(place, name)
        if text is not None or (isinstance(place, OwnTexts) and name in place.taken_off):
            return text
    return None


def locales_of(translations: Iterable[Translations]) -> tuple[str | None, ...]:
    """Each language once, the default (None) first; `translations` are the campaign's, then each product's."""
    return (None, *dict.fromkeys(locale for one in translations for locale in one))
