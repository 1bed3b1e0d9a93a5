"""Whatever is uploaded, it is read or refused with a reason: no other exception, and nothing that can't be stored."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs import vocabulary
from briefs.read import read_brief
from briefs.report import MAX_NOTES
from shared.problems import BriefRefused, Problem

TABLES = (vocabulary.EVERYWHERE, *vocabulary.WITHIN.values(), *vocabulary.OWN.values())
KEYS = sorted({word for table in TABLES for ranks in table.values() for rank in ranks for word in rank.split()})
WORDS = [
    "en",
    "de-DE",
    "English",
    "1:1",
    "1080x1920",
    "story",
    "#fff",
    "a.png",
    "../x",
    "s3://b/existing-assets/x",
    "$5",
]
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(WORDS)
    | st.text(alphabet=st.characters(), max_size=8)
)
NAMES = st.sampled_from(KEYS) | st.sampled_from(WORDS) | st.text(max_size=8)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=30
)
BRIEFS = st.dictionaries(st.sampled_from(KEYS), TREES, max_size=10)
BOUNDED = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def _read_or_refused(data: bytes, filename: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        read = read_brief(data, filename)
    except BriefRefused as refused:
        problems = refused.problems
        read = None
    assert bool(problems) == (read is None)
    for problem in problems:
        assert problem.found
        assert problem.expected
        problem.model_dump_json().encode()
    if read:
        assert len(read.notes) <= MAX_NOTES
        json.dumps([note.model_dump() for note in read.notes]).encode()
        assert type(read.brief).model_validate_json(read.brief.model_dump_json()) == read.brief


@BOUNDED
@given(TREES)
def test_any_json_tree_is_read_or_refused(tree: object) -> None:
    _read_or_refused(json.dumps(tree).encode(), "b.json")


@BOUNDED
@given(BRIEFS)
def test_any_mixture_of_known_fields_is_read_or_refused(brief: dict[str, object]) -> None:
    complete = {"campaign_name": "n", "campaign_message": "m", "products": ["p"], **brief}
    for tree in (brief, complete):
        _read_or_refused(json.dumps(tree, ensure_ascii=True).encode(), "b.json")
        _read_or_refused(json.dumps(tree, ensure_ascii=True).encode(), "b.yaml")


@BOUNDED
@given(st.text(alphabet=":-[]{}&*!|>'\"#%@`, \n\ta1.<~?", max_size=60) | st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for filename in ("b.json", "b.yaml"):
        _read_or_refused(text.encode("utf-8", "surrogatepass"), filename)


@BOUNDED
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for filename in ("b.json", "b.yaml", "b"):
        _read_or_refused(data, filename)
