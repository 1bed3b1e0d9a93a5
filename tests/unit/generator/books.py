"""What is on the books of a day."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from shared.campaigns.budget import Budget, day_key
from tests.unit.conftest import TABLE, Account

NOW = datetime(2026, 11, 25, 23, 59, tzinfo=UTC)
PRICE, NOTHING = Decimal("0.04"), Decimal(0)


def reserved(account: Account, at: datetime = NOW) -> Decimal:
    return Budget(account.dynamodb, TABLE, None).reserved(at.date())


def attempts_of(account: Account, at: datetime = NOW) -> list[dict[str, Any]]:
    """As they stand in the day's items, in no order."""
    found = account.dynamodb.query(
        TableName=TABLE,
        KeyConditionExpression="campaign_id = :day AND begins_with(sk, :attempt)",
        ExpressionAttributeValues={":day": day_key(at.date())["campaign_id"], ":attempt": {"S": "ATTEMPT#"}},
    )["Items"]
    return [{name: next(iter(value.values())) for name, value in item.items()} for item in found]
