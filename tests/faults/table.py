"""The table of a sweep: how every crash point of a scenario ended, fault by fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tests.faults.spoiling import Fault
from tests.faults.sweep import CrashPoint, Sweep

CELL = "crash points"  # the property of a test's report that holds one cell of the table


def cell(sweep: Sweep, fault: Fault, points: Iterable[CrashPoint]) -> dict[str, Any]:
    """What an xdist worker can hand over."""
    ended = list(points)
    return {
        "scenario": str(sweep.scenario),
        "calls": len(sweep.clean.calls),
        "fault": fault.name,
        "points": len(ended),
        "differing": sum(bool(point.differences) for point in ended),
        "paid_once_more": sum(point.paid_once_more for point in ended),
    }


def lines(cells: Iterable[dict[str, Any]]) -> Iterator[str]:
    """`9` crash points that all ended as the clean run; `2/9`: two did not; `9 (1)`: one paid once more, as it may."""
    found = {(each["scenario"], each["fault"]): each for each in cells}
    calls = {each["scenario"]: each["calls"] for each in found.values()}
    width = max(map(len, calls), default=0)
    yield f"{'':{width}}  calls  " + "  ".join(f"{fault.name.lower():>13}" for fault in Fault)
    for scenario, count in calls.items():
        ended = (_text(found.get((scenario, fault.name))) for fault in Fault)
        yield f"{scenario:{width}}  {count:>5}  " + "  ".join(f"{text:>13}" for text in ended)
    total, differing = (sum(each[name] for each in found.values()) for name in ("points", "differing"))
    yield f"{total} crash points, {differing} of which ended otherwise than a run without failures"


def _text(each: dict[str, Any] | None) -> str:
    if each is None:
        return ""
    otherwise = f"{each['differing']}/" if each["differing"] else ""
    more = f" ({each['paid_once_more']})" if each["paid_once_more"] else ""
    return f"{otherwise}{each['points']}{more}"
