"""In which shapes a brief may list the words that no picture may have."""

from __future__ import annotations

from tests.unit.brief.reading import MINIMAL, accepted, notes_at

BY_REGION = {"global": ["cure"], "regions": {"DE": ["kostenlos"]}}


def test_of_words_with_reasons_only_the_words_are_prohibited() -> None:
    words = [{"word": "cure", "reason": "Stay cool is fine"}, {"term": "miracle"}]
    assert accepted({**MINIMAL, "prohibited_words": words}).brief.prohibited_words == ("cure", "miracle")


def test_the_words_of_a_region_hold_for_a_brief_of_that_region() -> None:
    brief = {**MINIMAL, "prohibited_words": BY_REGION}
    german = {"translations": {"de-DE": {"message": "Bleib cool"}}}
    for place in ({"target_regions": ["Germany"]}, german):
        assert accepted({**brief, **place}).brief.prohibited_words == ("cure", "kostenlos")


def test_the_words_of_another_region_are_noted() -> None:
    read = accepted({**MINIMAL, "target_regions": ["FR"], "prohibited_words": BY_REGION})
    assert read.brief.prohibited_words == ("cure",)
    assert notes_at(read, "/prohibited_words/regions/DE") == ['not used: the brief is not for "DE"']
