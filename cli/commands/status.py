from __future__ import annotations

import time
from collections.abc import Callable

import typer

from cli.board import Board, board_of
from cli.interrupts import if_interrupted
from cli.progress import progress, silent
from cli.standing import Accepted, Standing, standing
from cli.summary import say_manifest, say_rejected, say_row
from cli.target import Target, find_target
from cli.terminal import hint
from shared.campaigns.brief_rows import BriefRow
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
    if not _ended(found):
        goes_on = f"the campaign goes on: `creative status {campaign_id} --watch` follows it"
        with if_interrupted(goes_on), silent() if as_json else progress() as show:
            show(_board(found))
            while not _ended(found):
                wait(_POLL_SECONDS)
                found = standing(target, campaign_id)
                show(_board(found))
    _say_standing(found, as_json)
    if isinstance(found, Accepted) and found.campaign.ready_count and not as_json:
        hint(f"next: creative open {campaign_id}, or creative download {campaign_id}")
    if not isinstance(found, Accepted) or found.campaign.status != "completed":
        raise typer.Exit(1)


def _ended(found: Standing) -> bool:
    if isinstance(found, Accepted):
        return found.campaign.status != "processing"
    return isinstance(found, Rejection) or found.deleted


def _board(found: Standing) -> Board:
    return board_of(found) if isinstance(found, Accepted) else {}


def _say_standing(found: Standing, as_json: bool) -> None:
    if as_json:
        plain = found.manifest if isinstance(found, Accepted) else found
        typer.echo(plain.model_dump_json(indent=2))
    elif isinstance(found, BriefRow):
        say_row(found)
    elif isinstance(found, Rejection):
        say_rejected(found)
    else:
        say_manifest(found.manifest)
