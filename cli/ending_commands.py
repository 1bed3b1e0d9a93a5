"""Commands that end a campaign. Imported when they run, as in cli/main.py."""

from __future__ import annotations

import typer

from cli.options import Bucket, Bus, CampaignId, Stack, Table, Yes


def for_endings(app: typer.Typer) -> None:
    app.command()(cancel)
    app.command()(delete)


def cancel(
    campaign_id: CampaignId,
    yes: Yes = False,
    bucket: Bucket = None,
    table: Table = None,
    bus: Bus = None,
    stack: Stack = None,
) -> None:
    """Stop a campaign on its way: what is not made yet is not made, and not paid for; what is ready stays."""
    from cli.commands.cancel import cancel as run

    run(campaign_id, yes=yes, bucket=bucket, table=table, bus=bus, stack=stack)


def delete(
    campaign_id: CampaignId,
    yes: Yes = False,
    bucket: Bucket = None,
    table: Table = None,
    stack: Stack = None,
) -> None:
    """Remove a campaign that has ended, for good: its pictures with all old versions, its brief, its state."""
    from cli.commands.delete import delete as run

    run(campaign_id, yes=yes, bucket=bucket, table=table, stack=stack)
