"""Simulated time: nothing waits, and yet leases run out, messages become visible again and functions time out."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import SupportsIndex

import time_machine

START = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


class Clock:
    """Stands still in a `with` block of `simulated`, but for what passes by: each time.sleep does."""

    @contextmanager
    def simulated(self, start: datetime = START) -> Iterator[None]:
        really_sleep = time.sleep
        with time_machine.travel(start, tick=False) as self._traveller:
            time.sleep = self.pass_by
            try:
                yield
            finally:
                time.sleep = really_sleep

    def pass_by(self, seconds: float | SupportsIndex) -> None:
        """Rings the alarm that a stage has set before its timeout, if that lies within `seconds`."""
        seconds, (left, _) = float(seconds), signal.getitimer(signal.ITIMER_REAL)
        self._traveller.shift(min(seconds, left) if left else seconds)
        if left and seconds >= left:
            signal.raise_signal(signal.SIGALRM)
        elif left:
            signal.setitimer(signal.ITIMER_REAL, left - seconds)
