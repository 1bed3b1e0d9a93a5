"""What `render` and `repaint` do alike: say what will be made and its cost, ask, request it, say how it goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar
from uuid import uuid4

import typer
from pydantic import ValidationError

from briefs.assets import AssetFinder, Assets
from cli.asking import confirmed
from cli.callers import who_asks
from cli.check_report import counted
from cli.failures import CommandFailed
from cli.interrupts import if_interrupted
from cli.standing import unknown_campaign
from cli.target import find_target
from cli.terminal import complain, hint, say
from operations.meant import Settled
from operations.new_texts import TextsRefused
from operations.request_book import RequestBook, TakenRequest
from operations.requesting import Asker, NotTaken, Prepared, Requesting
from shared.campaigns.opening import as_asked
from shared.campaigns.store import CampaignStore, CampaignUnknown
from shared.frozen import Frozen, now
from shared.publisher import EventsNotPublished, Publisher

Order = TypeVar("Order", bound=Frozen)
_NAMED = 8  # products, in one line
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
        told = [_told(each["loc"], each["msg"], each["input"]) for each in error.errors(include_url=False)]
        raise CommandFailed("; ".join(told)) from None


def request(
    campaign_id: str, asking: Asking, order: Order, prepared: Callable[[Settled, Assets, Order, Asker], Prepared]
) -> None:
    """The number of the new rendition goes to stdout, alone on its line; or all that is known, as JSON."""
    target = find_target({"bucket": asking.bucket, "table": asking.table, "bus": asking.bus}, asking.stack)
    hint(f"table {target.table}, bus {target.bus}, from {target.source}")
    book = RequestBook(target.client("dynamodb"), target.table)
    campaigns = CampaignStore(target.client("dynamodb"), target.table)
    requesting = Requesting(campaigns, book, Publisher(target.client("events"), target.bus, "parser"))
    request_id = asking.request_id or uuid4().hex[:12]
    if not 1 <= len(request_id.encode()) <= _LONGEST_ID or asking.request_id == "":
        raise CommandFailed(f"--request: an id of 1 to {_LONGEST_ID} characters is expected")
    try:
        asker = Asker(request_id, None if asking.dry_run else who_asks(target), now())
        assets = AssetFinder(target.client("s3"), target.bucket)
        made = requesting.asked(
            campaign_id,
            request_id,
            order,
            lambda: prepared(Settled.read(campaigns, book, campaign_id), assets, order, asker),
        )
        if isinstance(made, TakenRequest):
            hint(f"asked before, at {made.request.requested_at:%Y-%m-%d %H:%M} UTC: nothing is made or charged again")
            _say_taken(campaign_id, asking, made)
            return
        _say_prepared(made)
        if asking.dry_run:
            hint("nothing was asked for")
            if asking.as_json:
                _say_plain(campaign_id, made.cost, None)
            return
        question = f"Spend {made.cost:.2f} USD?"
        if made.cost > Decimal(str(asking.ask_above)) and not confirmed(question, asking.yes):
            raise typer.Exit(1)
        _take(campaign_id, asking, requesting, made)
    except CampaignUnknown as error:
        raise unknown_campaign(target.client("s3"), target.bucket, campaign_id, error) from None
    except TextsRefused as refused:
        for problem in refused.problems:
            complain(str(problem))
        raise typer.Exit(1) from None
    except NotTaken as refused:
        raise CommandFailed(str(refused)) from None


def _take(campaign_id: str, asking: Asking, requesting: Requesting, made: Prepared) -> None:
    again = f"it may have been taken: the same command with --request {made.request.request_id} makes it once"
    try:
        with if_interrupted(again):
            taken = requesting.take(made, made.request.requested_by)
    except EventsNotPublished as error:
        raise CommandFailed(f"{error}; {again}") from error
    _say_taken(campaign_id, asking, taken)


def _say_prepared(made: Prepared) -> None:
    """Before anything is stored or spent."""
    after = made.campaign.model_copy(update={"context": made.context, "request": made.request})
    products = [as_asked(after, product) for product in made.products]
    names = ", ".join(product.plan.name for product in products[:_NAMED])
    more = f" and {len(products) - _NAMED} more" if len(products) > _NAMED else ""
    new_picture = made.request.kind == "image"
    what = "a new picture, and its variants" if new_picture else _what(made, len(products))
    hint(f"{made.campaign.campaign_id}, rendition {made.request.rendition}: {made.cost:.2f} USD", "bold")
    hint(f"  made      {what}")
    hint(f"  products  {names}{more}")
    if changes := made.request.changes:
        hint(f"  changes   {', '.join(changes)}")
    for product in made.products:
        kept = [name for name in changes if getattr(product.plan.texts, name, None) and not made.request.texts_are_own]
        if kept:
            hint(
                f"  note      {product.plan.name} has its own {', '.join(kept)}, which stays: --product names it",
                "yellow",
            )


def _what(made: Prepared, products: int) -> str:
    request = made.request
    formats = ", ".join(request.formats) or "all formats"
    texts = _languages(request.texts_in)
    also = f", and {texts} in all formats, whose texts change" if request.formats and request.texts_in else ""
    kept = "; the other pictures stay as they are" if request.formats or request.locales else ""
    return f"{formats}, {_languages(request.locales)}{also}{kept}: {counted(products, 'product')}"


def _languages(locales: Iterable[str | None]) -> str:
    return ", ".join(locale or "default language" for locale in locales) or "all languages"


def _say_taken(campaign_id: str, asking: Asking, taken: TakenRequest) -> None:
    if asking.as_json:
        _say_plain(campaign_id, taken.cost, taken)
    else:
        say(str(taken.request.rendition))
    hint(f"next: creative status {campaign_id} --watch")


def _say_plain(campaign_id: str, cost: Decimal, taken: TakenRequest | None) -> None:
    plain = {
        "campaign_id": campaign_id,
        "cost": float(cost),
        "rendition": taken.request.rendition if taken else None,
        "request_id": taken.request.request_id if taken else None,
    }
    typer.echo(json.dumps(plain, indent=2))


def _told(place: tuple[str | int, ...], expected: str, found: object) -> str:
    """As in: offer, 30 characters, ..."""
    name = " ".join(str(step) for step in place if step not in ("texts", "[key]"))
    length = f" of {len(found)} characters" if isinstance(found, str) and "character" in expected else ""
    return f"{name.replace('call_to_action', 'button')}{length}: {expected}"
