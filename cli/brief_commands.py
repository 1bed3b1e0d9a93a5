"""Commands for whoever writes a brief; they need no AWS. Imported when they run, as in cli/main.py."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.options import BriefFile, BriefFiles, Json, Yes


def for_brief_writers(app: typer.Typer) -> None:
    app.command()(formats)
    app.command()(init)
    app.command()(validate)
    app.command()(preview)


def formats(as_json: Json = False) -> None:
    """List the formats that a brief may name: pixels, ratio, what each is for, what the network covers."""
    from cli.commands.formats import formats as run

    run(as_json=as_json)


def init(
    path: Annotated[Path, typer.Argument(help="The brief to write.", metavar="FILE")] = Path("brief.yaml"),
    products: Annotated[
        Path | None, typer.Option("--from", help="A spreadsheet of products as CSV, a row for each.", metavar="CSV")
    ] = None,
    yes: Yes = False,
) -> None:
    """Begin a brief: by a few questions, from a CSV of products, or as a template where there is no terminal."""
    from cli.commands.init import init as run

    run(path, products, yes=yes)


def validate(
    briefs: BriefFiles,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: an object, or a list of them.")] = False,
) -> None:
    """Say whether the parser would take a brief, how it is read, and what it would note; needs no AWS."""
    from cli.commands.validate import validate as run

    run(briefs, as_json=as_json)


def preview(
    brief: BriefFile,
    assets: Annotated[Path | None, typer.Option(help="A folder of pictures, laid out as existing-assets/ is.")] = None,
    to: Annotated[Path | None, typer.Option(help="The folder to fill (default: BRIEF-preview).")] = None,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
) -> None:
    """Show what a brief would become, made on this machine, with placeholders for new pictures; needs no AWS."""
    from cli.commands.preview import preview as run

    run(brief, assets, to, open_page)
