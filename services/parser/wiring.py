"""The parser's one place where clients are made and parts are put together."""

from __future__ import annotations

from services.parser.intake import Intake
from services.parser.settings import ParserSettings
from shared import aws
from shared.campaigns.store import CampaignStore
from shared.manifest_store import ManifestStore
from shared.publisher import Publisher
from shared.settlement import Settlement
from shared.stage_queue import StageQueue


def parser_queue(settings: ParserSettings) -> StageQueue:
    s3 = aws.client("s3")
    campaigns = CampaignStore(aws.client("dynamodb"), settings.table)
    manifests = ManifestStore(s3, settings.bucket, campaigns)
    publisher = Publisher(aws.client("events"), settings.bus, "parser")
    settlement = Settlement("parser", campaigns, manifests, publisher)
    intake = Intake(s3, settings.bucket, settings.rates, campaigns, manifests, publisher, settlement)
    return StageQueue(aws.client("sqs"), settings, intake.take, intake.give_up)
