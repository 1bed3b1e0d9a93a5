from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from shared import identity

MORNING = datetime(2026, 11, 23, 9, 30, 15, tzinfo=UTC)


@given(st.text())
def test_a_slug_of_any_text_is_1_to_40_ascii_letters_digits_and_single_hyphens(text: str) -> None:
    slug = identity.slug(text, "product")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 40


def test_slugs_are_readable_in_every_script() -> None:
    for text, slug in {
        "Summer Sale 2026!": "summer-sale-2026",
        "Crème Solaire": "creme-solaire",
        "Привет": "privet",
        "x" * 60: "x" * 40,
        "": "product",
    }.items():
        assert identity.slug(text, "product") == slug, text


def test_one_upload_is_one_campaign_and_a_second_upload_another() -> None:
    facts = (MORNING, "bucket", "input/campaign-briefs/Summer.json")
    assert identity.campaign_id(*facts, "v1") == identity.campaign_id(*facts, "v1")
    assert identity.campaign_id(*facts, "v1") != identity.campaign_id(*facts, "v2")
    assert re.fullmatch(r"summer-20261123-093015-[0-9a-f]{6}", identity.campaign_id(*facts, "v1"))


def test_the_time_in_a_campaign_id_is_utc() -> None:
    tokyo = MORNING.astimezone(timezone(timedelta(hours=9)))
    assert identity.campaign_id(tokyo, "b", "k", "v") == identity.campaign_id(MORNING, "b", "k", "v")


def test_everything_that_decides_a_picture_changes_its_recipe() -> None:
    base = ("model", "prompt", "negative", 1, 1024, 1024)
    others = [("model2", *base[1:]), ("model", "prompt2", *base[2:]), (*base[:3], 2, 1024, 1024), (*base[:5], 512)]
    recipes = {identity.recipe(*facts) for facts in [base, *others]}
    assert len(recipes) == 5
    assert all(re.fullmatch("[0-9a-f]{64}", recipe) for recipe in recipes)


def test_the_id_of_a_request_follows_from_its_user_and_key_and_may_be_chosen() -> None:
    ids = [identity.requested_id(user, key) for user in ("ann", "ben") for key in ("Summer 2026", "夏", "x" * 200, "-")]
    assert len(set(ids)) == len(ids)
    assert all(map(identity.may_be_chosen, ids))
    assert ids[0] == identity.requested_id("ann", "Summer 2026")
    assert ids[0].startswith("summer-2026-")
