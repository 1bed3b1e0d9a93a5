"""Uploads as S3 tells of them, and what the parser makes of them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote_plus

from shared import keys
from tests.unit.conftest import BUCKET, Account

BRIEF = {
    "campaign_name": "Summer",
    "campaign_message": "Stay cool",
    "products": [{"name": "Flask", "existing_assets": "acme/flask/"}, {"name": "Lamp"}],
}


def uploaded(account: Account, brief: object, filename: str = "brief.json") -> str:
    """The notification that S3 sends for the upload."""
    body = brief if isinstance(brief, bytes) else json.dumps(brief).encode()
    version = account.put(keys.BRIEFS_PREFIX + filename, body)
    entity = {"key": quote_plus(keys.BRIEFS_PREFIX + filename, safe="/"), "versionId": version, "size": len(body)}
    record = {
        "eventTime": "2026-11-23T09:30:15.000Z",
        "s3": {"bucket": {"name": BUCKET}, "object": entity},
    }
    return json.dumps({"Records": [record]})


def announced(account: Account, kind: str) -> list[dict[str, Any]]:
    return [event["detail"]["data"] for event in account.heard() if event["detail-type"] == kind]
