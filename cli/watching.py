"""Follows a campaign by its state, to its end."""

from __future__ import annotations

import time
from collections.abc import Callable

import typer

from cli.board import board_of
from cli.progress import progress
from cli.standing import Accepted, standing
from cli.summary import say_manifest, say_rejected
from cli.target import Target
from shared.events import Rejection

_POLL_SECONDS = 1.0


def watch_to_end(target: Target, campaign_id: str, wait: Callable[[float], object] = time.sleep) -> None:
    """`wait` pauses for so many seconds. Ends with exit code 1 unless every product is ready."""
    found = standing(target, campaign_id)
    if isinstance(found, Accepted):
        with progress() as display:
            display.show(board_of(found))
            while isinstance(found, Accepted) and found.campaign.status == "processing":
                wait(_POLL_SECONDS)
                found = standing(target, campaign_id)
                if isinstance(found, Accepted):
                    display.show(board_of(found))
    end_with(found)


def end_with(found: Accepted | Rejection) -> None:
    say_standing(found)
    if isinstance(found, Rejection) or found.campaign.status != "completed":
        raise typer.Exit(1)


def say_standing(found: Accepted | Rejection) -> None:
    if isinstance(found, Rejection):
        say_rejected(found)
    else:
        say_manifest(found.manifest)
