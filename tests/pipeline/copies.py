"""Sends what the pipeline's queues get, many times over and in any order, as S3 and EventBridge may."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from infra.routes import ROUTES
from tests.pipeline.pipeline import Pipeline, Upload

UPLOADED_AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def notification(upload: Upload, uploaded_at: str) -> str:
    """The message that S3 sends for an upload."""
    record = {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "eventName": "ObjectCreated:Put",
        "eventTime": uploaded_at,
        "s3": {
            "bucket": {"name": upload.bucket},
            "object": {"key": upload.key, "versionId": upload.version, "sequencer": "00"},
        },
    }
    return json.dumps({"Records": [record]})


@dataclass
class Copies:
    """`count` copies of each message; the bus itself delivers one of each event."""

    pipeline: Pipeline
    count: int
    lot: random.Random
    waiting: list[tuple[str, str]] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    def of_upload(self, upload: Upload) -> None:
        """All of them: nobody else tells the parser of it."""
        body = notification(upload, UPLOADED_AT.isoformat())
        self.waiting += [("parser", body)] * self.count

    def of_new_events(self) -> None:
        self.pipeline.listen()
        for event in [event for events in self.pipeline.heard.values() for event in events]:
            if (event_id := event["detail"]["metadata"]["event_id"]) not in self._known:
                self._known.add(event_id)
                self.waiting += [(stage, json.dumps(event)) for stage in _stages(event)] * (self.count - 1)

    def send_some(self) -> None:
        """A random half of those that wait, or the last few."""
        self.lot.shuffle(self.waiting)
        for _ in range(max(10, len(self.waiting) // 2)):
            if self.waiting:
                self.pipeline.send(*self.waiting.pop())


def _stages(event: dict[str, Any]) -> Iterator[str]:
    """Where the program's routes lead it."""
    for route in ROUTES:
        if route.event.detail_type() == event["detail-type"] and _has(event["detail"], route.detail):
            yield route.to


def _has(detail: dict[str, Any], pattern: Any) -> bool:
    """EventBridge's rule: at each leaf, one of the values listed."""
    if isinstance(pattern, list):
        return detail in pattern
    return all(name in detail and _has(detail[name], inner) for name, inner in pattern.items())
