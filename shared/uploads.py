"""Reads S3's own notifications: which upload of a brief they tell of. And tells of one again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote_plus, unquote_plus

from shared import keys
from shared.context import BriefReference
from shared.identity import campaign_id, may_be_chosen, upload_time
from shared.trouble import NobodyToTell

# Metadata of an upload: the user in whose name it was made.
REQUESTED_BY = "requested-by"


class NotificationUnreadable(NobodyToTell, ValueError):
    """The message is no S3 event notification: the queue is fed by something else."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded brief; `version_id` is None in an unversioned bucket.

    `id_is_taken`: the id that its key names belongs to another upload.
    """

    brief: BriefReference
    uploaded_at: datetime
    version_id: str | None
    id_is_taken: bool = False

    @property
    def filename(self) -> str:
        return self.brief.key.rsplit("/", 1)[-1]

    @property
    def chosen_id(self) -> str | None:
        return chosen_id(self.brief.key)

    @property
    def campaign_id(self) -> str:
        """Follows from the notification alone: the same whether the brief can still be read, or is gone."""
        chosen = self.chosen_id
        if chosen and may_be_chosen(chosen) and not self.id_is_taken:
            return chosen
        return campaign_id(self.uploaded_at, self.brief.bucket, self.brief.key, self.brief.version)


def chosen_id(key: str) -> str | None:
    """The id that an upload's key names, whether it may be one or not; None where nobody chose."""
    name = key.removeprefix(keys.CHOSEN_PREFIX)
    return None if name == key else name.removesuffix(PurePosixPath(name).suffix)


def uploads(body: str) -> list[Upload]:
    """The uploads in a notification; none for the test event that S3 sends when the notification is set up.

    Raises NotificationUnreadable.
    """
    try:
        notification = json.loads(body)
        if notification.get("Event") == "s3:TestEvent":
            return []
        return [_upload(record) for record in notification["Records"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotificationUnreadable(f"expected an S3 event notification: {type(error).__name__}: {error}") from error


def _upload(record: dict[str, Any]) -> Upload:
    entity = record["s3"]["object"]
    version_id = entity.get("versionId")
    return Upload(
        brief=BriefReference(
            bucket=record["s3"]["bucket"]["name"],
            key=unquote_plus(entity["key"]),
            version=version_id or f"{entity.get('eTag', '')}-{entity.get('sequencer', '')}",
        ),
        uploaded_at=datetime.fromisoformat(record["eventTime"]),
        version_id=version_id,
    )


def notification(brief: BriefReference, campaign: str) -> str:
    """S3's notification of the upload that became this campaign, as far as it is read; `version` is S3's version id.

    An id that was chosen tells no time, and needs none.
    """
    uploaded_at = datetime.now(UTC) if may_be_chosen(campaign) else upload_time(campaign)
    record = {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "eventName": "ObjectCreated:Put",
        "eventTime": uploaded_at.isoformat(),
        "s3": {
            "bucket": {"name": brief.bucket},
            "object": {"key": quote_plus(brief.key, safe="/"), "versionId": brief.version},
        },
    }
    return json.dumps({"Records": [record]})
