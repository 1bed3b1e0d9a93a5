"""The console of a local AWS, for as long as the command that runs it goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from cli.terminal import hint
from local.edge import CONSOLE_PORT, console_served
from local.people import Person, sign_up
from local.stack import LocalStack

_CHECK_SECONDS = 0.5
_GROUPS = ("marketer", "operator")  # whoever tries it may do everything


def console_here(stack: LocalStack) -> AbstractContextManager[str | None]:
    """Its address; None where the stack's settings leave it out."""
    return console_served(stack, CONSOLE_PORT) if "consoleUrl" in stack.outputs else nullcontext()


def somebody(stack: LocalStack) -> Person:
    """A person who may sign in to the console and the API."""
    return sign_up(stack, "you@example.com", *_GROUPS)


@contextmanager
def ending_at_ctrl_c() -> Iterator[None]:
    """Ctrl-C is how the block is meant to end."""
    try:
        yield
    except KeyboardInterrupt:
        hint("ending the local AWS")


def stay(stack: LocalStack) -> None:
    """Never returns. Raises LocalAwsFailed if the local AWS dies."""
    while True:
        time.sleep(_CHECK_SECONDS)
        stack.check()
