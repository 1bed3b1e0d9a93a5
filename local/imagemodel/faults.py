"""Trouble on request: the next calls that match fail the way the real model does."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, replace
from typing import Literal

from local.imagemodel.families.order import FilterReason
from local.imagemodel.refusals import ERRORS


@dataclass(frozen=True, slots=True)
class Fault:
    """Meets the next `times` calls whose prompt holds `when` ("": any).

    kind "error": answered with `code`. "filter": blocked by a content filter, for `reason`; "guardrail": by the one
    that the call names. "delay": answered after `seconds`. "drop": the picture is drawn (and paid for), but the
    connection closes without an answer.
    Raises ValueError for an error code that InvokeModel doesn't have.
    """

    kind: Literal["error", "filter", "guardrail", "delay", "drop"]
    times: int = 1
    when: str = ""
    code: str = ""
    message: str | None = None
    original_status: int | None = None
    reason: FilterReason = "prompt"
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if self.kind == "error" and self.code not in ERRORS:
            raise ValueError(f"code {self.code!r}: one of {', '.join(ERRORS)}")


@dataclass(frozen=True, slots=True)
class Odds:
    """How many of all calls are throttled, fail or are filtered in the long run, as shares of 1.

    Errors are as often the model's as the connection's, which closes after a picture was drawn.
    """

    throttled: float = 0.0
    failing: float = 0.0
    filtered: float = 0.0

    def draw(self, lot: random.Random) -> Fault | None:
        kinds = [
            Fault("error", code="ThrottlingException"),
            Fault("error", code="InternalServerException"),
            Fault("drop"),
            Fault("filter", reason="prompt"),
            None,
        ]
        shares = [self.throttled, self.failing / 2, self.failing / 2, self.filtered]
        return lot.choices(kinds, [*shares, 1 - sum(shares)])[0]


class Faults:
    """A queue: the first fault that meets a call is spent on it; where none does, the odds decide.

    Safe between threads.
    """

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._odds = Odds()
        self._lot = random.Random(1)  # noqa: S311 - the same in each run, no secret
        self._lock = threading.Lock()

    def by_chance(self, odds: Odds) -> None:
        with self._lock:
            self._odds = odds

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)

    def take(self, prompt: str) -> Fault | None:
        with self._lock:
            for place, fault in enumerate(self._waiting):
                if fault.when in prompt:
                    left = [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                    self._waiting[place : place + 1] = left
                    return fault
            return self._odds.draw(self._lot)

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
            self._odds = Odds()
