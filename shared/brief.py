"""The canonical form of a brief. How people really write briefs is translated to it by `briefs.read`.

The descriptions end in docs/schemas/brief.schema.json, where editors show them, and in the problems of a refused
brief ("expected ..."): so each says what would be right.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from shared.formats import DEFAULT_FORMATS, FORMATS
from shared.frozen import Frozen, Usd
from shared.problems import Code

MAX_PRODUCTS = 200
MAX_LOCALES = 20
MAX_DESCRIPTION = 2000

_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")
_COLOR = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


def _unknown(expected: str) -> PydanticCustomError:
    code: Code = "unknown_value"
    return PydanticCustomError(code, expected)


def _color(text: str) -> str:
    found = _COLOR.fullmatch(text.strip())
    if not found:
        raise _unknown("a colour as #RRGGBB or #RGB")
    digits = found[1].upper()
    return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits))


def locale_tag(text: str) -> str:
    """BCP 47 spelling: en_us becomes en-US, ZH-hant becomes zh-Hant. It names a folder, so nothing else passes.

    Raises PydanticCustomError, a ValueError.
    """
    if not _LOCALE.fullmatch(text):
        raise _unknown("a language tag such as en, de-DE or zh-Hant")
    first, *rest = re.split("[-_]", text)
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 else part.lower()


def _format_name(text: str) -> str:
    if text not in FORMATS:
        raise _unknown("one of " + ", ".join(FORMATS))
    return text


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else [] if value is None else value


def _text(low: int, high: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=low, max_length=high)


Color = Annotated[
    str,
    AfterValidator(_color),
    WithJsonSchema({"type": "string", "pattern": "^#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$", "examples": ["#0057B8"]}),
]
Locale = Annotated[str, AfterValidator(locale_tag), Field(json_schema_extra={"pattern": f"^{_LOCALE.pattern}$"})]
FormatName = Annotated[str, AfterValidator(_format_name), WithJsonSchema({"type": "string", "enum": list(FORMATS)})]
Message = Annotated[str, _text(1, 500)]
AssetPath = Annotated[str, _text(1, 1024)]
Region = Annotated[str, _text(1, 200)]
_AssetPaths = BeforeValidator(
    _listed, json_schema_input_type=AssetPath | Annotated[list[AssetPath], Field(max_length=20)] | None
)
_Regions = BeforeValidator(
    _listed, json_schema_input_type=Region | Annotated[list[Region], Field(max_length=250)] | None
)

# Comments and the reference to the schema are for editors: reading a brief skips them too.
_WITH_COMMENTS = ConfigDict(json_schema_extra={"patternProperties": {"^_": {}, "^\\$schema$": {}}})


class Product(Frozen):
    """One product: it gets one picture, and of that one variant for each format and message."""

    model_config = _WITH_COMMENTS

    name: Annotated[str, _text(1, 120)] = Field(description="the product's name, 1 to 120 characters")
    description: Annotated[str, _text(0, MAX_DESCRIPTION)] = Field(
        default="",
        description=f"what a picture of the product should show, at most {MAX_DESCRIPTION} characters",
    )
    existing_assets: Annotated[tuple[AssetPath, ...], AfterValidator(_once), _AssetPaths] = Field(
        default=(),
        max_length=20,
        description="a path below existing-assets/, or a list of at most 20 in order of preference; a folder, such as "
        "brand/product/, stands for the product.png in it; without one, a picture is generated",
    )


class Brief(Frozen):
    """`messages` adds one set of variants per locale to the set of the default `campaign_message`."""

    model_config = _WITH_COMMENTS

    campaign_name: Annotated[str, _text(1, 120)] = Field(description="the campaign's name, 1 to 120 characters")
    campaign_message: Message = Field(description="the text set on every picture, 1 to 500 characters, in any script")
    products: tuple[Product, ...] = Field(
        min_length=1,
        max_length=MAX_PRODUCTS,
        description=f"a list of 1 to {MAX_PRODUCTS} products",
    )
    brand: Annotated[str, _text(1, 200)] | None = Field(
        default=None, description="the brand's name, at most 200 characters"
    )
    brand_colors: Annotated[tuple[Color, ...], AfterValidator(_once)] = Field(
        default=(),
        max_length=12,
        description="a list of at most 12 colours as #RRGGBB or #RGB, the main one first",
    )
    logo: AssetPath | None = Field(default=None, description="the path of the logo below existing-assets/")
    call_to_action: Annotated[str, _text(1, 40)] | None = Field(
        default=None, description="the text of a button, such as Shop now, at most 40 characters"
    )
    target_audience: Annotated[str, _text(1, 1000)] | None = Field(
        default=None, description="whom the campaign is for, at most 1000 characters"
    )
    target_regions: Annotated[tuple[Region, ...], AfterValidator(_once), _Regions] = Field(
        default=(),
        max_length=250,
        description="a region, or a list of at most 250, each at most 200 characters",
    )
    messages: dict[Locale, Message] = Field(
        default_factory=dict,
        max_length=MAX_LOCALES,
        json_schema_extra={"additionalProperties": False},
        description='the message in other languages, such as {"de": "..."}, each 1 to 500 characters; '
        f"at most {MAX_LOCALES} languages",
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


def wanted(model: type[Frozen], field: str) -> str:
    """What would be right in a field, as a problem says it."""
    return model.model_fields[field].description or field
