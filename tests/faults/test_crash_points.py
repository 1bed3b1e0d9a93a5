"""Whichever call of AWS fails, and however: what comes out in the end is what comes out of a run without failures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.scenarios import SCENARIOS
from tests.faults.spoiling import Fault
from tests.faults.sweep import Sweep
from tests.faults.table import CELL, cell


def _cases() -> Iterator[Any]:
    """Every scenario with every fault; most of them only in `make soak`."""
    for scenario in SCENARIOS:
        for fault in Fault:
            marks = [] if fault in scenario.quick else [pytest.mark.soak, pytest.mark.timeout(1800)]
            yield pytest.param(scenario, fault, marks=marks, id=f"{scenario}, {fault.name.lower()}")


@pytest.mark.parametrize(("sweep", "fault"), list(_cases()), indirect=["sweep"])
def test_every_crash_point_ends_as_a_run_without_failures(sweep: Sweep, fault: Fault, record_property: Any) -> None:
    points = list(sweep.points(fault))
    record_property(CELL, cell(sweep, fault, points))
    assert [str(point) for point in points if point.differences] == []
