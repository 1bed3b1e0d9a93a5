from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.cli.conftest import Run, reject
from tests.unit.campaign_samples import CREATED, failure, new_campaign, new_products, submitted, variant
from tests.unit.conftest import TABLE, Account


def accept(account: Account, campaign_id: str, minutes: int, products: int = 1) -> None:
    campaign = new_campaign(products, campaign_id)
    later = campaign.model_copy(update={"created_at": CREATED + timedelta(minutes=minutes)})
    account.campaigns.accept(later, new_products(products, campaign_id=campaign_id))


def ids(text: str) -> list[str]:
    return [line.split()[0] for line in text.splitlines()]


@pytest.fixture
def four(on_account: Account) -> Account:
    """One campaign of each status, accepted in this order."""
    for minutes, name in enumerate(("completed", "processing", "failed", "mixed")):
        accept(on_account, f"{name}-1", minutes, products=2)
    campaigns = on_account.campaigns
    for name, outcomes in {"completed": "rr", "failed": "ff", "mixed": "rf"}.items():
        for index, outcome in enumerate(outcomes):
            state = campaigns.product(f"{name}-1", index)
            if outcome == "r":
                campaigns.settle_ready(state, [variant()], CREATED)
            else:
                campaigns.settle_failed(state, failure())
    return on_account


def test_campaigns_of_every_status_are_listed_the_newest_first(run: Run, four: Account) -> None:
    del four
    listed = run("list")
    assert ids(listed.out) == ["mixed-1", "failed-1", "processing-1", "completed-1"]
    lines = [line.split("  ") for line in listed.out.splitlines()]
    assert [[part.strip() for part in line if part][2:] for line in lines] == [
        ["completed with errors", "2: 1 ready, 1 failed", "Summer"],
        ["failed", "2: 2 failed", "Summer"],
        ["processing", "2: 2 on their way", "Summer"],
        ["completed", "2: 2 ready", "Summer"],
    ]


def test_one_status_is_listed_alone(run: Run, four: Account) -> None:
    del four
    assert ids(run("list", "--status", "completed_with_errors").out) == ["mixed-1"]


def test_a_status_that_is_none_is_refused_with_those_that_are(run: Run, on_account: Account) -> None:
    del on_account
    assert run("list", "--status", "done").complaint == (
        "--status done: one of submitted, rejected, processing, completed, completed_with_errors, failed is expected"
    )


def test_a_list_that_goes_on_says_so(run: Run, on_account: Account) -> None:
    for minutes in range(5):
        accept(on_account, f"number-{minutes}", minutes)
    listed = run("list", "--limit", "3")
    assert ids(listed.out) == ["number-4", "number-3", "number-2"]
    assert "there are more: --limit 6" in listed.err
    assert "more" not in run("list", "--limit", "5").err


def test_a_campaign_from_before_rows_had_names_is_listed_without(run: Run, on_account: Account) -> None:
    accept(on_account, "old-1", 0)
    key = {"campaign_id": {"S": "old-1"}, "sk": {"S": "META"}}
    on_account.dynamodb.update_item(TableName=TABLE, Key=key, UpdateExpression="REMOVE campaign_name")
    assert run("list").out.rstrip().endswith("1: 1 on their way")


def test_an_empty_table_is_told(run: Run, on_account: Account) -> None:
    del on_account
    listed = run("list")
    assert (listed.code, listed.out) == (0, "")
    assert "no campaigns" in listed.err


def test_programs_get_a_list_and_people_what_is_new_since_a_day(run: Run, four: Account) -> None:
    accept(four, "older-1", minutes=-60 * 24 * 30)
    told = json.loads(run("list", "--json", "--status", "processing").out)
    assert [(each["campaign_id"], each["pending"]) for each in told] == [("processing-1", 2), ("older-1", 1)]
    assert told[0]["created_at"].startswith("2026-11-23T09:31")
    assert "older-1" not in run("list", "--since", "2026-11-20").out
    assert "older-1" in run("list").out


def test_a_brief_that_waits_to_be_read_and_one_that_was_refused_are_listed(run: Run, four: Account) -> None:
    four.briefs.submit(submitted("waiting-1", CREATED + timedelta(minutes=10)))
    reject(four, "refused-1")
    told = [line.split("  ") for line in run("list").out.splitlines()]
    parts = [[part.strip() for part in line if part.strip()] for line in told]
    assert [[line[0], *line[2:]] for line in parts if line[0] in ("waiting-1", "refused-1")] == [
        ["refused-1", "rejected", "autumn.json"],
        ["waiting-1", "submitted", "Winter"],
    ]
    assert ids(run("list", "--status", "rejected").out) == ["refused-1"]
