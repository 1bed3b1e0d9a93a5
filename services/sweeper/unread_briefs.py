"""Briefs that were submitted, and that no parser took up: it is told of them again, and says what became of them.

It accepts the brief, refuses it, or says that it is gone. Whatever keeps the parser from doing so ends in its
dead-letter queue, and rings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from operations.reading_again import read_again
from services.sweeper.sweeps import Sweeps, due
from shared.campaigns.brief_rows import BriefRows
from shared.observability import count, logger

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


@dataclass(frozen=True, slots=True)
class UnreadBriefs:
    """`queue_url` is the parser's."""

    rows: BriefRows
    sweeps: Sweeps
    sqs: SQSClient
    queue_url: str

    def since(self, before: datetime) -> Iterator[str]:
        return self.sweeps.submitted_before(before)

    def tell_again(self, campaign_id: str, at: datetime) -> None:
        row = self.rows.find(campaign_id)
        if row is None or row.status != "submitted" or not due(row.created_at, row.swept_at, at):
            return
        if self.sweeps.claim_brief(row, at):
            count("BriefsReadAgain")
            logger.warning(
                "brief not read", campaign=campaign_id, since=row.created_at.isoformat(), brief=row.brief.key
            )
            read_again(self.sqs, self.queue_url, row.brief, campaign_id)
