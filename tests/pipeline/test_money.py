"""What the emulator's DynamoDB decides when many ask at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from local.stack import LocalStack
from services.generator.attempts import Attempts, NoRoom
from shared.campaigns.budget import Budget
from shared.campaigns.store import CampaignStore
from shared.trouble import Waiting
from tests.unit.campaign_samples import new_campaign, new_products

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PRICE = Decimal("0.04")
WORKERS, CALLS, ROOM_FOR = 8, 40, 10


def _accepted(stack: LocalStack, campaign_id: str, products: int) -> CampaignStore:
    campaigns = CampaignStore(stack.client("dynamodb"), str(stack.outputs["table"]))
    campaigns.accept(new_campaign(products, campaign_id), new_products(products, campaign_id=campaign_id))
    return campaigns


def test_workers_at_the_limit_together_never_spend_more_than_the_day_has(stack: LocalStack) -> None:
    table, campaigns = str(stack.outputs["table"]), _accepted(stack, "limit", CALLS)
    before = Budget(stack.client("dynamodb"), table, None).reserved(datetime.now(UTC).date())
    limit = before + PRICE * ROOM_FOR + Decimal("0.03")

    def call(index: int) -> bool:
        client: DynamoDBClient = stack.client("dynamodb")
        attempts = Attempts(client, table, Budget(client, table, limit), 60)
        try:
            with attempts.book(campaigns.product("limit", index), f"limit-{index}", "model", PRICE, 1) as booking:
                booking.called = True
        except NoRoom:
            return False
        return True

    with ThreadPoolExecutor(WORKERS) as workers:
        called = list(workers.map(call, range(CALLS)))
    today = datetime.now(UTC).date()
    assert sum(called) == ROOM_FOR
    assert Budget(stack.client("dynamodb"), table, limit).reserved(today) == before + PRICE * ROOM_FOR
    possibly = [product.possibly_paid for product in campaigns.whole("limit")[1]]
    assert [paid == PRICE for paid in possibly] == called


def test_of_workers_that_want_one_recipe_together_one_may_pay(stack: LocalStack) -> None:
    table, campaigns = str(stack.outputs["table"]), _accepted(stack, "together", WORKERS)

    def call(index: int) -> bool:
        client: DynamoDBClient = stack.client("dynamodb")
        attempts = Attempts(client, table, Budget(client, table, None), 60)
        try:
            with attempts.book(campaigns.product("together", index), "one-recipe", "model", PRICE, 1) as booking:
                booking.called = True
        except Waiting:
            return False
        return True

    with ThreadPoolExecutor(WORKERS) as workers:
        assert sum(workers.map(call, range(WORKERS))) == 1
