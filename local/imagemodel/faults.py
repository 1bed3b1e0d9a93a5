"""Trouble on request: the next calls that match fail the way the real model does."""

from __future__ import annotations

import threading
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from local.imagemodel.families.order import FilterReason
from local.imagemodel.refusals import STATUS


class Fault(BaseModel):
    """Meets the next `times` calls whose prompt holds `when` and whose model id holds `model` ("": any).

    kind "error": answered with `code`. "filter": blocked by a content filter, for `reason`. "delay": answered after
    `seconds`. "drop": the picture is drawn (and paid for), but the connection closes without an answer.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["error", "filter", "delay", "drop"]
    code: str | None = None
    message: str | None = None
    original_status: int | None = None
    reason: FilterReason = "prompt"
    seconds: Annotated[float, Field(ge=0, le=900)] = 0.0
    times: Annotated[int, Field(ge=1)] = 1
    when: str = ""
    model: str = ""

    @model_validator(mode="after")
    def _code_is_known(self) -> Self:
        if self.kind == "error" and self.code not in STATUS:
            raise ValueError(f"code {self.code!r}: one of {', '.join(STATUS)}")
        return self

    def meets(self, model_id: str, prompt: str) -> bool:
        return self.when in prompt and self.model in model_id


class Faults:
    """A queue: the first fault that meets a call is spent on it. Safe between threads."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)

    def take(self, model_id: str, prompt: str) -> Fault | None:
        with self._lock:
            for place, fault in enumerate(self._waiting):
                if fault.meets(model_id, prompt):
                    self._waiting[place : place + 1] = (
                        [fault.model_copy(update={"times": fault.times - 1})] if fault.times > 1 else []
                    )
                    return fault
        return None

    def waiting(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(self._waiting)

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
