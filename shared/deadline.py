"""Ends a stage's work before Lambda does: a function that is killed at its timeout can tell nobody why.

|--------------- what the function has left ---------------|
|---- work ----| OutOfTime |---- record, announce, return --|
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

# Kept back to settle a product, write a manifest and publish, with a retry or two.
_RESERVE_SECONDS, _RESERVE_SHARE = 5.0, 0.2


class LambdaContext(Protocol):
    def get_remaining_time_in_millis(self) -> int: ...


class OutOfTime(Exception):
    """The work did not end in the time that its function has."""


class _Bell(BaseException):
    """No Exception: botocore wraps every one of those that ends a call, and makes the call, and pays for it, again."""


@contextmanager
def before_timeout(context: LambdaContext | None) -> Iterator[None]:
    """Raises OutOfTime in the block shortly before the function would be killed.

    Signals reach only the main thread, where Lambda calls handlers; elsewhere, and without a context, nothing ends it.
    """
    if context is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    remaining = context.get_remaining_time_in_millis() / 1000
    seconds = remaining - min(_RESERVE_SECONDS, _RESERVE_SHARE * remaining)

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _Bell

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _Bell as bell:
        raise OutOfTime(f"not done after {seconds:.0f} s, all the time that the function has for it") from bell
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
