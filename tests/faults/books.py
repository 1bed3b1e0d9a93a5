"""Holds what the table says of money against what the image model has drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from local.imagemodel.invocations import Call
from shared.campaigns import BUDGET_PREFIX
from shared.campaigns.budget import ATTEMPT_PREFIX
from shared.image_models import IMAGE_MODELS


@dataclass(frozen=True, slots=True)
class Books:
    """USD. `charged` and `possible` by the products' rows, the rest by the days': of the attempts, and their total."""

    charged: Decimal
    possible: Decimal
    charged_attempts: Decimal
    possible_attempts: Decimal
    reserved: Decimal

    def discrepancies(self, calls: Sequence[Call]) -> Iterator[str]:
        """`calls` of the model that were paid. What nobody knows of may have been paid, or not."""
        paid = sum((IMAGE_MODELS[call.model_id].price for call in calls), Decimal(0))
        if not self.charged <= paid <= self.charged + self.possible:
            yield f"paid {paid}, but on the books are {self.charged}, and {self.possible} possibly"
        if (self.charged, self.possible) != (self.charged_attempts, self.possible_attempts):
            yield f"the products' books differ from the attempts: {self}"
        if self.reserved != self.charged + self.possible:
            yield f"{self.reserved} of the budget are taken: {self}"


def books(rows: Sequence[Mapping[str, Any]]) -> Books:
    """`rows`: the whole table, as DynamoDB has it."""
    days = [row for row in rows if row["campaign_id"]["S"].startswith(BUDGET_PREFIX)]
    attempts = [row for row in days if row["sk"]["S"].startswith(ATTEMPT_PREFIX)]
    return Books(
        charged=_sum(rows, "model_cost"),
        possible=_sum(rows, "possibly_paid"),
        charged_attempts=_sum([row for row in attempts if row["outcome"]["S"] == "charged"], "price"),
        possible_attempts=_sum([row for row in attempts if row["outcome"]["S"] == "possibly_paid"], "price"),
        reserved=_sum(days, "reserved"),
    )


def _sum(rows: Sequence[Mapping[str, Any]], name: str) -> Decimal:
    return sum((Decimal(row[name]["N"]) for row in rows if name in row), Decimal(0))
