"""The canonical form of a brief. How people really write briefs is translated to it by `briefs.read`.

The descriptions end in docs/schemas/brief.schema.json, where editors show them, and in the problems of a refused
brief ("expected ..."): so each says what would be right.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from shared.formats import DEFAULT_FORMATS, FORMATS
from shared.frozen import Frozen, Usd
from shared.texts import (
    CALL_TO_ACTION,
    DISCLAIMER,
    MESSAGE,
    OFFER,
    SUBLINE,
    CallToAction,
    Disclaimer,
    Locale,
    Message,
    Offer,
    Subline,
    Texts,
    bounded,
    locales_of,
    texts_in,
    unknown,
)
from shared.typefaces import TYPEFACES, typeface_of

MAX_PRODUCTS = 200
MAX_LOCALES = 20
MAX_DESCRIPTION = 2000
MAX_SCENE = 500
MAX_REGIONS = 50
MAX_REGION = 60
MAX_PROHIBITED = 200

_COLOR = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


def _color(text: str) -> str:
    found = _COLOR.fullmatch(text.strip())
    if not found:
        raise unknown("a colour as #RRGGBB or #RGB")
    digits = found[1].upper()
    return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits))


def _format_name(text: str) -> str:
    if text not in FORMATS:
        raise unknown("one of " + ", ".join(FORMATS))
    return text


def _typeface(text: str) -> str:
    if not (name := typeface_of(text)):
        raise unknown("one of " + ", ".join(TYPEFACES))
    return name


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else [] if value is None else value


Color = Annotated[
    str,
    AfterValidator(_color),
    WithJsonSchema({"type": "string", "pattern": "^#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$", "examples": ["#0057B8"]}),
]
FormatName = Annotated[str, AfterValidator(_format_name), WithJsonSchema({"type": "string", "enum": list(FORMATS)})]
Typeface = Annotated[
    str, bounded(1, 60), AfterValidator(_typeface), Field(json_schema_extra={"examples": list(TYPEFACES)})
]
AssetPath = Annotated[str, bounded(1, 1024)]
Region = Annotated[str, bounded(1, MAX_REGION)]
ProhibitedWord = Annotated[str, bounded(1, 60)]
_AssetPaths = BeforeValidator(
    _listed, json_schema_input_type=AssetPath | Annotated[list[AssetPath], Field(max_length=20)] | None
)
_Regions = BeforeValidator(
    _listed, json_schema_input_type=Region | Annotated[list[Region], Field(max_length=MAX_REGIONS)] | None
)
_Translations = Annotated[
    dict[Locale, Texts],
    Field(
        default_factory=dict,
        max_length=MAX_LOCALES,
        json_schema_extra={"additionalProperties": False},
        description='the texts in other languages, such as {"de": {"message": "...", "call_to_action": "..."}}; '
        f"at most {MAX_LOCALES} languages",
    ),
]


def _with_messages(schema: dict[str, Any]) -> None:
    """The short form of translations, which `_unfold` reads; and comments, which are for editors."""
    schema["patternProperties"] = {"^_": {}, "^\\$schema$": {}}
    schema["properties"]["messages"] = {
        "additionalProperties": {"maxLength": 500, "minLength": 1, "type": "string"},
        "default": {},
        "description": 'the message in other languages, such as {"de": "..."}: short for translations',
        "maxProperties": MAX_LOCALES,
        "propertyNames": {"pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$"},
        "title": "Messages",
        "type": "object",
    }


_WITH_MESSAGES = ConfigDict(json_schema_extra=_with_messages)


def _unfold(fields: Any) -> Any:
    """Folds `messages: {locale: message}` into `translations`."""
    if not isinstance(fields, dict) or not isinstance(fields.get("messages"), dict):
        return fields
    unfolded = {name: value for name, value in fields.items() if name != "messages"}
    translations = dict(fields.get("translations") or {})
    for locale, message in fields["messages"].items():
        given = translations.get(locale) or {}
        translations[locale] = {**(given.model_dump() if isinstance(given, Texts) else given), "message": message}
    return {**unfolded, "translations": translations}


class Product(Frozen):
    """One product: it gets one picture, and of that one variant for each format and language.

    Its own texts stand on its pictures alone, before those of the campaign.
    """

    model_config = _WITH_MESSAGES

    name: Annotated[str, bounded(1, 120)] = Field(description="the product's name, 1 to 120 characters")
    description: Annotated[str, bounded(0, MAX_DESCRIPTION)] = Field(
        default="",
        description=f"what a picture of the product should show, at most {MAX_DESCRIPTION} characters",
    )
    existing_assets: Annotated[tuple[AssetPath, ...], AfterValidator(_once), _AssetPaths] = Field(
        default=(),
        max_length=20,
        description="a path below existing-assets/, or a list of at most 20 in order of preference; a folder, such as "
        "brand/product/, stands for the product.png in it; without one, a picture is generated",
    )
    message: Message | None = Field(default=None, description=MESSAGE)
    subline: Subline | None = Field(default=None, description=SUBLINE)
    offer: Offer | None = Field(default=None, description=OFFER)
    call_to_action: CallToAction | None = Field(default=None, description=CALL_TO_ACTION)
    disclaimer: Disclaimer | None = Field(default=None, description=DISCLAIMER)
    translations: _Translations

    _unfold = model_validator(mode="before")(_unfold)

    @property
    def texts(self) -> Texts:
        return Texts.model_construct(**{name: getattr(self, name) for name in Texts.model_fields})


class Brief(Frozen):
    """What is to be made: for every product one variant for each format and language."""

    model_config = _WITH_MESSAGES

    campaign_name: Annotated[str, bounded(1, 120)] = Field(description="the campaign's name, 1 to 120 characters")
    campaign_message: Message = Field(description=MESSAGE)
    products: tuple[Product, ...] = Field(
        min_length=1,
        max_length=MAX_PRODUCTS,
        description=f"a list of 1 to {MAX_PRODUCTS} products",
    )
    subline: Subline | None = Field(default=None, description=SUBLINE)
    offer: Offer | None = Field(default=None, description=OFFER)
    call_to_action: CallToAction | None = Field(default=None, description=CALL_TO_ACTION)
    disclaimer: Disclaimer | None = Field(default=None, description=DISCLAIMER)
    translations: _Translations
    language: Locale | None = Field(
        default=None, description="the language of the default texts, as a tag such as en, de-DE or zh-Hant"
    )
    brand: Annotated[str, bounded(1, 200)] | None = Field(
        default=None, description="the brand's name, at most 200 characters"
    )
    brand_colors: Annotated[tuple[Color, ...], AfterValidator(_once)] = Field(
        default=(),
        max_length=12,
        description="a list of at most 12 colours as #RRGGBB or #RGB, the main one first",
    )
    typeface: Typeface | None = Field(
        default=None,
        description=f"what the texts are set in: one of {', '.join(TYPEFACES)}, or a kind such as serif or condensed",
    )
    logo: AssetPath | None = Field(default=None, description="the path of the logo below existing-assets/")
    scene: Annotated[str, bounded(1, MAX_SCENE)] | None = Field(
        default=None,
        description=f"where the products are pictured, such as a sunny terrace, at most {MAX_SCENE} characters; "
        "without it, a white studio",
    )
    style: Annotated[str, bounded(1, MAX_SCENE)] | None = Field(
        default=None,
        description=f"how the products are pictured, such as warm light from the left, at most {MAX_SCENE} characters",
    )
    target_audience: Annotated[str, bounded(1, 1000)] | None = Field(
        default=None, description="whom the campaign is for, at most 1000 characters"
    )
    target_regions: Annotated[tuple[Region, ...], AfterValidator(_once), _Regions] = Field(
        default=(),
        max_length=MAX_REGIONS,
        description=f"a region, or a list of at most {MAX_REGIONS}, each at most {MAX_REGION} characters",
    )
    prohibited_words: Annotated[tuple[ProhibitedWord, ...], AfterValidator(_once)] = Field(
        default=(),
        max_length=MAX_PROHIBITED,
        description=f"a list of at most {MAX_PROHIBITED} words that no text of a picture may have, "
        "each at most 60 characters",
    )
    formats: Annotated[tuple[FormatName, ...], AfterValidator(_once)] = Field(
        default=DEFAULT_FORMATS,
        min_length=1,
        description="a list of formats out of " + ", ".join(FORMATS),
    )
    max_cost: Annotated[Usd, Field(le=Decimal(1_000_000))] | None = Field(
        default=None,
        description="an amount in US dollars such as 12.50, from 0 to 1000000: "
        "a brief whose estimate exceeds it is refused",
    )

    _unfold = model_validator(mode="before")(_unfold)

    @property
    def texts(self) -> Texts:
        others = {name: getattr(self, name) for name in Texts.model_fields if name != "message"}
        return Texts.model_construct(message=self.campaign_message, **others)

    @property
    def locales(self) -> tuple[str | None, ...]:
        """The languages that pictures are made in, the default (None) first."""
        return locales_of([self.translations, *(product.translations for product in self.products)])

    def texts_of(self, product: Product, locale: str | None) -> Texts:
        """The texts on the product's picture in a language, by the order of `texts_in`."""
        return texts_in(locale, self.texts, self.translations, product.texts, product.translations)


def wanted(model: type[Frozen], field: str) -> str:
    """What would be right in a field, as a problem says it."""
    return model.model_fields[field].description or field
