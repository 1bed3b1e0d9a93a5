"""What S3's error codes mean. A HEAD has no body, so its errors carry the HTTP status in place of a code."""

from __future__ import annotations

from botocore.exceptions import ClientError


def is_missing(error: ClientError) -> bool:
    """Nothing lies at the key (or the version is gone)."""
    return error.response["Error"]["Code"] in ("NoSuchKey", "NoSuchVersion", "404")


def is_lost_race(error: ClientError) -> bool:
    """A conditional write came second: 412, or 409 where the other one is still being written."""
    return error.response["Error"]["Code"] in ("PreconditionFailed", "ConditionalRequestConflict", "412", "409")
