"""The local AWS with a program of its own (`tiny/`), started once for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from local.stack import LocalStack, local_aws

TINY = Path(__file__).with_name("tiny")


@pytest.fixture(scope="session")
def said() -> list[str]:
    """What the local AWS reported while it started."""
    return []


@pytest.fixture(scope="session")
def stack(said: list[str]) -> Iterator[LocalStack]:
    with ExitStack() as running:
        # Only while it starts: the tests of other folders share this process.
        with pytest.MonkeyPatch.context() as shell:
            shell.setenv("SECRET_OF_THE_SHELL", "must not reach a function")
            shell.setenv("AWS_PROFILE", "does-not-exist")
            shell.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")
            shell.setenv("LOG_LEVEL", "CRITICAL")
            started = running.enter_context(local_aws(root=TINY, progress=said.append))
        yield started
