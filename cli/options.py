"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Bucket = Annotated[str | None, typer.Option(help="The stack's bucket; or CREATIVE_BUCKET.")]
Table = Annotated[str | None, typer.Option(help="The stack's table of campaigns; or CREATIVE_TABLE.")]
Stack = Annotated[
    str | None,
    typer.Option(help="A deployed stack whose outputs name bucket and table (default: the local AWS, else dev)."),
]
CampaignId = Annotated[str, typer.Argument(help="As `creative submit` prints it.", metavar="ID")]
BriefFile = Annotated[Path, typer.Argument(help="A brief: .json, .yaml or .yml.", metavar="BRIEF")]
Open = Annotated[bool, typer.Option("--open", help="Open the gallery in the browser.")]
