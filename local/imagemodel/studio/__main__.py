"""`python -m local.imagemodel.studio "a navy backpack" out.png`: one studio shot into a file.

`--sheet out.png` draws every design on one contact sheet instead, `--mark "#0E6E73" out.png` a brand mark.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PIL import Image

from local.imagemodel.studio.designs import DESIGNS
from local.imagemodel.studio.logo import mark
from local.imagemodel.studio.shot import shoot

_CELL = 360
_COLUMNS = 7


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m local.imagemodel.studio", description=__doc__)
    parser.add_argument("prompt", nargs="?", help="what to draw; colour words are heeded")
    parser.add_argument("out", nargs="?", type=Path, help="a PNG or JPEG file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=1024, help="pixels per side (default %(default)s)")
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="every design on one picture")
    parser.add_argument("--mark", nargs=2, metavar=("#RRGGBB", "FILE"), help="a brand mark on a transparent ground")
    wanted = parser.parse_args()
    if wanted.sheet:
        contact_sheet(wanted.seed).save(wanted.sheet)
        return 0
    if wanted.mark:
        mark(wanted.mark[0], wanted.seed, wanted.size).save(wanted.mark[1], optimize=True)
        return 0
    if not wanted.prompt or not wanted.out:
        parser.error('needs a prompt and a file, e.g. "a navy backpack" out.png')
    shot = shoot(wanted.prompt, wanted.seed, wanted.size, wanted.size)
    shot.image.save(wanted.out, optimize=True)
    print(f"{wanted.out}: {shot.kind}, product at {shot.box}")
    return 0


def contact_sheet(seed: int) -> Image.Image:
    rows = -(-len(DESIGNS) // _COLUMNS)
    sheet = Image.new("RGB", (_COLUMNS * _CELL, rows * _CELL), "white")
    for number, kind in enumerate(DESIGNS):
        shot = shoot(kind, seed + number, 2 * _CELL, 2 * _CELL).image.reduce(2)
        sheet.paste(shot, (number % _COLUMNS * _CELL, number // _COLUMNS * _CELL))
    return sheet


if __name__ == "__main__":
    sys.exit(main())
