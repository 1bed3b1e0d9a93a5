"""Pale products on pale ground (tests/render/corpus/pale.py) as figures: `python -m benchmarks.pale_products`.

For each distance between body and ground, in levels of 255: of the pictures, those of which arithmetic is certain by
itself, those in which both finders agree, and those that stay whole; of the variants, those that cut the true product
off, those that do not show all of it or write on it, and those of them whose evidence passes all the same.
"""

from __future__ import annotations

import sys
from collections import Counter

from rich.console import Console
from rich.table import Table

from rendering.source_picture import open_picture
from tests.render.corpus.pale import STEPS, pales
from tests.render.corpus.sources import source
from tests.render.test_pale_products import BELIEVED, TRUE, failed, rendered

_COLUMNS = "pictures", "certain", "both", "whole", "variants", "cut", "not shown or written over", "evidence fooled"


def main(part: int = 1, parts: int = 1) -> None:
    counts = {step: Counter[str]() for step in STEPS}
    for case in list(pales())[part - 1 :: parts]:
        found = counts[case.step]
        finders = open_picture(source(case.name).data).subject.finders
        found.update(("pictures", {0: "whole", 1: "certain", 2: "both"}[finders]))
        for result in rendered(case):
            wrong = failed(result, TRUE)
            found["variants"] += 1
            found["cut"] += failed(result, TRUE[:1])
            found["not shown or written over"] += wrong
            found["evidence fooled"] += wrong and not failed(result, BELIEVED)
    table = Table("levels", *_COLUMNS, title="pale products")
    for step, found in counts.items():
        table.add_row(str(step), *(str(found[column]) for column in _COLUMNS))
    Console(width=140).print(table)
    sys.exit(any(found["evidence fooled"] for found in counts.values()))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
