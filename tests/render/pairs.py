"""Pairs of two lists: with every change each of the first has one of the second, in `make soak` all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def pairs(first: Iterable[str], second: Iterable[str]) -> list[Any]:
    """Parameters of a test; each of `second` has its turn, if `first` is as long."""
    others = list(second)
    found = []
    for at, one in enumerate(first):
        for other in others:
            marks = [] if other == others[at % len(others)] else [pytest.mark.soak]
            found.append(pytest.param(one, other, id=f"{one}-{other}", marks=marks))
    return found


def every(number: int, values: Iterable[Any]) -> list[Any]:
    """Parameters of a test: each `number`-th value with every change, the others in `make soak`."""
    return [pytest.param(value, marks=[pytest.mark.soak] if at % number else []) for at, value in enumerate(values)]
