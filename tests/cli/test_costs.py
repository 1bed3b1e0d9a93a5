from __future__ import annotations

import json
from decimal import Decimal

import pytest

from operations.costs import costs_of
from tests.cli.conftest import Run
from tests.unit.campaign_samples import CREATED, failure, image, new_campaign, new_products, variant
from tests.unit.conftest import TABLE, Account


def _campaign(account: Account, campaign_id: str, day: int, outcomes: str) -> None:
    """A campaign of that day of December; of each product g: generated, c: from the cache, f: failed, p: pending."""
    new = new_campaign(len(outcomes), campaign_id)
    at = CREATED.replace(month=12, day=day)
    account.campaigns.accept(
        new.model_copy(update={"created_at": at}), new_products(len(outcomes), campaign_id=campaign_id)
    )
    for index, outcome in enumerate(outcomes):
        state = account.campaigns.product(campaign_id, index)
        if outcome == "f":
            account.campaigns.settle_failed(state, failure())
        elif outcome in "gc":
            cached = {"cached": True, "model_cost": Decimal(0)} if outcome == "c" else {}
            state = account.campaigns.image_ready(state, image().model_copy(update=cached), at, None)
            account.campaigns.settle_ready(state, [variant()], at)


@pytest.fixture
def december(on_account: Account) -> Account:
    _campaign(on_account, "first-1", 1, "gg")
    _campaign(on_account, "second-1", 2, "gcfp")
    _campaign(on_account, "third-1", 3, "f")
    lost = {":lost": {"N": "0.04"}}
    on_account.dynamodb.update_item(
        TableName=TABLE,
        Key={"campaign_id": {"S": "third-1"}, "sk": {"S": "PRODUCT#0000"}},
        UpdateExpression="SET possibly_paid = :lost",
        ExpressionAttributeValues=lost,
    )
    return on_account


def test_each_campaign_and_all_of_them_are_told_with_what_they_were_charged_and_what_the_model_cost(
    run: Run, december: Account
) -> None:
    del december
    told = run("costs")
    assert [line.split() for line in told.out.splitlines()] == [
        ["USD", "charged", "model", "possibly", "cached"],
        ["third-1", "0.01", "0.00", "0.04", "0"],
        ["second-1", "0.74", "0.04", "0.00", "1"],
        ["first-1", "0.72", "0.08", "0.00", "0"],
        ["3", "campaigns", "1.47", "0.12", "0.04", "1"],
    ]
    assert "calls of the model whose answer was lost" in told.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--from", "2026-12-02"), ["third-1", "second-1"]),
        (("--to", "2026-12-02"), ["second-1", "first-1"]),
        (("--from", "2026-12-02", "--to", "2026-12-02"), ["second-1"]),
        (("--from", "2027-01-01"), []),
    ],
)
def test_days_are_whole_and_include_the_first_and_the_last(
    run: Run, december: Account, arguments: tuple[str, ...], expected: list[str]
) -> None:
    del december
    told = json.loads(run("costs", "--json", *arguments).out)
    assert [each["campaign_id"] for each in told["campaigns"]] == expected
    assert told["total"]["charged"] == pytest.approx(sum(each["charged"] for each in told["campaigns"]))


def test_a_range_that_ends_before_it_begins_is_refused(run: Run, december: Account) -> None:
    del december
    assert (
        "--from 2026-12-03 is after --to 2026-12-01"
        in run("costs", "--from", "2026-12-03", "--to", "2026-12-01").complaint
    )


def test_neither_a_scan_nor_pictures_are_needed_however_many_campaigns_there_are(on_account: Account) -> None:
    for number in range(30):
        _campaign(on_account, f"many-{number}", 1 + number % 28, "c")
    calls: list[str] = []
    on_account.dynamodb.meta.events.register(
        "before-call.dynamodb", lambda model, **_: calls.append(model.name), unique_id="counting"
    )
    found = list(costs_of(on_account.dynamodb, TABLE, None, None))
    assert len(found) == 30
    assert set(calls) == {"Query"}
    assert [each.created_at for each in found] == sorted((each.created_at for each in found), reverse=True)
