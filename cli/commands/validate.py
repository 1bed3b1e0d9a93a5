from __future__ import annotations

from pathlib import Path

import typer

from cli.brief_check import checked
from cli.terminal import say
from shared.brief import Brief
from shared.costs import DEFAULT_RATES


def validate(path: Path) -> None:
    """Exit code 1 where the brief is refused."""
    read = checked(path)
    if read is None:
        raise typer.Exit(1)
    brief = read.brief
    say(f"{path}: accepted", "bold green")
    say(f"  campaign  {brief.campaign_name}: {brief.campaign_message}")
    say(f"  products  {_products(brief)}")
    say(f"  formats   {', '.join(brief.formats)}")
    if brief.translations:
        say(f"  locales   {', '.join(brief.translations)}, besides the default message")
    say(f"  cost      {_cost(brief)}")
    for note in read.notes:
        say(f"  note      {note}", "dim")


def _products(brief: Brief) -> str:
    reused = sum(bool(product.existing_assets) for product in brief.products)
    return f"{len(brief.products)}: {len(brief.products) - reused} with a new picture, {reused} with existing assets"


def _cost(brief: Brief) -> str:
    """Whether the assets are there is only known in the bucket, and a stack may have rates of its own."""
    rates = DEFAULT_RATES
    expected = rates.estimate(["existing" if product.existing_assets else "generate" for product in brief.products])
    text = f"{expected:.2f} USD at the default rates, if the assets are there"
    return text if brief.max_cost is None else f"{text}; the brief allows {brief.max_cost} USD"
