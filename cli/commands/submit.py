from __future__ import annotations

from pathlib import Path

import typer

from cli.brief_check import checked
from cli.commands.status import watch_to_end
from cli.files import read_file
from cli.summary import say_rejected
from cli.target import Name, find_target
from cli.terminal import hint, say
from cli.uploading import find_campaign, parse_asset, upload_assets, upload_brief
from operations.standing import rejection


def submit(
    path: Path, assets: list[str], *, watch: bool, wait: float, bucket: str | None, table: str | None, stack: str | None
) -> None:
    """The id goes to stdout, alone on its line, so that a script can take it."""
    if checked(path) is None:
        raise typer.Exit(1)
    parsed = [parse_asset(text) for text in assets]
    wanted: dict[Name, str | None] = {"bucket": bucket, "table": table} if watch else {"bucket": bucket}
    target = find_target(wanted, stack)
    hint(f"bucket {target.bucket}, from {target.source}")
    s3, data = target.client("s3"), read_file(path)
    upload_assets(s3, target.bucket, parsed)
    brief = upload_brief(s3, target.bucket, data, path.name)
    hint(f"uploaded {brief.key}" + (f" and {len(parsed)} assets" if parsed else ""))
    campaign_id = find_campaign(s3, brief, wait)
    say(campaign_id)
    if watch:
        watch_to_end(target, campaign_id)
        return
    rejected = rejection(s3, target.bucket, campaign_id)
    if rejected:
        say_rejected(rejected)
        raise typer.Exit(1)
    hint(f"next: creative status {campaign_id} --watch")
