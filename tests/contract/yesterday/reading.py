"""How events and rows are read."""

from __future__ import annotations

import json
from typing import Any

from boto3.dynamodb.types import TypeDeserializer

from tests.contract.yesterday.events import EVENTS, Event
from tests.contract.yesterday.state import CampaignRecord, ProductRecord

_deserialize = TypeDeserializer().deserialize


def read_event(body: str) -> Event:
    envelope = json.loads(body)
    return EVENTS[envelope["detail-type"]].read_plain(envelope["detail"])


def campaign_record(item: dict[str, Any]) -> CampaignRecord:
    plain = _plain(item)
    counts = {
        name: int(plain[name]) for name in ("revision", "settlement", "pending_count", "ready_count", "failed_count")
    }
    fields = {**plain["accepted"], **counts, "status": plain["campaign_status"], "updated_at": plain["updated_at"]}
    return CampaignRecord.read_plain(fields)


def product_record(item: dict[str, Any]) -> ProductRecord:
    plain = _plain(item)
    names = ("campaign_id", "plan", "image", "image_ready_at", "variants", "ready_at", "failure", "settlement")
    fields = {name: plain[name] for name in names if name in plain}
    return ProductRecord.read_plain({**fields, "status": plain["product_status"]})


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    return {name: _deserialize(attribute) for name, attribute in item.items()}
