from __future__ import annotations

from uuid import uuid4

import typer

from cli.asking import named
from cli.callers import who_asks
from cli.check_report import counted
from cli.failures import CommandFailed
from cli.standing import unknown_campaign
from cli.summary import STATUS_WORDS
from cli.target import find_target
from cli.terminal import hint, say
from operations.delete import STAYS_IN_DETAIL, CannotDelete, Delete, Deleting
from shared.campaigns.brief_rows import BriefRows
from shared.campaigns.store import CampaignDeleted, CampaignStore, CampaignUnknown


def delete(campaign_id: str, *, yes: bool, bucket: str | None, table: str | None, stack: str | None) -> None:
    """Exit code 1 where nothing was deleted, unless it was before."""
    target = find_target({"bucket": bucket, "table": table}, stack)
    hint(f"bucket {target.bucket}, table {target.table}, from {target.source}")
    s3, dynamodb = target.client("s3"), target.client("dynamodb")
    campaigns, rows = CampaignStore(dynamodb, target.table), BriefRows(dynamodb, target.table)
    deleting = Deleting(s3, target.bucket, campaigns, rows)
    try:
        plan = deleting.planned(campaign_id)
        _say_plan(plan)
        if not named("Delete it for good?", campaign_id, yes):
            hint("nothing was deleted")
            raise typer.Exit(1)
        tombstone = deleting.run(plan, str(uuid4()), who_asks(target))
    except CampaignDeleted as deleted:
        hint(deleted.row.told)
        return
    except CampaignUnknown:
        raise unknown_campaign(s3, target.bucket, campaign_id) from None
    except CannotDelete as cannot:
        raise CommandFailed(str(cannot)) from None
    say(tombstone.told, "bold red")
    hint("its pictures go within minutes, all old versions too, and the last traces a quarter of an hour later")


def _say_plan(plan: Delete) -> None:
    say(f"{plan.campaign_id}: {STATUS_WORDS[plan.status]}, {plan.name}")
    size = f"{plan.bytes / 1_000_000:.1f} MB"
    say(f"  goes      {counted(plan.objects, 'object')} of {size}, with all old versions of them; its brief; its state")
    say(f"  charged   {plan.charged:.2f} USD, which is not given back")
    say(f"  stays     {STAYS_IN_DETAIL}")
