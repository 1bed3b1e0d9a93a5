"""The generator with its real clients: AWS in memory (moto), and the image model's stand-in over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import boto3
import pytest
from botocore.config import Config

from local.imagemodel.server import BedrockStandIn
from services.generator.attempts import Attempts
from services.generator.bedrock import BedrockModel
from services.generator.generation import Generation
from services.generator.pictures import Pictures
from shared.campaigns.budget import Budget
from shared.campaigns.records import ProductRecord
from shared.context import BriefReference
from shared.events import BriefValidated, BriefValidatedData
from shared.image_models import DEFAULT_MODEL_ID, IMAGE_MODELS
from shared.stage import Stage
from tests.unit.campaign_samples import CAMPAIGN_ID, CREATED, new_campaign, new_products
from tests.unit.conftest import BUCKET, TABLE, Account, Announcing


@dataclass
class Bench:
    """`stage` and `generation` are one process of the function; `another` starts one more."""

    account: Account
    bedrock: BedrockStandIn
    stage: Stage
    model_client: Any
    generation: Announcing

    @classmethod
    def start(
        cls,
        account: Account,
        bedrock: BedrockStandIn,
        *model_ids: str,
        daily_budget: Decimal | None = None,
        guardrail: tuple[str, str] | None = None,
    ) -> Bench:
        once = Config(retries={"mode": "standard", "total_max_attempts": 1})
        client = boto3.client("bedrock-runtime", region_name="us-west-2", endpoint_url=bedrock.url, config=once)
        stage = account.stage("generator")
        attempts = Attempts(stage.dynamodb, TABLE, Budget(stage.dynamodb, TABLE, daily_budget), 60)
        models = [
            BedrockModel(client, IMAGE_MODELS[model_id], read_timeout_seconds=10, guardrail=guardrail)
            for model_id in model_ids or [DEFAULT_MODEL_ID]
        ]
        generation = Generation(stage, Pictures(stage.s3, BUCKET), attempts, models)
        return cls(account, bedrock, stage, client, Announcing(stage, generation))

    def another(self) -> Bench:
        return Bench.start(self.account, self.bedrock)

    def accept(self, products: int = 1, campaign_id: str = CAMPAIGN_ID) -> None:
        self.account.campaigns.accept(
            new_campaign(products, campaign_id), new_products(products, campaign_id=campaign_id)
        )

    def body(self, index: int = 0, campaign_id: str = CAMPAIGN_ID, name: str | None = None) -> str:
        """The SQS message that the rule `generate` would send."""
        plan = new_products(index + 1)[index].plan
        data = BriefValidatedData(
            campaign=new_campaign(1, campaign_id).context,
            product=plan.model_copy(update={"name": name or plan.name}),
            brief=BriefReference(bucket=BUCKET, key="k", version="v"),
        )
        event = BriefValidated.of(data, campaign_id, "v", CREATED, plan.product_id)
        return json.dumps({"detail-type": "BriefValidated", "detail": event.model_dump(mode="json")})

    def heard(self) -> list[tuple[str, dict[str, Any]]]:
        return [(event["detail-type"], event["detail"]["data"]) for event in self.account.heard()]

    def product(self, campaign_id: str = CAMPAIGN_ID) -> ProductRecord:
        return self.account.campaigns.product(campaign_id, 0).product

    def products(self, campaign_id: str = CAMPAIGN_ID) -> list[ProductRecord]:
        return list(self.account.campaigns.whole(campaign_id)[1])


@pytest.fixture(scope="module")
def bedrock() -> Iterator[BedrockStandIn]:
    with BedrockStandIn() as running:
        yield running


@pytest.fixture
def bench(account: Account, bedrock: BedrockStandIn) -> Bench:
    bedrock.forget()
    return Bench.start(account, bedrock)
