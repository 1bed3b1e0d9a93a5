"""Reads S3's own notifications, and the uploaded brief."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from botocore.exceptions import ClientError

from briefs.documents import MAX_BYTES
from shared.aws import is_missing
from shared.context import BriefReference
from shared.identity import campaign_id
from shared.trouble import NobodyToTell

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class NotificationUnreadable(NobodyToTell, ValueError):
    """The message is no S3 event notification: the queue is fed by something else."""


class UploadGone(LookupError):
    """The object was deleted between its upload and now."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded brief; `version_id` is None in an unversioned bucket."""

    brief: BriefReference
    uploaded_at: datetime
    version_id: str | None

    @property
    def filename(self) -> str:
        return self.brief.key.rsplit("/", 1)[-1]

    @property
    def campaign_id(self) -> str:
        """Follows from the notification alone: the same whether the brief can still be read, or is gone."""
        return campaign_id(self.uploaded_at, self.brief.bucket, self.brief.key, self.brief.version)


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


def download(client: S3Client, upload: Upload) -> bytes:
    """The brief as it was uploaded, at most one byte more than a brief may have. Raises UploadGone."""
    version = {"VersionId": upload.version_id} if upload.version_id else {}
    try:
        found = client.get_object(Bucket=upload.brief.bucket, Key=upload.brief.key, **version)  # type: ignore[arg-type]
    except ClientError as error:
        if is_missing(error):
            raise UploadGone(upload.brief.key) from error
        raise
    return found["Body"].read(MAX_BYTES + 1)
