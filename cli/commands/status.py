from __future__ import annotations

from cli.standing import standing
from cli.target import find_target
from cli.terminal import hint
from cli.watching import say_standing, watch_to_end


def status(campaign_id: str, *, watch: bool, bucket: str | None, table: str | None, stack: str | None) -> None:
    target = find_target({"bucket": bucket, "table": table}, stack)
    hint(f"table {target.table}, from {target.source}")
    if watch:
        watch_to_end(target, campaign_id)
    else:
        say_standing(standing(target, campaign_id))
