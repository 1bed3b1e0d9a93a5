"""Renders the five default formats and compares: `python -m benchmarks.rendering.speed`.

floor   one decode of the file and five encodes of the finished variants, as shipped; with Pillow's draft mode, which
        JPEGs are decoded with at half size or less, and without it
naive   the straightforward program for the same work (naive.py)
job     open_picture and render, evidence included, of one product of a campaign: the message was measured before, the
        product's name was not
alone   the same by Pillow alone, as on a machine without the accelerator
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
from dataclasses import replace
from itertools import count

from PIL import Image
from rich.console import Console
from rich.table import Table

from benchmarks.rendering import naive
from benchmarks.rendering.cases import CASES, LOCALES, LOOK, ORIGIN, SHAPES, TEXTS, Case
from infra.environment import MALLOC_THRESHOLDS
from rendering.render import SourcePicture, open_picture, render
from tests.render.accelerator import pillow_alone

_ROUNDS = 11
_COSTS = "floor", "no draft", "naive", "job", "alone", "locale"
_SHIPPED = MALLOC_THRESHOLDS  # read by glibc when a process starts
_PEAK = """
import resource, sys
from rendering.render import open_picture, render
from benchmarks.rendering.cases import LOOK, TEXTS, ORIGIN, SHAPES
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for _ in range(3):
    list(render(open_picture(data), TEXTS, "en", SHAPES, LOOK, ORIGIN))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def main() -> None:
    subprocess.run([sys.executable, "-m", "benchmarks.rendering.speed"], check=True, env={**os.environ, **_SHIPPED})


def _compare() -> None:
    ratios = "x floor", "bar", "x no draft", "x naive", "alone x floor", "alone x naive"
    title = "five variants, bars: x naive <= 0.35, MB <= 200 (2.0, 600 where the network is asked)"
    table = Table("ms of", *_COSTS, *ratios, "MB", title=title)
    for case in CASES:
        table.add_row(*_row(case))
    Console(width=160).print(table)


def _row(case: Case) -> list[str]:
    data = case.make()
    rounds = _rounds(_steps(data))

    def ratio(one: str, other: str) -> float:
        return statistics.median(each[one] / each[other] for each in rounds)

    return [
        case.name,
        *(f"{statistics.median(each[name] for each in rounds) * 1e3:.0f}" for name in _COSTS),
        _marked(ratio("job", "floor"), case.bar),
        f"{case.bar:.1f}",
        f"{ratio('job', 'no draft'):.2f}",
        _marked(ratio("job", "naive"), case.of_naive),
        f"{ratio('alone', 'floor'):.2f}",
        f"{ratio('alone', 'naive'):.2f}",
        _marked(_peak(data), case.megabytes, 0),
    ]


def _rounds(steps: dict[str, Callable[[], float]]) -> list[dict[str, float]]:
    """Seconds of each step; the first round only warms up."""
    return [{name: step() for name, step in steps.items()} for _ in range(_ROUNDS + 1)][1:]


def _steps(data: bytes) -> dict[str, Callable[[], float]]:
    """What is compared, each with the seconds that it takes."""
    picture, numbers, finished = open_picture(data), count(), _finished(data)

    def job() -> None:
        look = replace(LOOK, product_name=f"{LOOK.product_name} {next(numbers)}")
        list(render(open_picture(data), TEXTS, "en", SHAPES, look, ORIGIN))

    def alone() -> float:
        with pillow_alone():
            return _timed(job)

    return {
        "floor": lambda: _timed(lambda: _floor(data, finished, draft=True)),
        "no draft": lambda: _timed(lambda: _floor(data, finished, draft=False)),
        "naive": lambda: _timed(lambda: naive.render(data, TEXTS)),
        "job": lambda: _timed(job),
        "locale": lambda: _timed(lambda: _locales(picture)) / len(LOCALES),
        "alone": alone,
    }


def _finished(data: bytes) -> list[Image.Image]:
    rendered = render(open_picture(data), TEXTS, "en", SHAPES, LOOK, ORIGIN)
    images: list[Image.Image] = [Image.open(io.BytesIO(variant.jpeg)) for variant in rendered]
    for image in images:
        image.load()
    return images


def _floor(data: bytes, finished: Sequence[Image.Image], *, draft: bool) -> None:
    image = Image.open(io.BytesIO(data))
    if draft:
        image.draft("RGB", (1440, 1440))
    image.load()
    for variant in finished:
        variant.save(io.BytesIO(), "JPEG", quality=85, subsampling=0)


def _locales(picture: SourcePicture) -> None:
    for locale, texts in LOCALES.items():
        list(render(picture, texts, locale, SHAPES, LOOK, ORIGIN))


def _timed(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return time.process_time() - start


def _peak(data: bytes) -> float:
    """MB that a fresh process takes. The shell between: a process started directly begins with its parent's peak."""
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
