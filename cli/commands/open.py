from __future__ import annotations

import tempfile
from pathlib import Path

from cli.browser import show
from cli.campaign_output import for_page
from cli.commands.download import output_of
from cli.downloading import into_folder
from cli.terminal import hint, say


def open_campaign(campaign_id: str, folder: Path | None, *, bucket: str | None, stack: str | None) -> None:
    """The page's path goes to stdout: where no browser opens, somebody can open it."""
    output = for_page(output_of(campaign_id, bucket=bucket, stack=stack))
    page = into_folder(output, folder or Path(tempfile.mkdtemp(prefix="creative-")))
    say(str(page))
    if output.manifest.status == "processing":
        hint("still processing: open it again later")
    show(page.resolve().as_uri())
