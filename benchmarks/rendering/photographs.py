"""Photographs as figures and sheets: `python -m benchmarks.rendering.photographs FOLDER [--to DIR]`.

Every picture of the folder in every format, with texts and brands in turn: how each is laid out, how much of the canvas
it fills, and whether the evidence passes. The sheets are to be looked at: no figure says whether a picture is good.
Pictures with people, food, places and products come in packages (templates on npm, wallpapers of Debian); none is kept
here.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from rich.console import Console
from rich.table import Table

from rendering.masters import masters
from rendering.measured_texts import measure_texts
from rendering.render import Branding, Origin, Rendered, layouts, open_picture, render
from shared.formats import FORMATS
from shared.texts import Texts

_FILLED = 0.55
_ORIGIN = Origin("photographs", None, ai_generated=False)
_TURNS = (
    (Texts(message="Made for long, bright days.", call_to_action="Shop now"), ("#0E6E73", "#F2705B", "#FFF4E3")),
    (Texts(message="The best part of the morning", subline="Roasted in small batches"), ("#5B3A29", "#F3E3C8")),
    (Texts(message="Slow down."), ()),
    (Texts(message="Run further than yesterday", offer="-20 %", call_to_action="Find your size"), ("#E4572E",)),
)
_HEIGHT, _ACROSS, _DOWN = 240, 3, 4  # px of a picture on a sheet; photographs on a sheet
_SHOWN = ("instagram-square", "instagram-story", "facebook-feed")


@dataclass(frozen=True, slots=True)
class Laid:
    """A variant: `how` its photograph is laid out, and the share of the canvas that it fills."""

    rendered: Rendered
    how: str
    filled: float


def main(folder: Path, to: Path | None) -> None:
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp"))
    ways, missed, noted = Counter[str](), Counter[str](), list[str]()
    cells: list[Image.Image] = []
    for turn, path in enumerate(files):
        laid = list(_laid(path.read_bytes(), turn))
        for each in laid:
            ways[each.how] += 1
            misses = {name: check.value for name, check in each.rendered.evidence.items() if not check.passed}
            missed.update(misses.keys())
            if misses:
                noted.append(f"{path.stem} {each.rendered.format.name} {each.how} missed {misses}")
            if each.filled < _FILLED:
                ways["fills less than 55 %"] += 1
                noted.append(f"{path.stem} {each.rendered.format.name} {each.how} {each.filled:.2f}")
        cells.append(_cell(path.stem, laid))
    table = Table("", "variants", title=f"{len(files)} photographs in {len(FORMATS)} formats")
    for name, count in (*ways.items(), *((f"missed: {name}", count) for name, count in missed.items())):
        table.add_row(name, str(count))
    console = Console(width=120)
    console.print(table)
    for line in noted:
        console.print(line, highlight=False)
    if to:
        _write(cells, to)
    sys.exit(any(missed[name] for name in ("contrast", "legible", "text_on_product", "product_kept", "safe_zone")))


def _laid(data: bytes, turn: int) -> Iterator[Laid]:
    texts, colors = _TURNS[turn % len(_TURNS)]
    picture, branding = open_picture(data), Branding(colors, "House Blend", None, None)
    made = {each.format.name: each for each in render(picture, texts, "en", [*FORMATS.values()], branding, _ORIGIN)}
    for layout, master in layouts(measure_texts(texts, "en", "House Blend"), picture, masters(FORMATS.values()), None):
        how = "full bleed" if layout.over else "split" if layout.shows else "whole"
        fills = layout.product.meet(master.frame).area / master.frame.area
        if layout.goes_on or picture.subject.kind == "uniform":
            how, fills = f"{how}, its own ground around it", 1.0
        for entry in master.formats:
            yield Laid(made[entry.name], how, fills)


def _cell(name: str, laid: list[Laid]) -> Image.Image:
    shown = {each.rendered.format.name: each.rendered.jpeg for each in laid}
    pictures = [Image.open(io.BytesIO(shown[each])) for each in _SHOWN]
    cell = Image.new("RGB", (840, _HEIGHT + 20), "white")
    ImageDraw.Draw(cell).text((4, 2), name, fill="black")
    left = 0
    for picture in pictures:
        height = min(_HEIGHT, round(400 * picture.height / picture.width))
        small = picture.resize((round(picture.width * height / picture.height), height), Image.Resampling.LANCZOS)
        cell.paste(small, (left, 18))
        left += small.width + 6
    return cell


def _write(cells: list[Image.Image], to: Path) -> None:
    to.mkdir(parents=True, exist_ok=True)
    width, height = cells[0].size
    for start in range(0, len(cells), _ACROSS * _DOWN):
        part = cells[start : start + _ACROSS * _DOWN]
        sheet = Image.new("RGB", (width * _ACROSS, height * -(-len(part) // _ACROSS)), "white")
        for index, cell in enumerate(part):
            sheet.paste(cell, (index % _ACROSS * width, index // _ACROSS * height))
        sheet.save(to / f"photographs-{start // (_ACROSS * _DOWN) + 1}.jpg", quality=88)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--to", type=Path, help="where sheets of the pictures go")
    arguments = parser.parse_args()
    main(arguments.folder, arguments.to)
