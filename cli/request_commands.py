"""Commands that ask for products of a settled campaign again. Imported when they run, as in cli/main.py."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.options import Bucket, Bus, CampaignId, Json, Stack, Table, Yes

AskAbove = Annotated[float, typer.Option(help="Ask before what costs more, in USD.", min=0)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be made and cost.")]
RequestId = Annotated[
    str | None, typer.Option("--request", help="An id of your own choice: asked again under it, it is made once.")
]


Products = Annotated[
    list[str] | None, typer.Option(help="Only this product, by id or name; repeatable.", metavar="NAME")
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", help="Only this format, also one that is new; repeatable.", metavar="NAME"),
]
Locales = Annotated[
    list[str] | None,
    typer.Option(
        "--locale", help="Only this language, or default: the texts below are in it; repeatable.", metavar="TAG"
    ),
]
Message = Annotated[str | None, typer.Option(help="A new message.")]
Subline = Annotated[str | None, typer.Option(help='A new second line; "" takes it off, as it does below.')]
Offer = Annotated[str | None, typer.Option(help="A new offer.")]
Button = Annotated[str | None, typer.Option(help="A new text of the button.")]
Disclaimer = Annotated[str | None, typer.Option(help="New small print.")]
Translations = Annotated[
    Path | None, typer.Option(help="A file of texts by language, as in a brief: .json or .yaml.", metavar="FILE")
]
Picture = Annotated[
    int | None, typer.Option(help="Of one product: its picture of this earlier rendition.", min=1, metavar="N")
]


def for_requests(app: typer.Typer) -> None:
    app.command()(render)
    app.command()(repaint)


def render(
    campaign_id: CampaignId,
    product: Products = None,
    format_name: Formats = None,
    locale: Locales = None,
    message: Message = None,
    subline: Subline = None,
    offer: Offer = None,
    button: Button = None,
    disclaimer: Disclaimer = None,
    translations: Translations = None,
    picture: Picture = None,
    ask_above: AskAbove = 1.00,
    yes: Yes = False,
    dry_run: DryRun = False,
    request_id: RequestId = None,
    as_json: Json = False,
    bucket: Bucket = None,
    table: Table = None,
    bus: Bus = None,
    stack: Stack = None,
) -> None:
    """Render a settled campaign, or some of it, again: other texts, more formats; nothing is written over."""
    from cli.commands.render import render as run
    from cli.commands.requesting import Asking

    asking = Asking(bucket, table, bus, stack, ask_above, yes, dry_run, request_id, as_json)
    texts = {"message": message, "subline": subline, "offer": offer, "call_to_action": button, "disclaimer": disclaimer}
    run(campaign_id, asking, product, format_name, locale, texts, translations, picture)


def repaint(
    campaign_id: CampaignId,
    product: Annotated[str, typer.Option(help="The product, by id or name.", metavar="NAME")],
    seed: Annotated[int | None, typer.Option(help="Of the image model (default: another than before).", min=1)] = None,
    description: Annotated[str | None, typer.Option(help="What the picture should show, instead.")] = None,
    ask_above: AskAbove = 0,
    yes: Yes = False,
    dry_run: DryRun = False,
    request_id: RequestId = None,
    as_json: Json = False,
    bucket: Bucket = None,
    table: Table = None,
    bus: Bus = None,
    stack: Stack = None,
) -> None:
    """Pay for a new picture of one product, and make its variants of that; `render --picture` brings one back."""
    from cli.commands.repaint import repaint as run
    from cli.commands.requesting import Asking

    asking = Asking(bucket, table, bus, stack, ask_above, yes, dry_run, request_id, as_json)
    run(campaign_id, asking, product=product, seed=seed, description=description)
