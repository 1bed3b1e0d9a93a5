"""The corpus of tests/render/corpus, all of it, as figures: `python -m benchmarks.render_corpus`.

All of it takes about half an hour. With numbers, a part: `python -m benchmarks.render_corpus 1 10` takes the first
case of every ten, which still meets every source and every message.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict

from rich.console import Console
from rich.table import Table

from tests.render.corpus.plan import cases
from tests.render.corpus.run import Result, run

_MOST_SHOWN = 40
# A higher value is worse for these; a lower one for all others.
_LEAST_IS_BEST = ("text_on_product", "missing_glyphs", "bytes", "outside")


def main(part: int = 1, parts: int = 1) -> None:
    console = Console()
    chosen = list(cases())[part - 1 :: parts]
    started = time.monotonic()
    results = [result for case in chosen for result in run(case)]
    console.print(_table(results, len(chosen), time.monotonic() - started))
    missed = [result for result in results if result.misses]
    for result in missed[:_MOST_SHOWN]:
        console.print(f"MISS {result.case} {result.format} {result.misses}", highlight=False, soft_wrap=True)
    sys.exit(1 if missed else 0)


def _table(results: list[Result], count: int, seconds: float) -> Table:
    measured: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    values: dict[str, list[float]] = defaultdict(list)
    for result in results:
        for name, check in result.checks.items():
            if check.value is not None:
                measured[name] += 1
                passed[name] += check.passed
                values[name].append(check.value)
    table = Table("check", "measured", "passed", "%", "worst value", title=_title(results, count, seconds))
    for name, total in measured.items():
        worst = max(values[name]) if any(word in name for word in _LEAST_IS_BEST) else min(values[name])
        table.add_row(name, str(total), str(passed[name]), f"{100 * passed[name] / total:.2f}", f"{worst:.5g}")
    return table


def _title(results: list[Result], count: int, seconds: float) -> str:
    sources, languages = ({getattr(r.case, name) for r in results} for name in ("source", "language"))
    return (
        f"{len(results)} variants of {count} cases: {len(sources)} sources x {len(languages)} messages, 9 formats; "
        f"{seconds:.0f} s"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
