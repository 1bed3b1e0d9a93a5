"""The three real stages on an AWS in memory, wired by the real routes: what a brief becomes, step by step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote_plus

import boto3
from botocore.config import Config

import operations.cancel
from infra.routes import ROUTES
from local.imagemodel.server import BedrockStandIn
from operations.redrive import Redriving
from services.generator.attempts import Attempts
from services.generator.bedrock import BedrockModel
from services.generator.generation import Generation
from services.generator.pictures import Pictures
from services.parser.cancelling import Cancelling
from services.parser.intake import Intake
from services.parser.messages import Messages
from services.variants.masks import Masks
from services.variants.production import Production
from services.variants.sources import Sources
from shared import keys
from shared.campaigns.budget import Budget
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.costs import DEFAULT_RATES
from shared.events import StageName
from shared.image_models import DEFAULT_MODEL_ID, IMAGE_MODELS
from shared.stage import Work
from tests.unit.conftest import BUCKET, TABLE, Account

Envelope = dict[str, Any]


@dataclass
class Stages:
    account: Account
    bedrock: BedrockStandIn
    daily_budget: Decimal | None = None

    def work(self, stage: StageName, bedrock: BedrockStandIn | None = None) -> Work:
        """The stage's own logic; `bedrock` instead of the one that works."""
        made = self.account.stage(stage)
        if stage == "parser":
            return Messages(Intake(made, DEFAULT_RATES), Cancelling(made))
        if stage == "variants":
            return Production(made, Sources(self.account.s3, BUCKET), Masks(self.account.s3, BUCKET))
        url = (bedrock or self.bedrock).url
        once = Config(retries={"mode": "standard", "total_max_attempts": 1})
        client = boto3.client("bedrock-runtime", region_name="us-west-2", endpoint_url=url, config=once)
        model = BedrockModel(client, IMAGE_MODELS[DEFAULT_MODEL_ID], read_timeout_seconds=10)
        attempts = Attempts(self.account.dynamodb, TABLE, Budget(self.account.dynamodb, TABLE, self.daily_budget), 60)
        return Generation(made, Pictures(self.account.s3, BUCKET), attempts, [model])

    def upload(self, *products: Mapping[str, str], **more: object) -> str:
        """The notification that S3 sends for a brief with these products; `more` are further fields of it."""
        brief = {
            "campaign_name": "Summer",
            "campaign_message": "Stay cool",
            "formats": ["instagram-square"],
            "products": list(products),
            **more,
        }
        key = keys.BRIEFS_PREFIX + "summer.json"
        entity = {
            "key": quote_plus(key, safe="/"),
            "versionId": self.account.put(key, json.dumps(brief).encode()),
        }
        record = {"eventTime": "2026-11-23T09:30:15.000Z", "s3": {"bucket": {"name": BUCKET}, "object": entity}}
        return json.dumps({"Records": [record]})

    def take(self, stage: StageName, body: str, bedrock: BedrockStandIn | None = None) -> None:
        self.account.stage(stage).publisher.publish(self.work(stage, bedrock).take(body))

    def give_up(self, stage: StageName, body: str, error: Exception) -> None:
        self.account.stage(stage).publisher.publish(self.work(stage).give_up(body, error))

    def run(self) -> list[Envelope]:
        """Every event is taken by whom its routes name, until nothing more is announced; returns all of them."""
        told: list[Envelope] = []
        while events := self.account.heard():
            told += events
            for event in events:
                for stage in routed(event):
                    self.take(stage, json.dumps(event))
        return told

    @property
    def cancelling(self) -> operations.cancel.Cancelling:
        return operations.cancel.Cancelling(self.account.dynamodb, TABLE, self.account.publisher())

    @property
    def redriving(self) -> Redriving:
        return Redriving(self.account.campaigns, self.account.s3, BUCKET, self.account.publisher())

    def campaign(self, campaign_id: str) -> tuple[CampaignRecord, list[ProductRecord]]:
        campaign, products = self.account.campaigns.whole(campaign_id)
        return campaign, list(products)


def routed(event: Envelope) -> list[StageName]:
    """The stages to which the rules carry the event."""
    return [route.to for route in ROUTES if _matches(route.pattern, event)]


def _matches(pattern: Mapping[str, Any], event: Any) -> bool:
    for name, wanted in pattern.items():
        value = event.get(name)
        if isinstance(wanted, dict):
            if not _matches(wanted, value or {}):
                return False
        elif not any(value.startswith(one["prefix"]) if isinstance(one, dict) else value == one for one in wanted):
            return False
    return True
