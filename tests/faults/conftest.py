from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.account import Account, account_in_memory
from tests.faults.sweep import Sweep
from tests.faults.table import CELL, lines


@pytest.fixture
def account() -> Iterator[Account]:
    with account_in_memory() as made:
        yield made


@pytest.fixture(scope="module")
def sweep(request: pytest.FixtureRequest) -> Iterator[Sweep]:
    """In an account for each scenario: moto forgets no object as long as its account lasts."""
    with account_in_memory() as account:
        yield Sweep(account, request.param)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the table of all crash points that were tried."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    cells = [cell for report in reports for name, cell in getattr(report, "user_properties", []) if name == CELL]
    if cells:
        terminalreporter.section("crash points")
        terminalreporter.write_line("\n".join(lines(cells)))
