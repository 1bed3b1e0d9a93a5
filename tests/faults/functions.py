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

from infra.names import STAGES
from shared.stage import Handler
from tests.infra.recorded import Resource, deploy


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

    def __call__(self, event: dict[str, Any]) -> dict[str, Any]:
        return self.handler(event, Context(datetime.now(UTC).timestamp() + self.timeout))


def functions(session: boto3.Session) -> dict[str, Function]:
    """By stage, as stack `prod` has them; the clients are made by `session`."""
    before, boto3.DEFAULT_SESSION = boto3.DEFAULT_SESSION, session
    try:
        return {stage: _function(stage, deploy("prod").one("Function", f"{stage}-function")) for stage in STAGES}
    finally:
        boto3.DEFAULT_SESSION = before


def _function(stage: str, declared: Resource) -> Function:
    with _environment(declared.inputs["environment"]["variables"]):
        name = f"services.{stage}.handler"
        sys.modules.pop(name, None)  # another test may have imported it with another environment
        return Function(importlib.import_module(name).handler, declared.inputs["timeout"])


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
