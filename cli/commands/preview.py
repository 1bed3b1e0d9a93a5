from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from briefs.plan import Plan, plan
from briefs.read import ReadBrief
from cli.brief_check import checked, complain_of
from cli.browser import show
from cli.failures import CommandFailed
from cli.files import STDIN, readable
from cli.previewing import PAGE, Preview
from cli.progress import steps
from cli.summary import say_notes, say_products
from cli.terminal import is_interactive, say
from operations.pictures_beside import PicturesBeside
from shared.costs import DEFAULT_RATES
from shared.keys import ASSETS_PREFIX
from shared.manifest import Manifest
from shared.problems import BriefRefused


def preview(path: Path, assets: Path | None, to: Path | None, open_page: bool) -> None:
    """Exit code 1 where the brief is refused, or a product would fail."""
    if assets and not assets.is_dir():
        raise CommandFailed(f"--assets {assets}: no such folder")
    read = checked(path)
    if read is None:
        raise typer.Exit(1)
    pictures, folder = PicturesBeside.of(path, assets), to or Path(f"{'brief' if path == STDIN else path.stem}-preview")
    made = _planned(path, read, pictures)
    with steps(len(made.products), "rendering") as step:
        manifest = Preview(read, made, pictures, folder, step).made(path)
    _say(path, read, made, pictures, manifest, folder / PAGE)
    if open_page and is_interactive():
        show((folder / PAGE).resolve().as_uri())
    if manifest.status != "completed":
        raise typer.Exit(1)


def _planned(path: Path, read: ReadBrief, pictures: PicturesBeside) -> Plan:
    try:
        return plan(read, pictures, DEFAULT_RATES)
    except BriefRefused as refused:
        complain_of(path, refused.problems)
        raise typer.Exit(1) from None


def _say(path: Path, read: ReadBrief, made: Plan, pictures: PicturesBeside, manifest: Manifest, page: Path) -> None:
    say(f"{path}: preview, nothing was uploaded or spent", "bold green")
    generated = sum(product.image_source == "generate" for product in made.products)
    told = f"{generated} with a new picture, {len(made.products) - generated} with yours"
    say(f"  estimate  {made.estimated_cost:.2f} USD at the default rates; products: {told}")
    for label, text in _sources(read, made, pictures):
        say(f"  {label:<10}{text}", "" if label == "yours" else "yellow")
    say_products(manifest.products)
    say_notes(manifest)
    say(f"  page      {readable(page)}")


def _sources(read: ReadBrief, made: Plan, pictures: PicturesBeside) -> Iterator[tuple[str, str]]:
    """Where each product's picture comes from, and the logo."""
    for planned, product in zip(made.products, read.brief.products, strict=True):
        if planned.asset_key:
            yield "yours", f"{product.name}: {planned.asset_key.removeprefix(ASSETS_PREFIX)}"
        elif product.existing_assets:
            yield (
                "missing",
                f"{product.name}: {_not_here(product.existing_assets, pictures)}; a placeholder stands in for it",
            )
        else:
            yield "new", f"{product.name}: a picture would be generated; a placeholder stands in for it"
    if read.brief.logo:
        found = made.logo_key is not None
        yield (
            "yours" if found else "missing",
            f"logo: {read.brief.logo if found else _not_here((read.brief.logo,), pictures)}",
        )


def _not_here(paths: tuple[str, ...], pictures: PicturesBeside) -> str:
    alike = next(filter(None, map(pictures.alike, paths)), None)
    told = f"{' and '.join(paths)} not found on this machine"
    if alike:
        return f"{told} (there is {alike}: S3 tells upper from lower case)"
    return f"{told} (in the bucket below {ASSETS_PREFIX} it would be used)"
