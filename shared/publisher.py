"""Puts events on the bus: in tens, and only the failed entries once more."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from shared.events import SOURCE_PREFIX, Event, StageName
from shared.trouble import DependencyTrouble

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef

# Limits of PutEvents: entries per request, and bytes per request (a margin is left for what surrounds the detail).
_ENTRIES = 10
_BYTES = 240_000
_TRIES = 4
_WORTH_RETRYING = {"InternalFailure", "InternalException", "ThrottlingException", "Throttling"}


class EventsNotPublished(RuntimeError):
    """The bus refused events, for the reasons in the message. Publishing again is safe: ids stay the same."""


class EventsDelayed(EventsNotPublished, DependencyTrouble):
    """The bus had trouble of its own in each of our tries."""


class Publisher:
    def __init__(self, client: EventBridgeClient, bus: str, stage: StageName) -> None:
        self._client = client
        self._bus = bus
        self._stage = stage

    def publish(self, events: Sequence[Event], asked_by: str | None = None) -> None:
        """`asked_by` is the ARN of the person who asked for it, told as the entries' resource.

        Raises EventsNotPublished.
        """
        for batch in self._batches(events, asked_by):
            self._put(batch)

    def _put(self, entries: list[PutEventsRequestEntryTypeDef]) -> None:
        for attempt in range(_TRIES):
            results = self._client.put_events(Entries=entries)["Entries"]
            pairs = list(zip(entries, results, strict=True))
            reasons = {
                result["ErrorCode"]: result.get("ErrorMessage", "") for _, result in pairs if "ErrorCode" in result
            }
            if not reasons:
                return
            refusal = f"bus {self._bus} refused {len(reasons)} kind(s) of entries: {reasons}"
            if not reasons.keys() <= _WORTH_RETRYING:
                raise EventsNotPublished(refusal)
            entries = [entry for entry, result in pairs if "ErrorCode" in result]
            time.sleep(random.uniform(0, 0.1 * 2**attempt))  # noqa: S311 - jitter, no secret
        raise EventsDelayed(refusal)

    def _batches(self, events: Sequence[Event], asked_by: str | None) -> Iterator[list[PutEventsRequestEntryTypeDef]]:
        batch: list[PutEventsRequestEntryTypeDef] = []
        size = 0
        for event in events:
            detail = event.model_dump_json()
            length = len(detail.encode())
            if batch and (len(batch) == _ENTRIES or size + length > _BYTES):
                yield batch
                batch, size = [], 0
            batch.append(
                {
                    "EventBusName": self._bus,
                    # What only one stage emits keeps that one's name, whoever repeats it.
                    "Source": SOURCE_PREFIX + (event.stage or self._stage),
                    "DetailType": event.detail_type(),
                    "Detail": detail,
                    "Time": event.metadata.occurred_at,
                    "Resources": [asked_by] if asked_by else [],
                }
            )
            size += length
        if batch:
            yield batch
