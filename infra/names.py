"""What everything is called, so that a CLI or a colleague can guess it."""

from __future__ import annotations

from typing import Final, get_args

from shared.events import StageName

PROJECT: Final = "creative-automation"
STAGES: Final[tuple[StageName, ...]] = get_args(StageName)


def prefix(stack: str) -> str:
    """Name of the bus, and the first part of every other name."""
    return f"{stack}-{PROJECT}"


def repository(stack: str, stage: StageName) -> str:
    """Name of the repository that holds the images of a stage."""
    return f"{prefix(stack)}-{stage}"
