"""What may come between: a crash, something that happens at a call of AWS (by botocore's own events), another order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count, permutations
from typing import Any

import boto3
import pytest

from tests.unit.conftest import Account


class _Killed(BaseException):
    """The process is gone."""


def in_every_order(*steps: str) -> list[Any]:
    """Cases for a test; all but the first order and its reverse only in `make soak`."""
    return [
        pytest.param(order, id="-".join(order), marks=[] if order in (steps, steps[::-1]) else pytest.mark.soak)
        for order in permutations(steps)
    ]


@contextmanager
def before(call: str, act: Callable[[], object]) -> Iterator[None]:
    """Once, when a client that is made in the block makes such a call, as "s3.PutObject"."""
    first = iter([True])

    def called(**_: object) -> None:
        if next(first, False):
            act()

    session: Any = boto3.DEFAULT_SESSION
    with _hearing(session.events, f"before-call.{call}", called):
        yield


def dying_everywhere(account: Account, act: Callable[[], object]) -> int:
    """Does it again and again, each time dying one call later, until it comes to its end. Returns how often it died.

    Counted are calls by the account's own clients.
    """
    for last in count():
        calls = count()

        def called(last: int = last, calls: Iterator[int] = calls, **_: object) -> None:
            if next(calls) == last:
                raise _Killed

        with ExitStack() as heard:
            for client in (account.s3, account.dynamodb, account.events, account.sqs):
                heard.enter_context(_hearing(client.meta.events, "before-call", called))
            try:
                act()
            except _Killed:
                continue
        return last
    raise AssertionError("it never ends")


@contextmanager
def _hearing(events: Any, event: str, called: Callable[..., None]) -> Iterator[None]:
    events.register(event, called)
    try:
        yield
    finally:
        events.unregister(event, called)
