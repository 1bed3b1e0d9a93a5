"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def _a_name(text: str | None) -> str | None:
    if text is not None and not text.isprintable():
        raise typer.BadParameter("a name is one line of text")
    return text


Bucket = Annotated[str | None, typer.Option(help="The stack's bucket; or CREATIVE_BUCKET.", callback=_a_name)]
Table = Annotated[str | None, typer.Option(help="The stack's table of campaigns; or CREATIVE_TABLE.", callback=_a_name)]
Bus = Annotated[str | None, typer.Option(help="The stack's event bus; or CREATIVE_BUS.", callback=_a_name)]
Stack = Annotated[
    str | None,
    typer.Option(help="A deployed stack whose outputs name bucket, table and bus (default: the local AWS, else dev)."),
]


def _an_id(text: str) -> str:
    if not text.strip():
        raise typer.BadParameter("an id is expected: `creative list` shows them")
    return text.strip()


CampaignId = Annotated[
    str, typer.Argument(help="As `creative submit` prints it.", metavar="ID", callback=_an_id, show_default=False)
]
BriefFile = Annotated[
    Path, typer.Argument(help="A brief: .json, .yaml, .yml or .csv; - reads JSON or YAML.", metavar="BRIEF")
]
BriefFiles = Annotated[
    list[Path], typer.Argument(help="Briefs: .json, .yaml, .yml or .csv; - reads JSON or YAML.", metavar="BRIEF")
]
Yes = Annotated[bool, typer.Option("--yes", help="Don't ask; what it does and may cost is said anyway.")]
Json = Annotated[bool, typer.Option("--json", help="All that is known, for programs.")]
Open = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]
