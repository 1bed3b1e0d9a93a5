"""Regions and markets. A market is a name, or an object with a region and sometimes a message of its own."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.aliases import MARKET
from briefs.collect import Fields, collect
from briefs.draft import values_of
from briefs.located import Located
from briefs.report import Report
from briefs.values import choose, line

_EXPECTED = "a region, or a list of regions"


def market_fields(fields: Fields, report: Report) -> Iterator[Fields]:
    """Each market of `markets`, as the fields of an object."""
    for place in fields.get("markets", []):
        value = place.value
        if isinstance(value, dict) and not any(MARKET.entry(key) for key in value):
            yield from (_named_market(key, field, report) for key, field in place.fields())
        else:
            yield from (_market(item, report) for item in place.items())


def _named_market(region: str, found: Located, report: Report) -> Fields:
    """`markets: {DE: {locale: de, message: ...}}`."""
    fields = _market(found, report) if isinstance(found.value, dict) else {}
    return {"markets": [Located(found.pointer, region)], **fields}


def _market(found: Located, report: Report) -> Fields:
    return collect(found, MARKET, report) if isinstance(found.value, dict) else {"markets": [found]}


def target_regions(fields: Fields, markets: list[Fields], report: Report) -> list[Located]:
    """The texts, and where they stand: target_regions first, then markets and countries."""
    places = fields.get("target_regions", [])
    stated = choose(places, "target_regions", lambda found: _names(found, report), report, compared=values_of)
    found = list(stated[1]) if stated and stated[1] else []
    for market in [*markets, {"countries": fields.get("countries", [])}]:
        for place in market.get("markets", []) + market.get("countries", []):
            for region in _names(place, report) or ():
                report.note(region, "read as one of target_regions")
                found.append(region)
    return found


def _names(found: Located, report: Report) -> list[Located] | None:
    names: list[Located] = []
    for item in found.items():
        inner = _names_of_object(item, report) if isinstance(item.value, dict) else [item]
        names += [Located(place.pointer, name) for place in inner if (name := line(place, report, _EXPECTED))]
    return names or None


def _names_of_object(found: Located, report: Report) -> Iterator[Located]:
    fields = collect(found, MARKET, report)
    yield from fields.get("markets", []) + fields.get("countries", [])
