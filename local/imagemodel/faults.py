"""Trouble on request: the next calls that match fail the way the real model does."""

from __future__ import annotations

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


class Faults:
    """A queue: the first fault that meets a call is spent on it. Safe between threads."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = threading.Lock()

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
        return None

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
