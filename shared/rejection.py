"""What stands in the bucket for a refused brief: its reasons, for its author."""

from __future__ import annotations

from shared.events import BriefReference
from shared.frozen import Frozen, Timestamp
from shared.problems import Problem


class Rejection(Frozen):
    """`output/rejected/{campaign_id}.json`: every problem of a refused brief."""

    campaign_id: str
    brief: BriefReference
    rejected_at: Timestamp
    problems: tuple[Problem, ...]
