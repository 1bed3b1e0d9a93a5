"""Sweeper, every five minutes: campaigns without progress are announced again, what waited for money goes on."""

from __future__ import annotations

from typing import Any

from services.sweeper.deletions import Deletions
from services.sweeper.settings import SweeperSettings
from services.sweeper.sweep import Sweep
from services.sweeper.sweeps import Sweeps
from services.sweeper.unread_briefs import UnreadBriefs
from shared import aws
from shared.campaigns.brief_rows import BriefRows
from shared.campaigns.budget import Budget
from shared.campaigns.store import CampaignStore
from shared.deadline import LambdaContext
from shared.events import StageName
from shared.frozen import now
from shared.manifest_store import ManifestStore
from shared.observability import metrics
from shared.publisher import Publisher

# Kept back for the campaign that is being swept when the time is nearly over.
_RESERVE_SECONDS = 60

settings = SweeperSettings()
dynamodb, events, s3 = aws.client("dynamodb"), aws.client("events"), aws.client("s3")
campaigns, sweeps = CampaignStore(dynamodb, settings.table), Sweeps(dynamodb, settings.table)
briefs = BriefRows(dynamodb, settings.table)


def _publisher(stage: StageName) -> Publisher:
    return Publisher(events, settings.bus, stage)


sweep = Sweep(
    campaigns=campaigns,
    sweeps=sweeps,
    manifests=ManifestStore(s3, settings.bucket, campaigns),
    budget=Budget(dynamodb, settings.table, settings.daily_budget),
    unread=UnreadBriefs(briefs, sweeps, aws.client("sqs"), settings.parser_queue_url),
    deletions=Deletions(briefs, dynamodb, settings.table, s3, settings.bucket),
    publisher=_publisher,
)


@metrics.log_metrics
def handler(_event: dict[str, Any], context: LambdaContext) -> None:
    sweep.run(now(), lambda: context.get_remaining_time_in_millis() > _RESERVE_SECONDS * 1000)
