"""The uploaded tree to the canonical form: what each field of it is, and where it came from."""

from __future__ import annotations

from collections.abc import Callable

from briefs.aliases import CAMPAIGN
from briefs.collect import Fields, collect
from briefs.colors import brand_colors
from briefs.draft import Draft, whole
from briefs.located import Located, Tree
from briefs.messages import Messages
from briefs.money import usd
from briefs.paths import asset_path, places
from briefs.products import Products
from briefs.regions import market_fields, target_regions
from briefs.report import Report
from briefs.shapes import format_names
from briefs.values import choose, line, prose
from shared.brief import Brief, wanted


def translate(tree: Tree, report: Report) -> Draft:
    """Notes and problems go to `report`; limits (lengths, counts, colours) are left to the model."""
    draft = Draft()
    fields = collect(Located("", tree), CAMPAIGN, report)
    products = Products(report, draft)
    products.add(fields.get("products", []))
    fields = products.campaign_wide(fields)
    draft.put("campaign_name", _with_stand_in("campaign_name", "campaign_id", fields, report))
    draft.put("brand", _with_stand_in("brand", "brand_id", fields, report))
    _put_messages_and_regions(fields, draft, report)
    draft.put_list("brand_colors", brand_colors(fields, report))
    draft.put("logo", choose(fields.get("logo", []), "logo", lambda found: _logo(found, report), report))
    readers: dict[str, Callable[[Located], object]] = {
        "call_to_action": lambda found: line(found, report, wanted(Brief, "call_to_action")),
        "target_audience": lambda found: prose(found, report),
        "max_cost": lambda found: usd(found, report),
    }
    for name, read in readers.items():
        draft.put(name, choose(fields.get(name, []), name, read, report))
    draft.put("formats", format_names(fields, report))
    return draft


def campaign_name(tree: Tree) -> str | None:
    """The name that a brief gives itself, however wrong the rest of it is."""
    report = Report()
    chosen = _with_stand_in("campaign_name", "campaign_id", collect(Located("", tree), CAMPAIGN, report), report)
    return chosen[1] if chosen else None


def _with_stand_in(name: str, stand_in: str, fields: Fields, report: Report) -> tuple[Located, str | None] | None:
    named = choose(fields.get(name, []), name, lambda found: line(found, report, wanted(Brief, name)), report)
    others = [found for found in fields.get(stand_in, []) if not found.absent]
    if named and (named[1] or not named[0].absent):
        for found in others:
            report.note(found, f"not used: {name} is given")
        return named
    chosen = choose(others, name, lambda found: line(found, report, wanted(Brief, name)), report)
    if chosen and chosen[1]:
        report.note(chosen[0], f"stands in for {name}, which is missing")
    return chosen or named


def _put_messages_and_regions(fields: Fields, draft: Draft, report: Report) -> None:
    markets = list(market_fields(fields, report))
    messages = Messages(report)
    messages.add_fields(fields)
    for market in markets:
        messages.add_market(market)
    messages.settle(fields)
    draft.put("campaign_message", messages.default)
    if messages.by_locale:
        places = messages.by_locale
        draft.put("messages", (whole(list(places.values())), {tag: place.value for tag, place in places.items()}))
        draft.origins.update({("messages", tag): place for tag, place in places.items()})
    draft.put_list("target_regions", target_regions(fields, markets, report))


def _logo(found: Located, report: Report) -> str | None:
    read = ((place, asset_path(place, report, "no logo will be drawn")) for place in places(found, report))
    logos = [(place, path) for place, path in read if path]
    for place, _ in logos[1:]:
        report.note(place, "not used: one logo serves the whole campaign")
    return logos[0][1] if logos else None
