from __future__ import annotations

import time
from collections.abc import Callable

import typer

from cli.board import board_of
from cli.interrupts import if_interrupted
from cli.progress import progress, silent
from cli.standing import Accepted, standing
from cli.summary import say_manifest, say_rejected
from cli.target import Target, find_target
from cli.terminal import hint
from shared.events import Rejection

_POLL_SECONDS = 1.0


def status(
    campaign_id: str, *, watch: bool, as_json: bool, bucket: str | None, table: str | None, stack: str | None
) -> None:
    target = find_target({"bucket": bucket, "table": table}, stack)
    hint(f"table {target.table}, from {target.source}")
    if watch:
        watch_to_end(target, campaign_id, as_json=as_json)
    else:
        _say_standing(standing(target, campaign_id), as_json)


def watch_to_end(
    target: Target, campaign_id: str, wait: Callable[[float], object] = time.sleep, *, as_json: bool = False
) -> None:
    """Follow the campaign by its state; `wait` pauses for so many seconds.

    Ends with exit code 1 unless every product is ready.
    """
    found = standing(target, campaign_id)
    if isinstance(found, Accepted):
        goes_on = f"the campaign goes on: `creative status {campaign_id} --watch` follows it"
        with if_interrupted(goes_on), silent() if as_json else progress() as show:
            show(board_of(found))
            while isinstance(found, Accepted) and found.campaign.status == "processing":
                wait(_POLL_SECONDS)
                found = standing(target, campaign_id)
                if isinstance(found, Accepted):
                    show(board_of(found))
    _say_standing(found, as_json)
    if isinstance(found, Rejection) or found.campaign.status != "completed":
        raise typer.Exit(1)


def _say_standing(found: Accepted | Rejection, as_json: bool) -> None:
    if as_json:
        plain = found if isinstance(found, Rejection) else found.manifest
        typer.echo(plain.model_dump_json(indent=2))
    elif isinstance(found, Rejection):
        say_rejected(found)
    else:
        say_manifest(found.manifest)
