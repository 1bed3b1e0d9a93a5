"""Uploads a brief under an id that its submitter chose: the key is the id, and only a new key is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_lost_race
from shared.context import BriefReference

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class IdTaken(Exception):
    """The message names the id, and what has it."""


def uploaded(s3: S3Client, bucket: str, campaign_id: str) -> str | None:
    """The key of the upload that has this id; None where there is none."""
    return _first(s3, bucket, f"{keys.CHOSEN_PREFIX}{campaign_id}.")


def refuse_taken(s3: S3Client, bucket: str, campaign_id: str) -> None:
    """Raises IdTaken, also where the brief is gone and its campaign, or its rejection, is not."""
    found = uploaded(s3, bucket, campaign_id)
    found = found or _first(s3, bucket, f"{keys.OUTPUT_PREFIX}{campaign_id}/")
    if found := found or _first(s3, bucket, keys.rejection(campaign_id)):
        raise IdTaken(f"the id {campaign_id} belongs to another upload already ({found})")


def upload_under(
    s3: S3Client, bucket: str, campaign_id: str, suffix: str, data: bytes, metadata: Mapping[str, str] | None = None
) -> BriefReference:
    """`suffix` tells the brief's format (.json, ...). Raises IdTaken.

    If-None-Match decides between two at once; of two with different suffixes the parser decides.
    """
    refuse_taken(s3, bucket, campaign_id)
    key = keys.chosen_brief(campaign_id, suffix)
    try:
        put = s3.put_object(Bucket=bucket, Key=key, Body=data, Metadata=metadata or {}, IfNoneMatch="*")
    except ClientError as error:
        if is_lost_race(error):
            raise IdTaken(f"the id {campaign_id} belongs to another upload already ({key})") from error
        raise
    return BriefReference(bucket=bucket, key=key, version=put.get("VersionId", ""))


def _first(s3: S3Client, bucket: str, prefix: str) -> str | None:
    found = s3.list_objects_v2(Bucket=bucket, Prefix=prefix, MaxKeys=1).get("Contents", [])
    return found[0]["Key"] if found else None
