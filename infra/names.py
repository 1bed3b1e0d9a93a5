"""What everything is called, so that a CLI or a colleague can guess it."""

from __future__ import annotations

from typing import Final, get_args

from shared.events import StageName

PROJECT: Final = "creative-automation"
STAGES: Final[tuple[StageName, ...]] = get_args(StageName)


def prefix(stack: str) -> str:
    """Name of the bus, and the first part of every other name."""
    return f"{stack}-{PROJECT}"


def repository(stage: StageName) -> str:
    """Name of a stage's repository; all stacks of an account share it, so the stack is not in it."""
    return f"{PROJECT}-{stage}"
