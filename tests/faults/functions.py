"""The stages' functions as Lambda has them: each handler imported with its own environment, called with one message."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import boto3

from shared.stage import Handler
from tests.infra.recorded import deploy


@dataclass(frozen=True, slots=True)
class Context:
    """What Lambda tells a function of its time, by the simulated clock."""

    ends_at: float

    def get_remaining_time_in_millis(self) -> int:
        return int(1000 * (self.ends_at - datetime.now(UTC).timestamp()))


@dataclass(frozen=True, slots=True)
class Function:
    handler: Handler
    timeout: float

    def __call__(self, event: dict[str, Any]) -> Any:
        return self.handler(event, Context(datetime.now(UTC).timestamp() + self.timeout))


def started(stage: str, session: boto3.Session, settings: Mapping[str, str]) -> Function:
    """As in a process of its own, with the environment that it has in stack `prod` with these settings of the stack.

    `session` makes its clients.
    """
    declared = deploy("prod", **settings).one("Function", f"{stage}-function").inputs
    before, boto3.DEFAULT_SESSION = boto3.DEFAULT_SESSION, session
    try:
        with _environment(declared["environment"]["variables"]):
            name = f"services.{stage}.handler"
            sys.modules.pop(name, None)
            return Function(importlib.import_module(name).handler, declared["timeout"])
    finally:
        boto3.DEFAULT_SESSION = before


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
