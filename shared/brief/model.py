"""The canonical form of a brief. How people really write briefs is translated to it by `shared.brief.read`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from shared.facts import Fact, Usd
from shared.formats import DEFAULT_FORMATS, FORMATS

MAX_PRODUCTS = 200
MAX_LOCALES = 20

_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")
_COLOR = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


def _color(text: str) -> str:
    found = _COLOR.fullmatch(text.strip())
    if not found:
        raise ValueError("a colour as #RRGGBB or #RGB")
    digits = found[1].upper()
    return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits))


def _locale(text: str) -> str:
    """BCP 47 spelling: en_us becomes en-US, ZH-hant becomes zh-Hant. It names a folder, so nothing else passes."""
    if not _LOCALE.fullmatch(text):
        raise ValueError("a language tag such as en, de-DE or zh-Hant")
    first, *rest = re.split("[-_]", text)
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 else part.lower()


def _format_name(text: str) -> str:
    if text not in FORMATS:
        raise ValueError("one of " + ", ".join(FORMATS))
    return text


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _text(low: int, high: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=low, max_length=high)


Color = Annotated[str, AfterValidator(_color)]
Locale = Annotated[str, AfterValidator(_locale)]
FormatName = Annotated[str, AfterValidator(_format_name)]
Message = Annotated[str, _text(1, 500)]
AssetPath = Annotated[str, _text(1, 1024)]


class Product(Fact):
    """`existing_assets`: paths below existing-assets/, in order of preference; empty: generate a picture."""

    name: Annotated[str, _text(1, 120)]
    description: Annotated[str, _text(0, 2000)] = ""
    existing_assets: Annotated[tuple[AssetPath, ...], BeforeValidator(_listed), AfterValidator(_once)] = Field(
        default=(), max_length=20
    )


class Brief(Fact):
    """`messages` adds one set of variants per locale to the set of the default `campaign_message`."""

    campaign_name: Annotated[str, _text(1, 120)]
    campaign_message: Message
    products: tuple[Product, ...] = Field(min_length=1, max_length=MAX_PRODUCTS)
    brand: Annotated[str, _text(1, 200)] | None = None
    brand_colors: Annotated[tuple[Color, ...], AfterValidator(_once)] = Field(default=(), max_length=12)
    logo: AssetPath | None = None
    call_to_action: Annotated[str, _text(1, 40)] | None = None
    target_audience: Annotated[str, _text(1, 1000)] | None = None
    target_regions: Annotated[tuple[Annotated[str, _text(1, 200)], ...], BeforeValidator(_listed)] = Field(
        default=(), max_length=250
    )
    messages: dict[Locale, Message] = Field(default_factory=dict, max_length=MAX_LOCALES)
    formats: Annotated[tuple[FormatName, ...], AfterValidator(_once)] = Field(default=DEFAULT_FORMATS, min_length=1)
    max_cost: Usd | None = None
