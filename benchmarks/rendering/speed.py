"""Renders the five default formats and compares: `python -m benchmarks.rendering.speed`.

floor   one decode of the file and five encodes of the finished variants, as shipped; with Pillow's draft mode, which
        JPEGs are decoded with at half size or less, and without it
naive   the straightforward program for the same work (naive.py)
job     open_picture and render, evidence included
locale  one more message for the opened picture

All in processor time of one process, taken in turns; the median of the rounds. Memory: the peak of a fresh process
above what it has after its imports.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from PIL import Image
from rich.console import Console
from rich.table import Table

from benchmarks.rendering import naive
from benchmarks.rendering.cases import CASES, LOCALES, LOOK, MESSAGE, ORIGIN, SHAPES, Case
from infra.environment import MALLOC_THRESHOLDS
from services.variants.rendering.render import Picture, open_picture, render

_ROUNDS = 11
_SHIPPED = MALLOC_THRESHOLDS  # read by glibc when a process starts
_NAIVE_BAR, _MEMORY_BAR = 0.35, 200
_PEAK = """
import resource, sys
from services.variants.rendering.render import open_picture, render
from benchmarks.rendering.cases import LOOK, MESSAGE, ORIGIN, SHAPES
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for _ in range(3):
    list(render(open_picture(data), MESSAGE, "en", SHAPES, LOOK, ORIGIN))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def main() -> None:
    subprocess.run([sys.executable, "-m", "benchmarks.rendering.speed"], check=True, env={**os.environ, **_SHIPPED})


def _compare() -> None:
    costs, ratios = ("floor", "no draft", "naive", "job", "locale"), ("x floor", "bar", "x no draft", "x naive")
    table = Table(
        "ms of", *costs, *ratios, "MB", title=f"five variants, bars: x naive <= {_NAIVE_BAR}, MB <= {_MEMORY_BAR}"
    )
    for case in CASES:
        table.add_row(*_row(case))
    Console(width=120).print(table)


def _row(case: Case) -> list[str]:
    data = case.make()
    rendered = list(render(open_picture(data), MESSAGE, "en", SHAPES, LOOK, ORIGIN))
    finished = [Image.open(io.BytesIO(variant.jpeg)) for variant in rendered]
    for image in finished:
        image.load()
    picture = open_picture(data)
    steps: dict[str, Callable[[], object]] = {
        "floor": lambda: _floor(data, finished, draft=True),
        "whole": lambda: _floor(data, finished, draft=False),
        "naive": lambda: naive.render(data, MESSAGE),
        "job": lambda: list(render(open_picture(data), MESSAGE, "en", SHAPES, LOOK, ORIGIN)),
        "locales": lambda: _locales(picture),
    }
    rounds = [{name: _timed(step) for name, step in steps.items()} for _ in range(_ROUNDS + 1)][1:]
    time_of = {name: statistics.median(each[name] for each in rounds) for name in steps}
    ratio = {name: statistics.median(each["job"] / each[name] for each in rounds) for name in steps}
    time_of["locales"] /= len(LOCALES)
    milliseconds = [f"{value * 1e3:.0f}" for value in time_of.values()]
    return [
        case.name,
        *milliseconds,
        _marked(ratio["floor"], case.bar),
        f"{case.bar:.1f}",
        f"{ratio['whole']:.2f}",
        _marked(ratio["naive"], _NAIVE_BAR),
        _marked(_peak(data), _MEMORY_BAR, 0),
    ]


def _floor(data: bytes, finished: Sequence[Image.Image], *, draft: bool) -> None:
    image = Image.open(io.BytesIO(data))
    if draft:
        image.draft("RGB", (1440, 1440))
    image.load()
    for variant in finished:
        variant.save(io.BytesIO(), "JPEG", quality=85, subsampling=0)


def _locales(picture: Picture) -> None:
    for locale, message in LOCALES.items():
        list(render(picture, message, locale, SHAPES, LOOK, ORIGIN))


def _timed(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return time.process_time() - start


def _peak(data: bytes) -> float:
    """Of a fresh process, in MB. The shell between: a process started directly begins with its parent's peak."""
    command = ["sh", "-c", '"$0" -c "$1"; exit $?', sys.executable, _PEAK]
    run = subprocess.run(command, input=data, capture_output=True, check=True, env=os.environ)
    return float(run.stdout)


def _marked(value: float, bar: float, digits: int = 2) -> str:
    color = "green" if value <= bar else "red"
    return f"[{color}]{value:.{digits}f}[/]"


if __name__ == "__main__":
    if _SHIPPED.items() <= os.environ.items():
        _compare()
    else:
        main()
