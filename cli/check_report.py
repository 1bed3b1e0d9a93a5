"""Says what a brief would do, beside the answer of a command: everything goes to stderr."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import typer

from cli.brief_check import complain_of, only_translated
from cli.files import readable
from cli.terminal import clean, hint
from operations.check import Checked, Picture
from shared.keys import ASSETS_PREFIX

_STYLES = dict.fromkeys(("missing", "several", "unused", "note"), "yellow")
_SHOWN = 12  # of a kind


def say_check(path: Path, checked: Checked, rates: str) -> None:
    """`rates` says whose they are."""
    if checked.made and checked.read:
        brief = checked.read.brief
        variants = len(brief.products) * len(brief.formats) * len(brief.locales)
        hint(f"{path}: {checked.cost:.2f} USD for {counted(variants, 'picture')} {rates}", "bold")
        hint(f"  {'products':<10}{_sources(checked)}")
    shown: Counter[str] = Counter()
    for label, text in _lines(path, checked):
        shown[label] += 1
        if shown[label] <= _SHOWN:
            hint(f"  {label:<10}{clean(text)}", _STYLES.get(label, "dim"))
    for label, count in shown.items():
        if count > _SHOWN:
            hint(f"  {label:<10}and {count - _SHOWN} more", _STYLES.get(label, "dim"))
    if checked.problems:
        complain_of(path, checked.problems)


def say_plain(checked: Checked, campaign_id: str | None) -> None:
    """All of it as JSON; `campaign_id` is None where nothing was submitted."""
    plain = {
        "campaign_id": campaign_id,
        "cost": float(checked.cost) if checked.made else None,
        "pictures": [asdict(picture) for picture in checked.pictures],
        "uploads": list(checked.uploads),
        "unused": list(checked.unused),
        "notes": [note.model_dump(mode="json") for note in checked.notes],
        "problems": [problem.model_dump(mode="json") for problem in checked.problems],
    }
    typer.echo(json.dumps(plain, ensure_ascii=False, indent=2))


def counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _sources(checked: Checked) -> str:
    plans = checked.made.products if checked.made else []
    new = sum(plan.image_source == "generate" for plan in plans)
    return f"{len(plans)}: {new} with a new picture, {len(plans) - new} with existing assets"


def _lines(path: Path, checked: Checked) -> Iterator[tuple[str, str]]:
    for picture in checked.pictures:
        if picture.state != "new":
            yield _line(picture, checked)
    for key in checked.unused:
        yield "unused", f"{readable(checked.uploads[key])}: nothing in the brief refers to {key}"
    yield from (("note", str(note)) for note in checked.notes if not only_translated(note))
    if read := sum(map(only_translated, checked.notes)):
        words = "1 value was" if read == 1 else f"{read} values were"
        yield "read", f"{words} read under another name: `creative validate {path}` shows each"


def _line(picture: Picture, checked: Checked) -> tuple[str, str]:
    where = (picture.key or "").removeprefix(ASSETS_PREFIX)
    match picture.state:
        case "found":
            return "found", f"{picture.owner}: {where}"
        case "missing":
            nowhere = "lies neither in the bucket nor beside the brief"
            return "missing", f"{picture.owner}: {picture.path} {nowhere}{_but(picture)}"
        case "several":
            instead = ": the campaign comes without it" if picture.owner == "logo" else ""
            return "several", f"{picture.owner}: {picture.path} has several pictures{instead}"
        case "given":
            return "upload", f"{picture.owner}: {readable(checked.uploads[picture.key or ''])}, to {where}"
    file = checked.uploads.get(picture.key or "")
    return ("upload", f"{picture.owner}: {readable(file)}") if file else ("found", f"{picture.owner}: {where}")


def _but(picture: Picture) -> str:
    instead = "the campaign comes without it" if picture.owner == "logo" else "a new picture is generated"
    alike = f" (there is {picture.alike}: S3 tells upper from lower case)" if picture.alike else ""
    return f"{alike}: {instead}"
