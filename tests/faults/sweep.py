"""Runs a scenario once as it should go, and then once for every call of its stage and every fault that it can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from shared.image_models import IMAGE_MODELS
from tests.faults.account import Account
from tests.faults.delivery import NeverQuiet
from tests.faults.outcome import Outcome, outcome
from tests.faults.scenario import Scenario
from tests.faults.spoiling import Fault

_PRICE = IMAGE_MODELS["stability.sd3-5-large-v1:0"].price  # of the dearest model in the scenarios
_MODEL = "bedrock-runtime.InvokeModel"


@dataclass(frozen=True, slots=True)
class CleanRun:
    """`calls` are those of the scenario's stage, in their order."""

    calls: tuple[str, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CrashPoint:
    """The `number`-th call of a clean run, from 1, and what was otherwise than there when it was spoiled."""

    fault: Fault
    number: int
    call: str
    differences: tuple[str, ...]
    paid_once_more: bool = False

    def __str__(self) -> str:
        return f"call {self.number}, {self.call}: {'; '.join(self.differences)}"


@dataclass(frozen=True)
class Sweep:
    account: Account
    scenario: Scenario

    @cached_property
    def clean(self) -> CleanRun:
        with self.account.one_run():
            self.scenario.prepare(self.account)
            self.scenario.run(self.account)
            found = CleanRun(tuple(self.account.spoiler.calls), outcome(self.account))
        assert found.outcome.kinds == self.scenario.ends
        return found

    def points(self, fault: Fault) -> Iterator[CrashPoint]:
        """Every call that can have the fault."""
        for number, call in enumerate(self.clean.calls, start=1):
            if fault.meets(call):
                yield self._spoiled(fault, number, call)

    def _spoiled(self, fault: Fault, number: int, call: str) -> CrashPoint:
        with self.account.one_run():
            self.scenario.prepare(self.account)
            self.account.spoiler.prepare(fault, number)
            differences = []
            try:
                self.scenario.run(self.account)
            except NeverQuiet as never:
                differences = [str(never)]
            found = outcome(self.account)
        clean = self.clean.outcome
        differences += found.differences(clean)
        more = (found.payments - clean.payments).total()
        once_more = more == 1 and _loses_a_paid_picture(fault, self.clean.calls[:number])
        if more and not once_more:
            differences.append(f"{more} payments too many")
        if found.books.possible > clean.books.possible + _PRICE * self.clean.calls.count(_MODEL):
            differences.append(f"{found.books.possible} USD are booked as possibly paid")
        return CrashPoint(fault, number, call, tuple(differences), once_more)


def _loses_a_paid_picture(fault: Fault, calls: Sequence[str]) -> bool:
    """Whether the last of `calls` is the one point at which a paid picture is gone, and nobody can know: the model's
    answer is lost, or storage is out of order from then on until the function ends. At most one payment more.
    """
    if fault is Fault.OUTAGE:
        return calls[-2:-1] == (_MODEL,)
    return calls[-1] == _MODEL and fault in (Fault.UNCERTAIN, Fault.REPEATED, Fault.KILLED)
