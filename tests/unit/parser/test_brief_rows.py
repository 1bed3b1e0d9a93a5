"""Rows of briefs that are no campaign: told by whoever submits, taken over by the parser, in whatever order."""

from __future__ import annotations

import json
from itertools import permutations

import pytest

from operations.chosen_ids import ChosenId, ChosenIds
from operations.listing import STATUSES, newest_first
from shared import keys
from shared.events import Rejection
from shared.problems import Problem
from shared.uploads import notification
from tests.unit.campaign_samples import CREATED, new_campaign, new_products, submitted
from tests.unit.conftest import BUCKET, TABLE, Account, Announcing
from tests.unit.parser.uploaded import BRIEF, uploaded

_STEPS = ("submitted", "rejected", "accepted")


def _listed(account: Account) -> list[tuple[str, str]]:
    """Id and status of each campaign and brief."""
    return [(each.campaign_id, each.status) for each in newest_first(account.dynamodb, TABLE, STATUSES, 10)]


def _submit(account: Account, brief: object, campaign_id: str = "spring") -> str:
    """Returns the notification that S3 sends for it."""
    chosen = ChosenId(campaign_id, "Summer", requested_by="ann")
    reference = ChosenIds(account.s3, BUCKET, account.briefs).upload(chosen, ".json", json.dumps(brief).encode())
    return notification(reference, campaign_id)


def test_a_submitted_brief_is_listed_until_its_campaign_takes_over(account: Account, intake: Announcing) -> None:
    told = _submit(account, BRIEF)
    row = account.briefs.find("spring")
    assert row
    assert (row.status, row.name, row.requested_by) == ("submitted", "Summer", "ann")
    assert row.brief.key == keys.chosen_brief("spring", ".json")
    assert account.campaigns.campaign("spring") is None
    assert _listed(account) == [("spring", "submitted")]
    intake.take(told)
    assert _listed(account) == [("spring", "processing")]


def test_a_refused_brief_is_listed_with_its_problems_until_it_is_accepted_after_all(
    account: Account, intake: Announcing
) -> None:
    told = uploaded(account, BRIEF)
    intake.give_up(told, RuntimeError("S3 is away"))
    [(campaign_id, status)] = _listed(account)
    row = account.briefs.find(campaign_id)
    assert row
    assert (status, row.name, row.problem_count) == ("rejected", "brief.json", 1)
    assert row.rejection_key == keys.rejection(campaign_id)
    intake.take(told)
    assert _listed(account) == [(campaign_id, "processing")]
    assert account.briefs.find(campaign_id) is None


@pytest.mark.parametrize(
    ("steps", "products"),
    [*((order, 1) for order in permutations(_STEPS)), (_STEPS, 99), (_STEPS, 120)],  # in one transaction, two, two
)
def test_whoever_comes_last_an_accepted_campaign_is_listed_as_it_is(
    account: Account, steps: tuple[str, ...], products: int
) -> None:
    row = submitted("spring")
    for step in steps * 2:
        if step == "submitted":
            account.briefs.submit(row)
        elif step == "rejected":
            account.briefs.reject(_rejection(), "spring.json")
        else:
            account.campaigns.accept(new_campaign(products, "spring"), new_products(products, campaign_id="spring"))
    assert _listed(account) == [("spring", "processing")]


def _rejection() -> Rejection:
    problem = Problem(pointer="", code="gone", found="no object", expected="one")
    return Rejection(campaign_id="spring", brief=submitted("spring").brief, rejected_at=CREATED, problems=(problem,))


def test_a_row_that_came_of_a_version_which_knew_of_none_goes_with_the_next_delivery(
    account: Account, intake: Announcing
) -> None:
    told = _submit(account, BRIEF)
    row = account.briefs.find("spring")
    assert row
    intake.take(told)
    account.dynamodb.put_item(**account.briefs._put(row))
    assert _listed(account) == [("spring", "processing")]
    intake.take(told)
    assert account.briefs.find("spring") is None
    assert _listed(account) == [("spring", "processing")]
