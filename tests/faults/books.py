"""Holds what the table says of money against what the image model has drawn."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from local.imagemodel.invocations import Call
from shared.campaigns import BUDGET_PREFIX
from shared.campaigns.budget import ATTEMPT_PREFIX


@dataclass(frozen=True, slots=True)
class Books:
    """USD. `charged` and `possible` are the products', `reserved` the days' totals; `attempts` by seed and outcome."""

    charged: Decimal
    possible: Decimal
    reserved: Decimal
    attempts: Mapping[tuple[int, str], Sequence[Decimal]]

    def discrepancies(self, calls: Sequence[Call]) -> Iterator[str]:
        """`calls` are those for which a picture was drawn: these are paid.

        What was charged was paid, what was paid is charged or possibly paid, and the sums agree to the cent.
        """
        paid = Counter(int(json.loads(call.body)["seed"]) for call in calls)
        for seed in paid.keys() | {seed for seed, _ in self.attempts}:
            charged, possible = (len(self.attempts.get((seed, kind), ())) for kind in ("charged", "possibly_paid"))
            if not charged <= paid[seed] <= charged + possible:
                yield f"seed {seed}: paid {paid[seed]} times, charged {charged} times, and {possible} times possibly"
        sums = {kind: _sum(self.attempts, kind) for kind in ("charged", "possibly_paid")}
        if sums != {"charged": self.charged, "possibly_paid": self.possible}:
            yield f"the attempts come to {sums}, the products to {self.charged}, and {self.possible} possibly"
        if self.reserved != self.charged + self.possible:
            yield f"{self.reserved} are taken of the days' budgets, {self.charged + self.possible} of the products'"


def books(rows: Sequence[Mapping[str, Any]]) -> Books:
    """`rows`: the whole table, as DynamoDB has it."""
    attempts: dict[tuple[int, str], list[Decimal]] = {}
    for row in rows:
        if row["campaign_id"]["S"].startswith(BUDGET_PREFIX) and row["sk"]["S"].startswith(ATTEMPT_PREFIX):
            attempts.setdefault((int(row["seed"]["N"]), row["outcome"]["S"]), []).append(Decimal(row["price"]["N"]))
    charged, possible, reserved = (
        sum((Decimal(row[name]["N"]) for row in rows if name in row), Decimal(0))
        for name in ("model_cost", "possibly_paid", "reserved")
    )
    return Books(charged, possible, reserved, attempts)


def _sum(attempts: Mapping[tuple[int, str], Sequence[Decimal]], outcome: str) -> Decimal:
    return sum((price for (_, kind), prices in attempts.items() if kind == outcome for price in prices), Decimal(0))
