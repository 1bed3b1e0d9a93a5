"""What is said of a request: before anything is stored or spent, and once it is taken."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal

import typer

from cli.check_report import counted
from cli.terminal import hint, say
from operations.kept import Kept, kept
from operations.request_book import TakenRequest
from operations.requesting import Prepared
from shared.campaigns.opening import as_asked
from shared.campaigns.requests import Request, TakenOff

_NAMED = 8  # products, in one line


def say_prepared(made: Prepared) -> None:
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
    if made.request.changes:
        hint(f"  changes   {', '.join(made.request.changes)}")
    if off := made.request.taken_off:
        hint(f"  taken off {', '.join(map(_off, off))}")
    if left := [product.plan.name for product in made.left_out]:
        rest = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        hint(f"  left out  {', '.join(left[:_NAMED])}{rest}: no picture yet", "yellow")
    for stays in kept(made):
        hint(f"  note      {_stays(stays)}", "yellow")


def say_taken(campaign_id: str, as_json: bool, taken: TakenRequest) -> None:
    if as_json:
        say_plain(campaign_id, taken.cost, taken.request, taken=True)
    else:
        say(str(taken.request.rendition))
    hint(f"next: creative status {campaign_id} --watch")


def say_plain(campaign_id: str, cost: Decimal, request: Request, *, taken: bool) -> None:
    plain = {
        "campaign_id": campaign_id,
        "cost": float(cost),
        "rendition": request.rendition if taken else None,
        "request_id": request.request_id if taken else None,
        "taken_off": [off.model_dump() for off in request.taken_off],
    }
    typer.echo(json.dumps(plain, indent=2))


def expected(place: tuple[str | int, ...], would_be_right: str, found: object) -> str:
    """As in: offer, 30 characters, ..."""
    name = " ".join(str(step) for step in place if step not in ("texts", "[key]"))
    length = f" of {len(found)} characters" if isinstance(found, str) and "character" in would_be_right else ""
    return f"{name.replace('call_to_action', 'button')}{length}: {would_be_right}"


def _what(made: Prepared, products: int) -> str:
    request = made.request
    formats = ", ".join(request.formats) or "all formats"
    texts = _languages(request.texts_in)
    also = f", and {texts} in all formats, whose texts change" if request.formats and request.texts_in else ""
    kept = "; the other pictures stay as they are" if request.formats or request.locales else ""
    return f"{formats}, {_languages(request.locales)}{also}{kept}: {counted(products, 'product')}"


def _languages(locales: Iterable[str | None]) -> str:
    return ", ".join(locale or "default language" for locale in locales) or "all languages"


def _off(taken: TakenOff) -> str:
    return f"{taken.text} ({taken.locale or 'default language'})"


def _stays(kept: Kept) -> str:
    texts, option = ", ".join(kept.texts), f"--locale {kept.locale}" if kept.locale else "--product"
    if kept.without:
        return f"{kept.product} goes on without {texts}: {option} names it"
    return f"{kept.locale or kept.product} has its own {texts}, which stays: {option} names it"
