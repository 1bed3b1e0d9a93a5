"""What comes to the parser's queue: notifications of uploads, and cancellations from the bus."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from services.parser.cancelling import Cancelling
from services.parser.intake import Intake
from shared.events import CampaignCancelled, Event
from shared.stage import read_event


@dataclass(frozen=True, slots=True)
class Messages:
    intake: Intake
    cancelling: Cancelling

    def take(self, body: str) -> Sequence[Event]:
        if _from_the_bus(body):
            return self.cancelling.settled(read_event(body, CampaignCancelled))
        return self.intake.take(body)

    def give_up(self, body: str, error: Exception) -> Sequence[Event]:
        """Nobody is told of a cancellation: each stage ends what it meets, and the sweeper announces it again."""
        return [] if _from_the_bus(body) else self.intake.give_up(body, error)


def _from_the_bus(body: str) -> bool:
    try:
        message = json.loads(body)
    except ValueError:
        return False
    return isinstance(message, dict) and "detail-type" in message
