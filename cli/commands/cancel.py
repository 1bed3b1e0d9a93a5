from __future__ import annotations

from uuid import uuid4

import typer

from cli.asking import confirmed
from cli.callers import who_asks
from cli.check_report import counted
from cli.failures import CommandFailed
from cli.standing import Accepted, standing
from cli.target import Target, find_target
from cli.terminal import hint, say
from operations.cancel import Cancel, Cancelling, CannotCancel
from shared.events import Rejection
from shared.publisher import EventsNotPublished, Publisher


def cancel(
    campaign_id: str, *, yes: bool, bucket: str | None, table: str | None, bus: str | None, stack: str | None
) -> None:
    """Exit code 1 where there is nothing to cancel."""
    target = find_target({"bucket": bucket, "table": table, "bus": bus}, stack)
    hint(f"table {target.table}, bus {target.bus}, from {target.source}")
    _refuse_unaccepted(target, campaign_id)
    publisher = Publisher(target.client("events"), target.bus, "parser")
    cancelling = Cancelling(target.client("dynamodb"), target.table, publisher)
    try:
        _say_plan(cancelling.planned(campaign_id))
        if not confirmed("Cancel it?", yes):
            raise typer.Exit(1)
        cancelling.run(campaign_id, str(uuid4()), who_asks(target))
    except CannotCancel as cannot:
        raise CommandFailed(str(cannot)) from None
    except EventsNotPublished as error:
        raise CommandFailed(f"{error}; it is cancelled: run this again, or the sweeper tells the stages") from error
    say(f"{campaign_id}: cancelled", "bold yellow")
    hint(f"its end: creative status {campaign_id} --watch")


def _refuse_unaccepted(target: Target, campaign_id: str) -> None:
    found = standing(target, campaign_id)
    if isinstance(found, Rejection):
        raise CommandFailed(f"nothing to cancel: the brief of {campaign_id} was rejected")
    if not isinstance(found, Accepted):
        raise CommandFailed(f"{campaign_id} is submitted and not read yet: cancel it in a moment")


def _say_plan(plan: Cancel) -> None:
    campaign = plan.campaign
    if campaign.cancelled:
        by = f" by {campaign.cancelled.cancelled_by}" if campaign.cancelled.cancelled_by else ""
        hint(f"cancelled at {campaign.cancelled.cancelled_at:%Y-%m-%d %H:%M} UTC{by}: it is announced again")
    say(f"{campaign.campaign_id}: {campaign.context.campaign_name}", "yellow")
    pictures = f", {plan.pictures} of them with a picture that stays paid" if plan.pictures else ""
    say(f"  stops     {counted(plan.unmade, 'product')} of {campaign.context.product_count}{pictures}; for good")
    say(f"  stays     {counted(campaign.ready_count, 'product')} that {_is(campaign.ready_count)} ready")
    say(f"  cost      {plan.charged:.2f} USD charged so far; pictures that the model is making when this takes effect")
    say(f"            are kept and charged, too: {plan.being_made or 'none'} at this moment")
    if plan.possibly_paid:
        say(f"            {plan.possibly_paid:.2f} USD at the model's list price, possibly: calls without an answer")


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
