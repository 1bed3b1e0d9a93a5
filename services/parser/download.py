"""Fetches the uploaded brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from briefs.documents import MAX_BYTES
from shared.aws import is_missing
from shared.uploads import REQUESTED_BY, Upload

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class UploadGone(LookupError):
    """The object was deleted between its upload and now."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    """The brief as it was uploaded, at most one byte more than a brief may have.

    `requested_by` is believed only where its role alone may write.
    """

    body: bytes
    requested_by: str | None


def download(client: S3Client, upload: Upload) -> Downloaded:
    """Raises UploadGone."""
    version = {"VersionId": upload.version_id} if upload.version_id else {}
    try:
        found = client.get_object(Bucket=upload.brief.bucket, Key=upload.brief.key, **version)  # type: ignore[arg-type]
    except ClientError as error:
        if is_missing(error):
            raise UploadGone(upload.brief.key) from error
        raise
    requested_by = found["Metadata"].get(REQUESTED_BY) if upload.chosen_id else None
    return Downloaded(found["Body"].read(MAX_BYTES + 1), requested_by)
