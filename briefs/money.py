"""An amount in US dollars, as people write it: 12.5, "$12.50", "USD 1,200", "25,00", {amount: 12, currency: USD}."""

from __future__ import annotations

import re
from decimal import Decimal

from briefs.located import Located, NotANumber
from briefs.report import Report
from briefs.vocabulary import AMOUNT_KEYS
from briefs.words import squash

# Thousands by comma, point, blank or apostrophe, cents by point or comma; three digits behind a comma are thousands.
_DIGITS = re.compile(r"(\d{1,3}(?:([,.\u00a0\u202f' ])\d{3})(?:\2\d{3})*|\d{1,12})([.,]\d{1,2}|\.\d{1,6})?")
_DOLLARS = frozenset({"", "$", "us$", "usd", "usdollar", "usdollars", "dollar", "dollars", "$usd", "us$usd", "usd$"})
_CURRENCY = re.compile(r"[A-Za-z]{3,12}|[^\W\d_]{0,3}[$\u20ac\u00a3\u00a5\u20b9\u20a9\u20bd\u20ba]")
_EXPECTED = "an amount in US dollars such as 12.50"


def usd(here: Located, report: Report, stated: str = "") -> Decimal | None:
    """None where there is none, where it is in another currency (noted), or where a problem was reported.

    `stated` is the currency that another field names.
    """
    if here.absent or isinstance(here.value, NotANumber):
        return None
    amount, currency = _parts(here, report)
    digits = _DIGITS.search(amount)
    around = re.sub(r"\s", "", amount[: digits.start()] + amount[digits.end() :]).casefold() if digits else ""
    currency = (currency or around or stated).casefold().strip()
    if not digits or (currency not in _DOLLARS and not _CURRENCY.fullmatch(currency)):
        report.problem(here, "unknown_value", _EXPECTED)
        return None
    if currency not in _DOLLARS:
        report.note(here, "not used: an amount in another currency than US dollars is not converted, there is no limit")
        return None
    whole = re.sub(r"\D", "", digits[1])
    return Decimal(whole + (digits[3] or "").replace(",", "."))


def _parts(here: Located, report: Report) -> tuple[str, str]:
    if not isinstance(here.value, dict):
        return (here.value if isinstance(here.value, str) else ""), ""
    parts = {squash(key): part for key, part in here.fields() if isinstance(part.value, str)}
    amount = next((parts[key] for key in AMOUNT_KEYS if key in parts), None)
    for part in (amount, parts.get("currency")):
        if part:
            report.claim(part)
    return (str(amount.value) if amount else ""), str(parts["currency"].value) if "currency" in parts else ""
