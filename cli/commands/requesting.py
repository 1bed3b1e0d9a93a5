"""What `render` and `repaint` do alike: say what will be made and its cost, ask, request it, say how it goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar
from uuid import uuid4

import typer
from pydantic import ValidationError

from briefs.assets import AssetFinder, Assets
from cli.asking import confirmed
from cli.callers import who_asks
from cli.failures import CommandFailed
from cli.interrupts import if_interrupted
from cli.request_report import expected, say_plain, say_prepared, say_taken
from cli.standing import unknown_campaign
from cli.target import Target, find_target
from cli.terminal import complain, hint
from operations.meant import Settled
from operations.new_texts import TextsRefused
from operations.render import WithoutPicture
from operations.request_book import RequestBook, TakenRequest
from operations.requesting import Asker, NotTaken, Prepared, Requesting
from shared.campaigns.store import CampaignStore, CampaignUnknown
from shared.frozen import Frozen, now
from shared.publisher import EventsNotPublished, Publisher

Order = TypeVar("Order", bound=Frozen)
_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Asking:
    """How a request is asked for, whatever it asks for. `ask_above` in USD."""

    bucket: str | None
    table: str | None
    bus: str | None
    stack: str | None
    ask_above: float
    yes: bool
    dry_run: bool
    request_id: str | None
    as_json: bool


def ordered(kind: type[Order], fields: dict[str, Any]) -> Order:
    """The order of what stands on the command line. Raises CommandFailed."""
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        told = [expected(each["loc"], each["msg"], each["input"]) for each in error.errors(include_url=False)]
        raise CommandFailed("; ".join(told)) from None


def request(
    campaign_id: str, asking: Asking, order: Order, prepared: Callable[[Settled, Assets, Order, Asker], Prepared]
) -> None:
    """The number of the new rendition goes to stdout, alone on its line; or all that is known, as JSON."""
    target = find_target({"bucket": asking.bucket, "table": asking.table, "bus": asking.bus}, asking.stack)
    hint(f"table {target.table}, bus {target.bus}, from {target.source}")
    campaigns = CampaignStore(target.client("dynamodb"), target.table)
    book = RequestBook(target.client("dynamodb"), target.table)
    requesting = Requesting(campaigns, book, Publisher(target.client("events"), target.bus, "parser"))
    with _told(target, campaign_id):
        asker = Asker(_request_id(asking), None if asking.dry_run else who_asks(target), now())
        assets = AssetFinder(target.client("s3"), target.bucket)
        made = requesting.asked(
            campaign_id,
            asker.request_id,
            order,
            lambda: prepared(Settled.read(campaigns, book, campaign_id), assets, order, asker),
        )
        if isinstance(made, TakenRequest):
            hint(f"asked before, at {made.request.requested_at:%Y-%m-%d %H:%M} UTC: nothing is made or charged again")
            say_taken(campaign_id, asking.as_json, made)
        elif _wanted(campaign_id, asking, made):
            _take(campaign_id, asking, requesting, made)


def _request_id(asking: Asking) -> str:
    request_id = uuid4().hex[:12] if asking.request_id is None else asking.request_id
    if not 1 <= len(request_id.encode()) <= _LONGEST_ID:
        raise CommandFailed(f"--request: an id of 1 to {_LONGEST_ID} characters is expected")
    return request_id


@contextmanager
def _told(target: Target, campaign_id: str) -> Iterator[None]:
    """Ends the command where the request is not taken, with the reasons."""
    try:
        yield
    except CampaignUnknown as error:
        raise unknown_campaign(target.client("s3"), target.bucket, campaign_id, error) from None
    except TextsRefused as refused:
        for problem in refused.problems:
            complain(str(problem))
        raise typer.Exit(1) from None
    except WithoutPicture as refused:
        also = ", `creative redrive`" if refused.heals else ""
        raise CommandFailed(f"{refused} (`creative repaint`{also})") from None
    except NotTaken as refused:
        raise CommandFailed(str(refused)) from None


def _wanted(campaign_id: str, asking: Asking, made: Prepared) -> bool:
    """Says what is made and costs; false where that is all that was asked. Ends the command after a no."""
    say_prepared(made)
    if asking.dry_run:
        hint("nothing was asked for")
        if asking.as_json:
            say_plain(campaign_id, made.cost, made.request, taken=False)
        return False
    if made.cost > Decimal(str(asking.ask_above)) and not confirmed(f"Spend {made.cost:.2f} USD?", asking.yes):
        raise typer.Exit(1)
    return True


def _take(campaign_id: str, asking: Asking, requesting: Requesting, made: Prepared) -> None:
    again = f"it may have been taken: the same command with --request {made.request.request_id} makes it once"
    try:
        with if_interrupted(again):
            taken = requesting.take(made, made.request.requested_by)
    except EventsNotPublished as error:
        raise CommandFailed(f"{error}; {again}") from error
    say_taken(campaign_id, asking.as_json, taken)
