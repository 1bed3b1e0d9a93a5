"""What stands in the bucket for a refused brief: its reasons, for its author."""

from __future__ import annotations

from shared.brief.problems import Problem
from shared.events import BriefReference
from shared.facts import Fact, Timestamp


class Rejection(Fact):
    """`output/rejected/{campaign_id}.json`: every problem of a refused brief."""

    campaign_id: str
    brief: BriefReference
    rejected_at: Timestamp
    problems: tuple[Problem, ...]
