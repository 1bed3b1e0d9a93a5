"""Amounts in US dollars as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from briefs import vocabulary
from briefs.located import NotANumber
from briefs.report import Report
from briefs.words import Leaf

# Thousands by comma, point, blank or apostrophe, cents by point or comma; three digits behind a comma are thousands.
_DIGITS = re.compile(
    r"(\d{1,3}(?:([,.\u00a0\u202f' ])\d{3})(?:\2\d{3})*|\d{1,12})([.,]\d{1,2}|\.\d{1,6})?(\s?k\b)?", re.I
)
_SIGN = re.compile(r"[^\W\d_]{0,3}[$\u20ac\u00a3\u00a5\u20b9\u20a9\u20bd\u20ba]")


def usd(leaf: Leaf, report: Report) -> Iterator[Decimal]:
    """12.5, "$12.50", "USD 1,200", "25,00", "about 5k"; an amount in another currency is noted."""
    here = leaf.at
    if here.absent or isinstance(here.value, NotANumber):
        report.claim(here)
        return
    written = here.value if isinstance(here.value, str) else ""
    digits = _DIGITS.search(written)
    around = f"{written[: digits.start()]} {written[digits.end() :]}".casefold().split() if digits else []
    exact = [part.strip(".:") for part in around if part.strip(".:~<()") not in vocabulary.APPROXIMATIONS]
    currency = "".join(exact) or leaf.label
    if not digits or not _is_currency(currency):
        report.problem(here, "unknown_value", "an amount in US dollars such as 12.50")
    elif currency not in vocabulary.DOLLARS:
        report.note(here, "not used: an amount in another currency than US dollars is not converted, there is no limit")
    else:
        report.claim(here)
        amount = Decimal(re.sub(r"\D", "", digits[1]) + (digits[3] or "").replace(",", "."))
        amount *= 1000 if digits[4] else 1
        if digits[4] or len(exact) < len(around):
            report.tell(here, f"read as {amount} US dollars")
        yield amount


def _is_currency(said: str) -> bool:
    return said in (*vocabulary.DOLLARS, *vocabulary.CURRENCIES) or bool(_SIGN.fullmatch(said))
