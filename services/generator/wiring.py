"""The generator's one place where clients are made and parts are put together."""

from __future__ import annotations

from services.generator.generation import Generation
from services.generator.leases import Leases
from services.generator.painter import Painter
from services.generator.pictures import Pictures
from services.generator.settings import GeneratorSettings
from shared import aws
from shared.campaigns.store import CampaignStore
from shared.manifest_store import ManifestStore
from shared.publisher import Publisher
from shared.settlement import Settlement
from shared.stage_queue import StageQueue

# A read timeout may be charged, and each further try again: two in all.
_MODEL_TRIES = {"mode": "standard", "total_max_attempts": 2}


def generator_queue(settings: GeneratorSettings) -> StageQueue:
    s3, dynamodb = aws.client("s3"), aws.client("dynamodb")
    bedrock = aws.client(
        "bedrock-runtime",
        region=settings.region,
        read_timeout=settings.read_timeout_seconds,
        retries=_MODEL_TRIES,
    )
    campaigns = CampaignStore(dynamodb, settings.table)
    manifests = ManifestStore(s3, settings.bucket, campaigns)
    publisher = Publisher(aws.client("events"), settings.bus, "generator")
    # Two seeds, two tries each, and time to spare for keeping the picture.
    leases = Leases(dynamodb, settings.table, 4 * settings.read_timeout_seconds + 30)
    generation = Generation(
        campaigns,
        Pictures(s3, settings.bucket),
        leases,
        Painter(bedrock, settings.model),
        publisher,
        Settlement("generator", campaigns, manifests, publisher),
    )
    return StageQueue(aws.client("sqs"), settings, generation.take, generation.give_up)
