from __future__ import annotations

from datetime import datetime
from itertools import islice

import typer
from pydantic import TypeAdapter

from cli.failures import CommandFailed
from cli.summary import STATUS_STYLES, STATUS_WORDS, counts
from cli.target import find_target
from cli.terminal import hint, say
from operations.listing import STATUSES, Listed, newest_first


def list_campaigns(
    status: str | None, limit: int, since: datetime | None, *, as_json: bool, table: str | None, stack: str | None
) -> None:
    """One line for each, the id first, so that a script can take it."""
    statuses = [each for each in STATUSES if status in (None, each)]
    if not statuses:
        raise CommandFailed(f"--status {status}: one of {', '.join(STATUSES)} is expected")
    day = _local(since) if since else None
    target = find_target({"table": table}, stack)
    hint(f"table {target.table}, from {target.source}")
    listed = newest_first(target.client("dynamodb"), target.table, statuses, limit + 1, since=day)
    found = list(islice(listed, limit + 1))
    if as_json:
        typer.echo(TypeAdapter(list[Listed]).dump_json(found[:limit], indent=2))
        found = found[limit:]
        return
    width = max((len(each.campaign_id) for each in found[:limit]), default=0)
    for each in found[:limit]:
        say(_line(each, width), STATUS_STYLES[each.status])
    if not found:
        hint("no campaigns" + (f" with status {status}" if status else ""))
    if len(found) > limit:
        hint(f"there are more: --limit {2 * limit}")


def _local(day: datetime) -> datetime:
    """Midnight where the command runs, which at both ends of the calendar is no time at all."""
    if not 2000 <= day.year < 2100:
        raise CommandFailed(f"--since {day.date()}: a day of this century is expected")
    return day.astimezone()


def _line(each: Listed, width: int) -> str:
    at = each.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
    products = each.pending + each.ready + each.failed
    told = f"{counts(products, each.ready, each.failed, each.pending)}  " if products else ""
    return f"{each.campaign_id:<{width}}  {at}  {STATUS_WORDS[each.status]:<21}  {told}{each.name}".rstrip()
