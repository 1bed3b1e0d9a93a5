"""Names that are the same each time they are computed, so that a redelivery finds its own work again."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from pathlib import PurePosixPath
from uuid import UUID, uuid5

from anyascii import anyascii

_SLUG_LENGTH = 40
LONGEST_ID = _SLUG_LENGTH + len("-20261123-093015-0a1b2c")
_TIME = "%Y%m%d-%H%M%S"
_DERIVED = re.compile(r".*-\d{8}-\d{6}-[0-9a-f]{6}")
_NOT_CHOSEN = ("plans", "rejected")  # folders beside those of campaigns (shared/keys.py)

# In words, for who chooses one.
ID_EXPECTED = (
    "1-40 characters: a-z, 0-9 and single hyphens between them, not `plans` or `rejected`, without a time and six "
    "digits at its end as ids have that nobody chose"
)

# The namespace of every event id of this system (itself random, fixed for ever).
_EVENTS = UUID("6f1c7e0a-4f5b-4b0e-9d4a-2f7a5f0b8c11")


def slug(text: str, fallback: str) -> str:
    """ASCII letters, digits and single hyphens, 1-40 characters, from any script; `fallback` where nothing is left."""
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")
    return words[:_SLUG_LENGTH].strip("-") or fallback


def campaign_id(uploaded_at: datetime, bucket: str, key: str, version: str) -> str:
    """One upload, however often delivered, is one campaign; `version` is its S3 version id (or etag/sequencer).

    It begins with the file's name: `summer-20261123-093015-0a1b2c` for summer.json.
    """
    digest = hashlib.sha256("\n".join((bucket, key, version)).encode()).hexdigest()
    name = slug(PurePosixPath(key).stem, "campaign")
    return f"{name}-{uploaded_at.astimezone(UTC):{_TIME}}-{digest[:6]}"


def may_be_chosen(campaign: str) -> bool:
    """Whether somebody may give a campaign this id: never one that another upload may come to have by itself."""
    alike = campaign and campaign == slug(campaign, "campaign")
    return bool(alike) and not _DERIVED.fullmatch(campaign) and campaign not in _NOT_CHOSEN


def requested_id(user: str, key: str) -> str:
    """The id of the campaign that a user asks for with an idempotency key: the key's letters, 16 hex of both's hash."""
    digest = hashlib.sha256(f"{user}\n{key}".encode()).hexdigest()
    return f"{slug(key, 'campaign')[: _SLUG_LENGTH - 17].strip('-')}-{digest[:16]}"


def upload_time(campaign: str) -> datetime:
    """What a campaign's id tells of it, to the second. Raises ValueError for any other text."""
    return datetime.strptime(campaign[-22:-7], _TIME).replace(tzinfo=UTC)


def product_id(name: str, index: int) -> str:
    return f"{slug(name, 'product')}-{index}"


def event_id(campaign: str, detail_type: str, *facts: str | int) -> UUID:
    """The same fact always has the same id: consumers deduplicate on it."""
    return uuid5(_EVENTS, json.dumps([campaign, detail_type, *facts]))


def rendition_fact(rendition: int) -> tuple[int, ...]:
    """What tells the events of a rendition from those of others; the first ones' ids are as they were before it."""
    return (rendition,) if rendition > 1 else ()


def recipe(model_id: str, prompt: str, negative_prompt: str, seed: int, width: int, height: int) -> str:
    """64 hex digits of everything that decides the picture: the same recipe is never paid for twice."""
    parts = [model_id, prompt, negative_prompt, seed, width, height]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
