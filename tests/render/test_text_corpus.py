"""Bar 1: every kind of source, every script, every length, every format.

A seeded sample runs always; all sources with all messages run in `make soak`, and `python -m benchmarks.render_corpus`
prints their figures.
"""

from __future__ import annotations

import pytest

from tests.render.corpus.plan import LENGTHS, Case, cases, sample
from tests.render.corpus.run import Result, run
from tests.render.corpus.sentences import LANGUAGES
from tests.render.corpus.sources import NAMES
from tests.render.pairs import every

_SAMPLE = sample(24, seed=20261123)


def _misses(results: list[Result]) -> list[tuple[Case, str, dict[str, float | None]]]:
    return [(result.case, result.format, result.misses) for result in results if result.misses]


def test_the_corpus_holds_what_it_promises() -> None:
    everything = list(cases())
    assert len(NAMES) >= 40
    assert len({(case.source, case.language) for case in everything}) == len(NAMES) * len(LANGUAGES)
    assert len({(case.language, case.length) for case in everything}) == len(LANGUAGES) * len(LENGTHS)
    assert (min(LENGTHS), max(LENGTHS)) == (5, 500)


@pytest.mark.parametrize("sampled", every(2, _SAMPLE), ids=[f"{c.source}-{c.language}-{c.length}" for c, _ in _SAMPLE])
def test_a_sample_reaches_every_bar(sampled: tuple[Case, tuple[str, ...]]) -> None:
    case, formats = sampled
    assert _misses(run(case, formats)) == []


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", NAMES)
def test_a_source_reaches_every_bar_with_every_message(name: str) -> None:
    results = [result for case in cases() if case.source == name for result in run(case)]
    assert len(results) == 9 * len(LANGUAGES)
    assert _misses(results) == []
