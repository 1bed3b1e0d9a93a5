"""Commands for whoever runs the platform: dead letters, redrives, costs. Imported when they run, as in cli/main.py."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from cli.options import Bucket, Bus, Stack, Table, Yes


def for_operators(app: typer.Typer) -> None:
    app.command()(redrive)
    app.add_typer(dlq, name="dlq")
    app.command()(costs)


def redrive(
    campaign_id: Annotated[str | None, typer.Argument(help="As `creative submit` prints it.", metavar="ID")] = None,
    stage: Annotated[
        str | None, typer.Option(help="Instead of a campaign: all dead letters of parser, generator or variants.")
    ] = None,
    yes: Yes = False,
    also_moving: Annotated[
        bool, typer.Option("--now", help="Also what may still be on its way, as after a queue was purged.")
    ] = False,
    bucket: Bucket = None,
    table: Table = None,
    bus: Bus = None,
    stack: Stack = None,
) -> None:
    """Heal a campaign, or a stage's dead letters, once the cause of their failure is mended."""
    if campaign_id and not stage:
        from cli.commands.redrive import redrive as run

        run(campaign_id, yes=yes, also_moving=also_moving, bucket=bucket, table=table, bus=bus, stack=stack)
    else:
        from cli.commands.redrive_stage import redrive_stage

        redrive_stage(campaign_id, stage, yes=yes, bus=bus, stack=stack)


dlq = typer.Typer(no_args_is_help=True, help="Look at dead letters: what no stage could handle.")


@dlq.command("list")
def list_letters(bucket: Bucket = None, table: Table = None, bus: Bus = None, stack: Stack = None) -> None:
    """Say how many lie in each dead-letter queue, since when, and what each is about."""
    from cli.commands.dlq import list_letters as run

    run(bucket=bucket, table=table, bus=bus, stack=stack)


@dlq.command("show")
def show_letter(
    queue: Annotated[str, typer.Argument(help="A stage, or a queue as `creative dlq list` names it.")],
    letter: Annotated[str, typer.Argument(help="The beginning of its id (default: the oldest).")] = "",
    bucket: Bucket = None,
    table: Table = None,
    bus: Bus = None,
    stack: Stack = None,
) -> None:
    """Print one dead letter: what it is about, why it is there, and its body."""
    from cli.commands.dlq import show_letter as run

    run(queue, letter, bucket=bucket, table=table, bus=bus, stack=stack)


def costs(
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Accepted on this day (UTC) or later.")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Accepted on this day (UTC) or before.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    table: Table = None,
    stack: Stack = None,
) -> None:
    """Say what campaigns were charged and what the image model cost, one by one and in all."""
    from cli.commands.costs import costs as run

    run(first and first.date(), last and last.date(), as_json=as_json, table=table, stack=stack)
