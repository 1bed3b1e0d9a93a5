"""The sweeper on an AWS in memory, with a simulated clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from services.sweeper.deletions import Deletions
from services.sweeper.sweep import Sweep
from services.sweeper.sweeps import Sweeps
from services.sweeper.unread_briefs import UnreadBriefs
from shared.campaigns.budget import Budget
from shared.frozen import now
from shared.observability import metrics
from tests.unit.campaign_samples import CAMPAIGN_ID, CREATED, new_campaign, new_products
from tests.unit.conftest import BUCKET, TABLE, Account

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Bench:
    account: Account
    clock: time_machine.Traveller
    budget: Decimal | None = None

    @property
    def sweep(self) -> Sweep:
        dynamodb = self.account.dynamodb
        sweeps = Sweeps(dynamodb, TABLE)
        return Sweep(
            self.account.campaigns,
            sweeps,
            self.account.manifests,
            Budget(dynamodb, TABLE, self.budget),
            UnreadBriefs(self.account.briefs, sweeps, self.account.sqs, self.account.queue_url),
            Deletions(self.account.briefs, dynamodb, TABLE, self.account.s3, BUCKET),
            self.account.publisher,
        )

    def accept(self, products: int = 1, campaign_id: str = CAMPAIGN_ID) -> None:
        new = new_campaign(products, campaign_id).model_copy(update={"created_at": now()})
        self.account.campaigns.accept(new, new_products(products, campaign_id=campaign_id))

    def run(self) -> list[dict[str, Any]]:
        """One sweep; returns what it announced."""
        self.sweep.run(now(), lambda: True)
        return self.account.heard()

    def swept_for(self, duration: timedelta, every: timedelta = HOUR / 2) -> list[tuple[float, str]]:
        """Hours since the beginning, and the kind of each event, of sweeps that come now and then."""
        told = []
        for _ in range(int(duration / every)):
            self.clock.shift(every)
            hours = (now() - CREATED) / HOUR
            told += [(round(hours, 1), event["detail-type"]) for event in self.run()]
        return told

    def make_wait(self, index: int, until: datetime, campaign_id: str = CAMPAIGN_ID) -> None:
        product = self.account.campaigns.product(campaign_id, index).product
        Budget(self.account.dynamodb, TABLE, None).make_wait(product, Decimal("0.04"), until - DAY)


@pytest.fixture
def bench(account: Account) -> Iterator[Bench]:
    metrics.clear_metrics()
    with time_machine.travel(CREATED, tick=False) as clock:
        yield Bench(account, clock)
    metrics.clear_metrics()
