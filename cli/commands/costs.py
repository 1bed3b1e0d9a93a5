from __future__ import annotations

import json
from datetime import date

import typer

from cli.failures import CommandFailed
from cli.target import find_target
from cli.terminal import hint, say
from operations.costs import CampaignCosts, Costs, costs_of

_HEADINGS = f"{'charged':>10} {'model':>8} {'possibly':>9} {'cached':>7}"


def costs(first: date | None, last: date | None, *, as_json: bool, table: str | None, stack: str | None) -> None:
    """A line for each campaign, the id first, and one for all of them."""
    if first and last and first > last:
        raise CommandFailed(f"--from {first} is after --to {last}")
    target = find_target({"table": table}, stack)
    hint(f"table {target.table}, from {target.source}")
    found = list(costs_of(target.client("dynamodb"), target.table, first, last))
    total = Costs.sum_of(found)
    if as_json:
        _print_json(first, last, found, total)
        return
    width = max([len(each.campaign_id) for each in found] + [len(_in_all(found))])
    say(f"{'USD':<{width}} {_HEADINGS}", "dim")
    for each in found:
        say(_line(each.campaign_id, width, each), "yellow" if each.possibly_paid else "")
    say(_line(_in_all(found), width, total), "bold")
    if total.possibly_paid:
        hint("possibly: calls of the model whose answer was lost; AWS's bill says which of them were paid")


def _in_all(found: list[CampaignCosts]) -> str:
    return f"{len(found)} campaign{'' if len(found) == 1 else 's'}"


def _line(what: str, width: int, costs: Costs) -> str:
    return (
        f"{what:<{width}} {costs.charged:>10.2f} {costs.model_cost:>8.2f} {costs.possibly_paid:>9.2f} {costs.cached:>7}"
    )


def _print_json(first: date | None, last: date | None, found: list[CampaignCosts], total: Costs) -> None:
    plain = {
        "from": first and first.isoformat(),
        "to": last and last.isoformat(),
        "campaigns": [each.model_dump(mode="json") for each in found],
        "total": total.model_dump(mode="json"),
    }
    typer.echo(json.dumps(plain, ensure_ascii=False, indent=2))
