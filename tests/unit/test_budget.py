from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from shared.campaigns.budget import Budget, day_key
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, image, new_campaign, new_products
from tests.unit.conftest import TABLE, Account

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


def _reserve(account: Account, usd: str) -> None:
    account.dynamodb.update_item(
        TableName=TABLE,
        Key=day_key(TODAY),
        UpdateExpression="ADD reserved :price",
        ExpressionAttributeValues={":price": {"N": usd}},
    )


def test_a_day_has_room_for_what_is_not_reserved_of_its_own_budget(account: Account) -> None:
    budget = Budget(account.dynamodb, TABLE, Decimal("0.10"))
    assert budget.room(TODAY) == Decimal("0.10")
    _reserve(account, "0.08")
    assert (budget.room(TODAY), budget.room(TOMORROW)) == (Decimal("0.02"), Decimal("0.10"))
    _reserve(account, "0.08")  # as a lower limit, set at noon, finds it
    assert budget.room(TODAY) == 0


def test_a_stack_without_a_daily_budget_has_room_for_everything(account: Account) -> None:
    _reserve(account, "999")
    assert Budget(account.dynamodb, TABLE, None).room(TODAY) is None


def test_a_product_without_room_says_in_its_row_until_when_and_for_how_much_it_waits(account: Account) -> None:
    account.campaigns.accept(new_campaign(2), new_products(2))
    budget = Budget(account.dynamodb, TABLE, Decimal("0.10"))
    account.campaigns.image_ready(account.campaigns.product(CAMPAIGN_ID, 1), image(), LATER)
    for index in range(2):
        budget.make_wait(account.campaigns.product(CAMPAIGN_ID, index).product, Decimal("0.04"), LATER)
    waiting, pictured = account.campaigns.whole(CAMPAIGN_ID, with_variants=False)[1]
    assert (waiting.waits_until, waiting.waits_for) == (datetime(2026, 11, 24, tzinfo=UTC), Decimal("0.04"))
    assert waiting.status == "pending"
    assert (pictured.waits_until, pictured.status) == (None, "image_ready"), "it has what it would wait for"


def test_those_that_wait_go_on_oldest_first_and_no_more_than_the_day_has_room_for(account: Account) -> None:
    account.campaigns.accept(new_campaign(4), new_products(4))
    budget = Budget(account.dynamodb, TABLE, Decimal("0.20"))
    _reserve(account, "0.06")
    waiting = [
        product.model_copy(update={"waits_for": Decimal(price)})
        for product, price in zip(new_products(4), ("0.04", "0.08", "0.14", "0.02"), strict=True)
    ]
    assert [product.plan.index for product in budget.share_out(waiting, LATER)] == [0, 1]
    rows = account.campaigns.whole(CAMPAIGN_ID)[1]
    tomorrow = datetime(2026, 11, 24, tzinfo=UTC)
    assert [row.waits_until for row in rows] == [None, None, tomorrow, tomorrow], "the last one overtakes nobody"
