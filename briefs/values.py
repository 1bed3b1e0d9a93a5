"""Single values as people write them: texts, amounts in US dollars, paths of pictures."""

from __future__ import annotations

import re
from decimal import Decimal

from briefs.languages import locale_of
from briefs.located import Located, NotANumber, Tree, describe, shows
from briefs.report import Report
from briefs.vocabulary import AMOUNT_KEYS, NO_PICTURE, TEXT_KEYS
from briefs.words import squash
from shared.keys import ASSETS_PREFIX

_SENTENCE_ENDS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u0964", "\u061f")
# Thousands by comma, point, blank or apostrophe, cents by point or comma; three digits behind a comma are thousands.
_DIGITS = re.compile(r"(\d{1,3}(?:([,.\u00a0\u202f' ])\d{3})(?:\2\d{3})*|\d{1,12})([.,]\d{1,2}|\.\d{1,6})?")
_DOLLARS = frozenset({"", "$", "us$", "usd", "usdollar", "usdollars", "dollar", "dollars", "$usd", "us$usd", "usd$"})
_CURRENCY = re.compile(r"[A-Za-z]{3,12}|[^\W\d_]{0,3}[$\u20ac\u00a3\u00a5\u20b9\u20a9\u20bd\u20ba]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_S3 = re.compile(rf"s3://[^/]+(/{ASSETS_PREFIX}.*)", re.DOTALL | re.IGNORECASE)
_A_PATH = f"a path below {ASSETS_PREFIX}, such as brand/product/product.png, or null"


def text(here: Located, report: Report, expected: str) -> str | None:
    """Text of one or more lines; None where there is none, or nothing that can be seen."""
    value = here.value
    if isinstance(value, dict):
        inner = [part for key, part in here.fields() if squash(key) in (*TEXT_KEYS, "name")]
        by_language = [part for key, part in here.fields() if locale_of(key)]
        if len(inner) != 1 and len(by_language) == len(value):
            inner = by_language[:1]  # the others are noted: names are in one language
        if len(inner) == 1:
            return text(inner[0], report, expected)
    if isinstance(value, list) and len(value) == 1:
        return text(next(here.items()), report, expected)
    if isinstance(value, str):
        if here.absent:
            return None
        report.claim(here)
        return _clean(value)
    if value not in (None, [], {}):
        report.problem(here, "wrong_type", expected)
    return None


def line(here: Located, report: Report, expected: str) -> str | None:
    """Text on one line: a line break or tab in a name is the editor's, not the author's."""
    read = text(here, report, expected)
    return " ".join(read.split()) if read else None


def prose(here: Located, report: Report) -> str | None:
    """Text that may be written as a list or an object: "a, b" or "age: 18-25; city: Oslo"."""
    if isinstance(here.value, bool):
        report.problem(here, "wrong_type", "text")
        return None
    written = _prose(here.value)
    if written:
        report.claim(here)
    return written or None


def _prose(value: Tree) -> str:
    match value:
        case str():
            return "" if Located("", value).absent else " ".join(_clean(value).split())
        case bool():
            return describe(value)
        case list():
            return ", ".join(part for item in value if (part := _prose(item)))
        case dict():
            parts = {key: _prose(item) for key, item in value.items() if not key.startswith("_")}
            return "; ".join(f"{key.replace('_', ' ')}: {part}" for key, part in parts.items() if part)
    return ""


def sentence(part: str) -> str:
    return part if part.endswith(_SENTENCE_ENDS) else part + "."


def _clean(value: str) -> str:
    stripped = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return str(stripped) if shows(stripped) else ""


def usd(here: Located, report: Report, stated: str = "") -> Decimal | None:
    """12.5, "$12.50", "USD 1,200", "25,00", {amount: 12, currency: USD}; `stated`: the currency of another field.

    None where there is none, where it is in another currency (noted), or where a problem was reported.
    """
    if here.absent or isinstance(here.value, NotANumber):
        return None
    parts = {squash(key).removesuffix("usd"): part for key, part in here.fields() if isinstance(part.value, str)}
    amount = next((parts[key] for key in (*AMOUNT_KEYS, "") if key in parts), here)
    inner = parts.get("currency")
    for part in filter(None, (amount, inner)):
        report.use(part)
    written = amount.value if isinstance(amount.value, str) else ""
    digits = _DIGITS.search(written)
    around = re.sub(r"\s", "", written[: digits.start()] + written[digits.end() :]) if digits else ""
    currency = re.sub(r"\s", "", str((inner and inner.value) or around or stated)).casefold()
    if not digits or (currency not in _DOLLARS and not _CURRENCY.fullmatch(currency)):
        report.problem(here, "unknown_value", "an amount in US dollars such as 12.50")
        return None
    if currency not in _DOLLARS:
        report.note(here, "not used: an amount in another currency than US dollars is not converted, there is no limit")
        return None
    whole = re.sub(r"\D", "", digits[1])
    return Decimal(whole + (digits[3] or "").replace(",", "."))


def asset_path(here: Located, report: Report, instead: str) -> str | None:
    """The path below existing-assets/, None where there is none.

    A foreign one is noted: `instead` tells what follows from it.
    """
    if isinstance(here.value, bool):
        report.note(here, f"no path: {instead}" if here.value else "read as nothing")
        return None
    written = str(here.value or "").strip()
    if here.absent or written.casefold() in NO_PICTURE:
        if not here.absent:
            report.claim(here)
        return None
    in_bucket = _S3.fullmatch(written)
    path = in_bucket[1] if in_bucket else written.replace("\\", "/")
    if _SCHEME.match(path) or path.startswith("~"):
        report.note(here, f"not below {ASSETS_PREFIX}: {instead}")
        return None
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts:
        report.problem(here, "unsafe_path", _A_PATH + " (without ..)")
        return None
    if parts and parts[0] + "/" == ASSETS_PREFIX:
        parts = parts[1:]
    if not parts:
        report.problem(here, "empty", _A_PATH)
        return None
    relative = "/".join(parts) + ("/" if path.endswith("/") else "")
    report.claim(here)
    if relative != written:
        report.tell(here, f"read as {relative} below {ASSETS_PREFIX}")
    return relative
