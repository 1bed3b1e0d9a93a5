from __future__ import annotations

from pathlib import Path

import typer

from cli.browser import show
from cli.campaign_output import CampaignOutput, find_output, only
from cli.check_report import counted
from cli.downloading import into_folder, into_zip
from cli.earlier_rendition import as_of
from cli.failures import CommandFailed
from cli.files import readable
from cli.standing import unknown_campaign
from cli.summary import say_rejected
from cli.target import find_target
from cli.terminal import complain, hint, say
from operations.standing import rejection


def download(
    campaign_id: str,
    to: Path | None,
    formats: list[str],
    locales: list[str],
    *,
    rendition: int | None,
    as_zip: bool,
    open_page: bool,
    bucket: str | None,
    table: str | None,
    stack: str | None,
) -> None:
    if as_zip and open_page:
        raise CommandFailed("--zip and --open: the one or the other; `creative open ID` shows a campaign's page")
    output = output_of(campaign_id, bucket=bucket, stack=stack)
    if rendition is not None:
        output = as_of(find_target({"bucket": bucket, "table": table}, stack), output, rendition)
    if formats or locales:
        output = only(output, formats, locales)
    if as_zip:
        path = _zip_at(to, campaign_id)
        into_zip(output, path)
        say(f"{counted(len(output.names), 'file')} in {readable(path)}")
    else:
        folder = to or Path(campaign_id)
        page = into_folder(output, folder)
        say(f"{counted(len(output.names), 'file')} in {readable(folder)}")
        say(f"page: {readable(page)}")
        if open_page:
            show(page.resolve().as_uri())
    if output.manifest.status == "processing":
        hint("still processing: download again later")


def output_of(campaign_id: str, *, bucket: str | None, stack: str | None) -> CampaignOutput:
    """Ends the command where the brief was rejected, or nobody knows the campaign."""
    target = find_target({"bucket": bucket}, stack)
    hint(f"bucket {target.bucket}, from {target.source}")
    s3 = target.client("s3")
    if output := find_output(s3, target.bucket, campaign_id):
        return output
    rejected = rejection(s3, target.bucket, campaign_id)
    if rejected is None:
        raise unknown_campaign(s3, target.bucket, campaign_id)
    say_rejected(rejected, complain)
    raise typer.Exit(1)


def _zip_at(to: Path | None, campaign_id: str) -> Path:
    name = f"{campaign_id}.zip"
    if to is None:
        return Path(name)
    return to / name if to.is_dir() else to
