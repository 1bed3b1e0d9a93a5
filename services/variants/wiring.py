"""The variants stage's one place where clients are made and parts are put together."""

from __future__ import annotations

from services.variants.contact_sheets import ContactSheets
from services.variants.production import Production
from services.variants.sources import Sources
from shared import aws
from shared.campaigns.store import CampaignStore
from shared.manifest_store import ManifestStore
from shared.publisher import Publisher
from shared.settings import StageSettings
from shared.settlement import Settlement
from shared.stage_queue import StageQueue


def variants_queue(settings: StageSettings) -> StageQueue:
    s3 = aws.client("s3")
    campaigns = CampaignStore(aws.client("dynamodb"), settings.table)
    manifests = ManifestStore(s3, settings.bucket, campaigns)
    publisher = Publisher(aws.client("events"), settings.bus, "variants")
    settlement = Settlement("variants", campaigns, manifests, publisher)
    sources = Sources(s3, settings.bucket)
    sheets = ContactSheets(s3, settings.bucket, sources, campaigns)
    production = Production(s3, settings.bucket, sources, campaigns, settlement, sheets)
    return StageQueue(aws.client("sqs"), settings, production.take, production.give_up)
