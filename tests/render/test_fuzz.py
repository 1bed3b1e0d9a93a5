"""Damaged files: read or refused with a reason, never a crash, a hang, or another exception."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.render.confined import MEGABYTES, SECONDS, Confined, Outcome
from tests.render.mutations import mutated
from tests.render.samples import samples

_ALLOWED = {"rendered", "picture_damaged", "picture_format", "picture_empty", "picture_transparent"}
_ALLOWED |= {"picture_too_large", "picture_too_narrow"}


def _taken(numbers: Iterable[int]) -> list[tuple[int, str, Outcome]]:
    with Confined() as process:
        return [(number, kind, process.take(data)) for number in numbers for kind, data in [mutated(number)]]


def _assert_all_well(taken: list[tuple[int, str, Outcome]]) -> None:
    for number, kind, outcome in taken:
        told = f"mutation {number} of {kind}: {outcome}"
        assert outcome.result in _ALLOWED, told
        assert outcome.seconds <= SECONDS, told
        assert outcome.megabytes <= MEGABYTES, told
        assert outcome.result == "rendered" or len(outcome.reason) > 30, told


def test_the_same_number_gives_the_same_file() -> None:
    assert [mutated(number) for number in range(20)] == [mutated(number) for number in range(20)]
    assert len({mutated(number)[1] for number in range(100)} | set(samples().values())) > 120


def test_damaged_files_are_read_or_refused() -> None:
    taken = _taken(range(150))
    _assert_all_well(taken)
    results = Counter(outcome.result for _, _, outcome in taken)
    assert results["rendered"] > 15
    assert results["picture_damaged"] > 15


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_two_thousand_damaged_files_are_read_or_refused() -> None:
    with ThreadPoolExecutor(2) as pool:
        taken = [each for part in pool.map(_taken, (range(0, 2000, 2), range(1, 2000, 2))) for each in part]
    results = Counter(outcome.result for _, _, outcome in taken)
    slowest = max(taken, key=lambda each: each[2].seconds)
    largest = max(taken, key=lambda each: each[2].megabytes)
    print(f"\n{len(taken)} damaged files: {dict(results.most_common())}")
    print(f"slowest: {slowest[2].seconds:.2f} s ({slowest[1]}, mutation {slowest[0]})")
    print(f"most memory: {largest[2].megabytes:.0f} MB ({largest[1]}, mutation {largest[0]})")
    _assert_all_well(taken)
    assert len(taken) == 2000
