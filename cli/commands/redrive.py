from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

import typer

from cli.asking import confirmed
from cli.callers import who_asks
from cli.failures import CommandFailed
from cli.standing import unknown_campaign
from cli.summary import STATUS_STYLES, counts, outcome, say_row
from cli.target import Target, find_target
from cli.terminal import hint, say
from operations import queues
from operations.reading_again import read_again, why_not
from operations.redrive import LeftAlone, Redrive, Redriving, Step
from operations.standing import rejection
from shared.campaigns.brief_rows import BriefRow, BriefRows
from shared.campaigns.records import ProductRecord
from shared.campaigns.store import CampaignDeleted, CampaignStore, CampaignUnknown
from shared.events import Rejection
from shared.frozen import now
from shared.problems import healed_by
from shared.publisher import EventsNotPublished, Publisher

_NAMED = 5  # products, where one line tells of many


def redrive(
    campaign_id: str,
    *,
    yes: bool,
    also_moving: bool,
    bucket: str | None,
    table: str | None,
    bus: str | None,
    stack: str | None,
) -> None:
    """Exit code 1 where something is not ready and nothing could be done for it."""
    target = find_target({"bucket": bucket, "table": table, "bus": bus}, stack)
    hint(f"table {target.table}, bus {target.bus}, from {target.source}")
    redriving = _redriving(target)
    try:
        plan = redriving.planned(campaign_id, now(), also_moving=also_moving)
    except CampaignDeleted as deleted:
        raise CommandFailed(f"not redriven: {deleted}") from None
    except CampaignUnknown:
        _read_again(target, campaign_id, yes)
        return
    _say_plan(plan)
    _say_cost(plan, target.model_price)
    if not plan.steps:
        hint("nothing was redriven")
        raise typer.Exit(1 if plan.left_alone else 0)
    if not confirmed("Go on?", yes):
        raise typer.Exit(1)
    _run(target, redriving, plan)


def _redriving(target: Target) -> Redriving:
    # Each event that is announced again names the stage that told it first.
    publisher = Publisher(target.client("events"), target.bus, "parser")
    campaigns = CampaignStore(target.client("dynamodb"), target.table)
    return Redriving(campaigns, target.client("s3"), target.bucket, publisher)


def _run(target: Target, redriving: Redriving, plan: Redrive) -> None:
    try:
        redriving.run(plan, who_asks(target))
    except EventsNotPublished as error:
        raise CommandFailed(f"{error}; run it again: what was announced is only announced once more") from error
    kinds = Counter(step.event.detail_type() for step in plan.steps)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    say(f"announced on {target.bus}: {told}", "bold green")
    campaign = plan.campaign
    watch = " --watch" if campaign.status == "processing" else ""
    hint(f"follow it: creative status {campaign.campaign_id}{watch}; each product that is healed turns ready")


def _say_plan(plan: Redrive) -> None:
    campaign = plan.campaign
    told = counts(campaign.context.product_count, campaign.ready_count, campaign.failed_count, campaign.pending_count)
    words = outcome(campaign.status, cancelled=campaign.ended_by_cancelling)
    say(f"{campaign.campaign_id}: {words}, {told}", STATUS_STYLES[campaign.status])
    for what, names in _together((step.product, f"{_what(step)}; {_why(step)}") for step in plan.steps):
        say(f"  again     {names}: {what}", "yellow")
    for why, names in _together((left.product, _why_not(left)) for left in plan.left_alone):
        say(f"  not       {names}: {why}", "red")


def _say_cost(plan: Redrive, model_price: Decimal | None) -> None:
    if not plan.steps:
        return
    parts = {"new picture": plan.new_pictures, "rendering": len(plan.steps)}
    told = ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for what, count in parts.items() if count)
    say(f"  cost      at most {plan.charge:.2f} USD charged: {told}")
    if plan.new_pictures:
        price = "also" if model_price is None else f"{plan.new_pictures * model_price:.2f} USD"
        say(f"            {price} at the image model's list price, less what the cache has")


def _together(told: Iterable[tuple[ProductRecord, str]]) -> Iterator[tuple[str, str]]:
    """Each text once, with the names of the products of which it is told."""
    products: dict[str, list[str]] = {}
    for product, text in told:
        products.setdefault(text, []).append(product.plan.name)
    for text, names in products.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield text, ", ".join(names[:_NAMED]) + more


def _what(step: Step) -> str:
    if step.needs_picture:
        return "asks for a picture (which comes from the cache where it was paid for)"
    if step.restores:
        return "rendered from its picture, which comes back from the cache"
    return "rendered from its picture"


def _why(step: Step) -> str:
    failure = step.product.failure
    if failure is None:
        return "nothing has moved"
    reason = failure.reason.removesuffix(healed_by(step.product.campaign_id)).rstrip(". ")
    return f"it failed: {reason} ({failure.code})"


def _why_not(left: LeftAlone) -> str:
    failure = left.product.failure
    return f"{failure.reason} ({failure.code}): {left.remedy}" if failure else left.remedy


def _read_again(target: Target, campaign_id: str, yes: bool) -> None:
    s3 = target.client("s3")
    rejected = rejection(s3, target.bucket, campaign_id)
    unread = rejected or BriefRows(target.client("dynamodb"), target.table).find(campaign_id)
    if unread is None:
        raise unknown_campaign(s3, target.bucket, campaign_id)
    if isinstance(unread, BriefRow):
        say_row(unread)
    else:
        _say_rejected(unread)
        if reason := why_not(s3, unread):
            raise CommandFailed(f"not redriven: {reason}")
    hint("it is read again under the same id; if it is accepted, it costs what any brief costs")
    if not confirmed("Go on?", yes):
        raise typer.Exit(1)
    sqs, name = target.client("sqs"), queues.queue(target.bus, "parser")
    try:
        read_again(sqs, queues.url(sqs, name), unread.brief, campaign_id)
    except queues.QueueUnknown as error:
        raise CommandFailed(f"no queue {error}: check --bus, CREATIVE_BUS and the region") from error
    say(f"told the parser of the upload again, by its queue {name}", "bold green")
    hint(f"follow it: creative status {campaign_id}")


def _say_rejected(rejected: Rejection) -> None:
    say(f"{rejected.campaign_id}: rejected", "bold red")
    for problem in rejected.problems:
        say(f"  {problem}", "red")
