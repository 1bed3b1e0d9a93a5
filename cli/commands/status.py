from __future__ import annotations

import time
from collections.abc import Callable

import typer

from cli.board import board_of
from cli.interrupts import if_interrupted
from cli.progress import progress
from cli.standing import Accepted, standing
from cli.summary import say_manifest, say_rejected
from cli.target import Target, find_target
from cli.terminal import hint
from shared.events import Rejection

_POLL_SECONDS = 1.0


def status(campaign_id: str, *, watch: bool, bucket: str | None, table: str | None, stack: str | None) -> None:
    target = find_target({"bucket": bucket, "table": table}, stack)
    hint(f"table {target.table}, from {target.source}")
    if watch:
        watch_to_end(target, campaign_id)
    else:
        _say_standing(standing(target, campaign_id))


def watch_to_end(target: Target, campaign_id: str, wait: Callable[[float], object] = time.sleep) -> None:
    """Follow the campaign by its state; `wait` pauses for so many seconds.

    Ends with exit code 1 unless every product is ready.
    """
    found = standing(target, campaign_id)
    if isinstance(found, Accepted):
        goes_on = f"the campaign goes on: `creative status {campaign_id} --watch` follows it"
        with if_interrupted(goes_on), progress() as show:
            show(board_of(found))
            while isinstance(found, Accepted) and found.campaign.status == "processing":
                wait(_POLL_SECONDS)
                found = standing(target, campaign_id)
                if isinstance(found, Accepted):
                    show(board_of(found))
    _say_standing(found)
    if isinstance(found, Rejection) or found.campaign.status != "completed":
        raise typer.Exit(1)


def _say_standing(found: Accepted | Rejection) -> None:
    if isinstance(found, Rejection):
        say_rejected(found)
    else:
        say_manifest(found.manifest)
