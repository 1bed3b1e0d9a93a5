"""Whatever is uploaded, the parser accepts it or rejects it for reasons of its own: never an error on our side."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.parser.intake import Intake
from shared.context import BriefReference
from shared.costs import DEFAULT_RATES
from shared.events import BriefRejected, BriefValidated, Event
from shared.identity import campaign_id
from shared.keys import BRIEF_SUFFIXES, BRIEFS_PREFIX
from shared.uploads import notification
from tests.unit.brief.test_any_tree import BRIEFS, TREES
from tests.unit.brief.test_marked_leaves import BRIEFS as NESTED
from tests.unit.brief.test_marked_leaves import complete
from tests.unit.campaign_samples import CREATED
from tests.unit.conftest import BUCKET, Account

_REQUIRED = {"campaign_name": "n", "campaign_message": "m", "products": ["p", {"name": "q", "existing_assets": "a/"}]}
_DOCUMENTS = (
    TREES
    | BRIEFS.map(lambda fields: {**_REQUIRED, **fields})
    | NESTED.map(lambda nested: complete(*nested))
    | st.lists(st.dictionaries(st.sampled_from(sorted(_REQUIRED)), st.text(max_size=12), min_size=1), max_size=4)
)
_BYTES = _DOCUMENTS.map(lambda tree: json.dumps(tree).encode()) | st.binary(max_size=80)
_NAMES = st.builds("{}{}".format, st.text(max_size=12), st.sampled_from(BRIEF_SUFFIXES)).filter(
    lambda name: "\x00" not in name and name.isprintable()
)
_LARGEST_EVENT = 256_000


@dataclass(frozen=True)
class Parser:
    """The parser's logic on an account with a few assets."""

    account: Account
    intake: Intake

    def take(self, data: bytes, name: str) -> Sequence[Event]:
        key = BRIEFS_PREFIX + name
        brief = BriefReference(bucket=BUCKET, key=key, version=self.account.put(key, data))
        campaign = campaign_id(CREATED, brief.bucket, brief.key, brief.version)
        return self.intake.take(notification(brief, campaign))


def _assert_answered(events: Sequence[Event]) -> None:
    assert all(len(event.model_dump_json().encode()) < _LARGEST_EVENT for event in events)
    if isinstance(events[0], BriefRejected):
        [rejected] = events
        assert rejected.data.problems  # type: ignore[attr-defined]
        assert "unforeseen" not in {problem.code for problem in rejected.data.problems}  # type: ignore[attr-defined]
        return
    assert all(isinstance(event, BriefValidated) for event in events)
    assert {event.data.campaign.product_count for event in events} == {len(events)}  # type: ignore[attr-defined]


@pytest.fixture
def parser(account: Account) -> Parser:
    for path in ("a/product.png", "b/one.png", "b/two.png", "prohibited-words.yaml"):
        account.put(f"existing-assets/{path}", b"words: [never]" if path.endswith("yaml") else b"png")
    return Parser(account, Intake(account.stage("parser"), DEFAULT_RATES))


@given(_BYTES, _NAMES)
@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_any_brief_is_accepted_or_rejected_for_reasons_of_its_own(parser: Parser, data: bytes, name: str) -> None:
    _assert_answered(parser.take(data, name))


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(_BYTES, _NAMES)
@settings(max_examples=10_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_any_of_ten_thousand_briefs_is_accepted_or_rejected_for_reasons_of_its_own(
    parser: Parser, data: bytes, name: str
) -> None:
    _assert_answered(parser.take(data, name))
