"""Pale products on pale ground: whole and bare of text by their true outline, whatever the renderer believes.

A part of the corpus runs always; all of it runs in `make soak`, and `python -m benchmarks.pale_products` prints its
figures.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PIL import Image, ImageDraw

from rendering.source_picture import open_picture
from tests.render.corpus.pale import FILES, GROUNDS, OUTLINES, STEPS, Pale, pales
from tests.render.corpus.plan import Case
from tests.render.corpus.run import Result, run
from tests.render.corpus.sources import source
from tests.render.pictures import file
from tests.render.second_finder import needs_second_finder
from tests.render.variants import THREE_SHAPES

TRUE = ("own: true product on the canvas", "own: true product shown, bare of text")
BELIEVED = ("evidence: product_kept", "evidence: text_on_product")
_SEEN_FROM = 4  # levels

# Every outline, ground, step and file, several times.
_SAMPLE = [
    Pale(outline, list(GROUNDS)[index % 3], STEPS[index % 6], FILES[index // 3 % 3])
    for index, outline in enumerate([*OUTLINES, *OUTLINES])
]
# Each outline once with every change.
_CASES = [
    pytest.param(case, marks=[pytest.mark.soak] if at >= len(OUTLINES) else []) for at, case in enumerate(_SAMPLE)
]


def rendered(case: Pale, formats: Iterable[str] = THREE_SHAPES) -> list[Result]:
    return run(Case(case.name, "english", 20, ("#0E6E73", "#F2705B"), "Shop now"), formats)


def failed(result: Result, checks: Iterable[str]) -> bool:
    return not all(result.checks[check].passed for check in checks)


def assert_right(case: Pale, results: list[Result]) -> None:
    for result in results:
        assert not failed(result, TRUE[:1]), f"cut: {result}"
        if case.step >= _SEEN_FROM:
            assert not failed(result, TRUE), f"written over: {result}"
        assert not failed(result, TRUE) or failed(result, BELIEVED), f"the evidence is fooled: {result}"


@needs_second_finder
@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_a_pale_product_is_whole_and_bare_of_text(case: Pale) -> None:
    assert_right(case, rendered(case, (THREE_SHAPES[STEPS.index(case.step) % 3],)))


@pytest.mark.parametrize("case", _SAMPLE[:6], ids=lambda case: case.name)
def test_without_the_second_finder_what_is_uncertain_stays_whole(case: Pale, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rendering.source_picture.salience", lambda _: None)
    subject = open_picture(source(case.name).data).subject
    assert subject.kind == ("uniform" if case.step == max(STEPS) else "textured")


@pytest.mark.soak
@pytest.mark.timeout(1800)
@needs_second_finder
@pytest.mark.parametrize("outline", OUTLINES)
def test_all_pale_products_are_whole_and_bare_of_text(outline: str) -> None:
    for case in pales():
        if case.outline == outline:
            assert_right(case, rendered(case))


@needs_second_finder
def test_where_the_wall_meets_the_floor_the_picture_stays_whole() -> None:
    """The line runs through a pale product from edge to edge: continued, it would end in a smudge."""
    picture = Image.new("RGB", (900, 900), (232, 236, 240))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 630, 900, 900), (224, 228, 233))
    pen.rounded_rectangle((360, 315, 540, 720), 27, (226, 230, 234))
    pen.rectangle((360, 450, 540, 540), (120, 60, 140))
    assert open_picture(file(picture)).subject.kind == "textured"
