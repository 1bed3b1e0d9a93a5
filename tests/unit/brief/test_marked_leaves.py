"""A value is used, noted or refused: there is no fourth way, however a brief is nested and misspelled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs import vocabulary
from briefs.documents import read_document
from briefs.read import read_brief, translated
from briefs.report import Report
from shared.problems import BriefRefused, Note, Problem

_TABLES = (vocabulary.EVERYWHERE, *vocabulary.OWN.values(), *vocabulary.WITHIN.values())
WORDS = sorted({word for table in _TABLES for ranks in table.values() for rank in ranks for word in rank.split()})
WORDS += [word for spellings in (*vocabulary.UNUSED.values(), vocabulary.FOREIGN) for word in spellings.split()]
PLACES = ["products", "brand", "campaign", "markets", "messages", "translations", "localizations", "assets", "content"]
LANGUAGES = ["de", "fr_CA", "German", "en-US", "jp", "US", "Klingonese", "id"]
AFFIXES = ["{}", "{}", "{}_localized", "product_{}", "campaign_{}", "{}_de", "{}_2", "target_{}", "{}_path", "{}_text"]
UNKNOWN = ["stuff", "enhanced_context", "x1", "misc_section", "1:1", "en-CA_1:1", "hero", "name", "id", "text", "_note"]
KEYS = st.builds(
    lambda affix, word: affix.format(word), st.sampled_from(AFFIXES), st.sampled_from(WORDS)
) | st.sampled_from(PLACES * 3 + LANGUAGES * 2 + UNKNOWN * 2)
# Each {} becomes a mark of its own.
LEAVES = st.sampled_from(
    [
        *["{}"] * 6,
        *["{}, {}", "{};{}", "a/{}.png", "{}.jpg", "https://x/{}", "#{}", "{} USD", "{}:1", "{} {}", "{}\n{}", "../{}"],
        *["en", "de-DE", "16:9", "#112233", "$5", "25,00", "n/a", "", "-"],
    ]
)
VALUES = st.recursive(
    LEAVES | st.integers(0, 9) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)
BRIEFS = st.tuples(st.dictionaries(KEYS, VALUES, min_size=1, max_size=9), st.booleans())


def marked(value: Any, marks: Iterator[int]) -> Any:
    match value:
        case dict():
            return {key: marked(inner, marks) for key, inner in value.items()}
        case list():
            return [marked(inner, marks) for inner in value]
        case str():
            return re.sub(r"\{\}", lambda _: f"mark{next(marks)}q", value)
    return value


def leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """The pointer and the text of every leaf that has a mark; comments apart, of which only the first is told."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not key.startswith(("_", "//")):
                yield from leaves(inner, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{pointer}/{index}")
    elif isinstance(value, str) and "mark" in value:
        yield pointer, value


# Notes that say a value is used: it must be found in the canonical brief.
USED = ("read as", "joined to", "stands in", "the ", "taken for")


def told_at(notes: tuple[Note, ...]) -> Iterator[tuple[str, bool]]:
    """The pointers of notes, those of "likewise at" written out; and whether all that stands below is meant."""
    for note in notes:
        if note.text.startswith(USED):
            continue
        whole = note.text.startswith("not ")
        yield note.pointer, whole
        if likewise := re.search(r"\(likewise at (.*)\)$", note.text):
            before, ranges, behind = re.fullmatch(r"(.*?)/(\d[\d,-]*)(?=/|$)(.*)", likewise[1]).groups()  # type: ignore[union-attr]
            for part in ranges.split(","):
                low, _, high = part.partition("-")
                for number in range(int(low), int(high or low) + 1):
                    yield f"{before}/{number}{behind}", whole


def lost(brief: dict[str, Any]) -> list[str]:
    """The pointers of the leaves that are neither used, noted nor refused."""
    data = json.dumps(brief).encode()
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...] = ()
    try:
        read = read_brief(data, "brief.json")
        notes, used = read.notes, read.brief.model_dump_json()
    except BriefRefused as refused:
        notes, problems = refused.notes, refused.problems
        canonical, _ = translated(read_document(data, "brief.json").tree, Report(), "brief.json")
        used = json.dumps(canonical.values, default=str)
    told = dict(sorted(told_at(notes), key=lambda pair: pair[1]))
    return [pointer for pointer, text in leaves(brief) if not _found(pointer, text, used, told, problems)]


def _found(pointer: str, text: str, used: str, told: dict[str, bool], problems: tuple[Problem, ...]) -> bool:
    above = [pointer[:end] for end in [*(at.start() for at in re.finditer("/", pointer)), len(pointer)]]
    refused = any(problem.pointer in above and problem.pointer for problem in problems)
    noted = pointer in told or any(told.get(place) for place in above)
    return refused or noted or all(mark in used for mark in re.findall(r"mark\d+q", text))


def complete(fields: dict[str, Any], whole: bool) -> dict[str, Any]:
    required = {"campaign_name": "n", "campaign_message": "m", "products": [{"name": "p"}, {"name": "q"}]}
    whole_brief: dict[str, Any] = marked({**(required if whole else {}), **fields}, iter(range(1000, 100_000)))
    return whole_brief


@given(BRIEFS)
@settings(max_examples=120, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_value_is_used_noted_or_refused(brief: tuple[dict[str, Any], bool]) -> None:
    assert lost(complete(*brief)) == []


@pytest.mark.soak
@pytest.mark.timeout(1800)
@given(BRIEFS)
@settings(max_examples=10_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_every_value_of_ten_thousand_briefs_is_used_noted_or_refused(brief: tuple[dict[str, Any], bool]) -> None:
    assert lost(complete(*brief)) == []


def test_a_value_that_nobody_claims_would_be_found() -> None:
    told = dict(
        told_at((Note(pointer="/a/0/b", text="left out (likewise at /a/2-3,5/b)"), Note(pointer="/x", text="not used")))
    )
    assert sorted(told) == ["/a/0/b", "/a/2/b", "/a/3/b", "/a/5/b", "/x"]
    assert _found("/x/y", "mark1q", "", told, ())
    assert not _found("/a/4/b", "mark1q", "", told, ())
