"""Reads the EventBridge events that arrive in a stage's queue."""

from __future__ import annotations

import json
from typing import TypeVar

from shared.events import Event
from shared.observability import logger

E = TypeVar("E", bound=Event)


class EventUnreadable(ValueError):
    """The message is no event that this stage knows: a rule or a producer is wrong, not the campaign."""


def read_event(body: str, *expected: type[E]) -> E:
    """The domain event in an SQS message's body; its campaign becomes the correlation id of the logs.

    Raises EventUnreadable.
    """
    try:
        envelope = json.loads(body)
        kinds = {kind.detail_type(): kind for kind in expected}
        event = kinds[envelope["detail-type"]].model_validate(envelope["detail"])
    except (ValueError, KeyError, TypeError) as error:
        names = ", ".join(kind.detail_type() for kind in expected)
        raise EventUnreadable(f"expected an EventBridge event {names}: {type(error).__name__}: {error}") from error
    logger.set_correlation_id(event.metadata.correlation_id)
    return event
