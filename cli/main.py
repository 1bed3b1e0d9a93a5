"""The `creative` command. Commands are imported when they run: boto3, Pulumi and the local AWS cost seconds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cli.brief_commands import for_brief_writers
from cli.ending_commands import for_endings
from cli.failures import explain
from cli.operator_commands import for_operators
from cli.options import BriefFile, Bucket, CampaignId, Json, Open, Stack, Table, Yes
from cli.request_commands import for_requests


class _Commands(TyperGroup):
    """Ends every command that fails for a reason the user can act on with one line and exit code 1."""

    def make_context(self, *args: Any, **more: Any) -> Any:
        try:
            return super().make_context(*args, **more)
        except KeyboardInterrupt:
            raise _interrupted() from None

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise _interrupted() from None
        except Exception as error:
            line = explain(error)
            if line is None:
                raise
            from cli.terminal import complain

            complain(line)
            raise typer.Exit(1) from None


def _interrupted() -> typer.Exit:
    typer.echo("interrupted", err=True)
    return typer.Exit(130)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Campaign briefs in, publishable social images out: on a local AWS, or on AWS.",
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"creative {version('creative-automation')}")
        raise typer.Exit


@app.callback()
def creative(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which this is.")] = False,
) -> None:
    pass


@app.command()
def demo(
    brief: Annotated[Path | None, typer.Option(help="Another brief than the example.")] = None,
    to: Annotated[Path | None, typer.Option(help="Where the pictures go (default: demo-output/ID).")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds that the campaign may take.", min=1)] = 300,
    open_page: Annotated[
        bool, typer.Option("--open", help="Open it in the console, which stays until Ctrl-C.")
    ] = False,
) -> None:
    """A whole campaign on a local AWS: deploy, upload, follow the events, fetch the pictures."""
    from cli.commands.demo import demo as run

    run(brief, to, timeout, open_page)


@app.command()
def up(
    port: Annotated[int | None, typer.Option(help="Of the endpoint (default: a free one).", min=1, max=65535)] = None,
) -> None:
    """Keep a local AWS running until Ctrl-C, for the other commands and any AWS client."""
    from cli.commands.up import up as run

    run(port)


@app.command()
def submit(
    brief: BriefFile,
    asset: Annotated[
        list[str] | None,
        typer.Option(help="A file to reuse and its path below existing-assets/; repeatable.", metavar="LOCAL=KEY"),
    ] = None,
    ask_above: Annotated[float, typer.Option(help="Ask before a campaign that costs more, in USD.", min=0)] = 1.00,
    yes: Yes = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done and cost.")] = False,
    chosen_id: Annotated[str | None, typer.Option("--id", help="The campaign's id, of your own choice.")] = None,
    as_json: Json = False,
    watch: Annotated[bool, typer.Option("--watch", help="Follow the campaign to its end.")] = False,
    wait: Annotated[float, typer.Option(help="Seconds to wait for the parser.", min=0)] = 60,
    bucket: Bucket = None,
    table: Table = None,
    stack: Stack = None,
) -> None:
    """Say what a brief will do and cost, upload it with the pictures beside it, and print the campaign's id."""
    from cli.commands.submit import submit as run

    run(
        brief,
        asset or [],
        ask_above=ask_above,
        yes=yes,
        dry_run=dry_run,
        chosen_id=chosen_id,
        as_json=as_json,
        watch=watch,
        wait=wait,
        bucket=bucket,
        table=table,
        stack=stack,
    )


@app.command()
def status(
    campaign_id: CampaignId,
    watch: Annotated[
        bool, typer.Option("--watch", help="Follow it to its end; exit code 1 unless it completes.")
    ] = False,
    as_json: Json = False,
    bucket: Bucket = None,
    table: Table = None,
    stack: Stack = None,
) -> None:
    """Say how a campaign stands: products, costs, missed checks, or why its brief was rejected."""
    from cli.commands.status import status as run

    run(campaign_id, watch=watch, as_json=as_json, bucket=bucket, table=table, stack=stack)


@app.command("list")
def list_campaigns(
    status: Annotated[
        str | None, typer.Option(help="Only submitted, rejected, processing, completed, completed_with_errors, failed.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=1000)] = 20,
    since: Annotated[
        datetime | None, typer.Option(help="None from before this day.", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")
    ] = None,
    as_json: Json = False,
    table: Table = None,
    stack: Stack = None,
) -> None:
    """List campaigns, the newest first: when, status, products, name."""
    from cli.commands.list import list_campaigns as run

    run(status, limit, since, as_json=as_json, table=table, stack=stack)


@app.command()
def download(
    campaign_id: CampaignId,
    to: Annotated[Path | None, typer.Option(help="The folder to fill (default: ID), or the ZIP's name.")] = None,
    format_name: Annotated[
        list[str] | None, typer.Option("--format", help="Only pictures in this format; repeatable.", metavar="NAME")
    ] = None,
    locale: Annotated[
        list[str] | None,
        typer.Option(help="Only pictures in this language, or default; repeatable.", metavar="TAG"),
    ] = None,
    rendition: Annotated[
        int | None, typer.Option(help="The pictures that were the newest with this rendition.", min=1, metavar="N")
    ] = None,
    as_zip: Annotated[bool, typer.Option("--zip", help="One file, ID.zip, instead of a folder.")] = False,
    open_page: Open = False,
    bucket: Bucket = None,
    table: Table = None,
    stack: Stack = None,
) -> None:
    """Fetch all pictures of a campaign, or some, its manifest, and a page that shows them."""
    from cli.commands.download import download as run

    run(
        campaign_id,
        to,
        format_name or [],
        locale or [],
        rendition=rendition,
        as_zip=as_zip,
        open_page=open_page,
        bucket=bucket,
        table=table,
        stack=stack,
    )


@app.command("open")
def open_campaign(
    campaign_id: CampaignId,
    to: Annotated[Path | None, typer.Option(help="The folder to fill (default: a temporary one).")] = None,
    bucket: Bucket = None,
    stack: Stack = None,
) -> None:
    """Show a campaign's page in the browser; fetches the pictures for it."""
    from cli.commands.open import open_campaign as run

    run(campaign_id, to, bucket=bucket, stack=stack)


for_brief_writers(app)
for_requests(app)
for_endings(app)
for_operators(app)
