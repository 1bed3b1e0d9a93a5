"""One thing that a stage may be in the middle of when something fails."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from tests.faults.account import Account
from tests.faults.asking import Asked
from tests.faults.delivery import deliver, sweep
from tests.faults.spoiling import Fault
from tests.faults.steps import Step

# A call without effect, one with, and events of which the bus has refused one: with every change.
QUICK = (Fault.REFUSED, Fault.KILLED, Fault.PARTLY_ALWAYS)


@dataclass(frozen=True, eq=False)
class Scenario:
    """`before` leads up to the first call of `stage` that may be spoiled.

    `ends` counts the distinct events of a clean run. `beside` are the stages that go on working while the message comes
    again and again; the sweeper is called `hours` after the beginning, the API is `asked` something. `settings` are
    those of the stack. With the faults `quick` it is part of the tests of every change.
    """

    stage: str
    name: str
    before: tuple[Step, ...]
    ends: Mapping[str, int]
    beside: tuple[str, ...] = ()
    hours: tuple[int, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    asked: Asked | None = None
    quick: Collection[Fault] = ()

    def __str__(self) -> str:
        return f"{self.stage}: {self.name}"

    def prepare(self, account: Account) -> None:
        account.configure(self.settings)
        for step in self.before:
            step(account)

    def run(self, account: Account) -> None:
        if self.asked:
            self.asked(account, watched=True)
            deliver(account, *self.beside)
        elif not self.hours:
            deliver(account, self.stage, *self.beside, watched=self.stage)
        for before, hour in pairwise((0, *self.hours)):
            account.clock.pass_by((hour - before) * 3600)
            sweep(account)
            deliver(account, *self.beside)
