"""What was asked of the stand-in, so that a test can count what would have been paid for."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Call:
    """One InvokeModel request.

    `outcome` is "picture", "filtered", or the code of the error that was answered; `delivered` is False where the
    connection was dropped on purpose: what was drawn is paid for all the same. `prompt` is "" where the body
    could not be read. `at` is UTC.
    """

    model_id: str
    prompt: str
    body: str
    at: datetime
    outcome: str
    delivered: bool = True

    @property
    def paid(self) -> bool:
        """Bedrock charges for pictures that were drawn, not for refusals."""
        return self.outcome == "picture"

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"at": self.at.isoformat(), "paid": self.paid}


class CallLog:
    """Every call since the start or the last `clear`, in the order in which they were decided. Safe between threads."""

    def __init__(self) -> None:
        self._calls: list[Call] = []
        self._lock = threading.Lock()

    def add(self, call: Call) -> None:
        with self._lock:
            self._calls.append(call)

    def all(self) -> tuple[Call, ...]:
        with self._lock:
            return tuple(self._calls)

    def clear(self) -> None:
        with self._lock:
            self._calls.clear()
