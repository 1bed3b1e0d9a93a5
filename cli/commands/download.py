from __future__ import annotations

from pathlib import Path

import typer

from cli.downloading import download_campaign
from cli.files import readable
from cli.standing import unknown_campaign
from cli.summary import say_rejected
from cli.target import find_target
from cli.terminal import complain, hint, say
from operations.standing import rejection


def download(campaign_id: str, folder: Path, open_gallery: bool, *, bucket: str | None, stack: str | None) -> None:
    target = find_target({"bucket": bucket}, stack)
    hint(f"bucket {target.bucket}, from {target.source}")
    s3 = target.client("s3")
    done = download_campaign(s3, target.bucket, campaign_id, folder)
    if done is None:
        rejected = rejection(s3, target.bucket, campaign_id)
        if rejected is None:
            raise unknown_campaign(s3, target.bucket, campaign_id)
        say_rejected(rejected, complain)
        raise typer.Exit(1)
    say(f"{done.files} files in {readable(folder)}")
    say(f"gallery: {readable(done.gallery)}")
    if done.manifest.status == "processing":
        hint("still processing: download again later")
    if open_gallery:
        typer.launch(done.gallery.resolve().as_uri())
