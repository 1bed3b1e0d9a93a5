"""An amount in US dollars, as people write it: 12.5, "$12.50", "USD 1,200", {amount: 12, currency: USD}."""

from __future__ import annotations

import re
from decimal import Decimal

from briefs.located import Located, NotANumber
from briefs.report import Report
from briefs.spellings import squash

_AMOUNT = re.compile(
    r"(?:US)?[$]?\s*(?:USD)?\s*(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(\.\d{1,6})?\s*(?:[$]|USD|US dollars|dollars)?",
    re.IGNORECASE,
)
_DOLLARS = ("usd", "$", "us$", "us dollars", "dollars")
_EXPECTED = "an amount in US dollars such as 12.50"


def usd(found: Located, report: Report) -> Decimal | None:
    """None where there is none, or where what stands there was reported as a problem."""
    if found.absent or isinstance(found.value, NotANumber):
        return None
    amount = _in_dollars(found) if isinstance(found.value, dict) else found.value
    match = _AMOUNT.fullmatch(amount.strip()) if isinstance(amount, str) else None
    if not match:
        report.problem(found, "unknown_value", _EXPECTED)
        return None
    return Decimal(match[1].replace(",", "") + (match[2] or ""))


def _in_dollars(found: Located) -> str | None:
    parts = {squash(key): field.value for key, field in found.fields() if isinstance(field.value, str)}
    if str(parts.get("currency", "USD")).strip().casefold() not in _DOLLARS:
        return None
    return next((str(parts[key]) for key in ("amount", "value", "max", "total") if key in parts), None)
