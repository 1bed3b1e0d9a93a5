"""Uploads a brief under an id that its submitter chose: the key is the id, and only a new key is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_lost_race
from shared.campaigns.brief_rows import BriefRow, BriefRows
from shared.context import BriefReference
from shared.frozen import now

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class IdTaken(Exception):
    """The message names the id, and what has it."""


@dataclass(frozen=True, slots=True)
class ChosenId:
    """`name` is the campaign's; `requested_by` the user of the API, None for who has AWS credentials."""

    campaign_id: str
    name: str
    requested_by: str | None = None


def uploaded(s3: S3Client, bucket: str, campaign_id: str) -> str | None:
    """The key of the upload that has this id; None where there is none."""
    return _first(s3, bucket, f"{keys.CHOSEN_PREFIX}{campaign_id}.")


@dataclass(frozen=True, slots=True)
class ChosenIds:
    s3: S3Client
    bucket: str
    rows: BriefRows

    def refuse_taken(self, campaign_id: str) -> None:
        """Raises IdTaken, also where the brief is gone and its campaign, its rejection, or its tombstone is not."""
        row = self.rows.find(campaign_id)
        if row and row.deleted:
            raise IdTaken(f"{row.told}, and its id is not given again")
        found = uploaded(self.s3, self.bucket, campaign_id)
        found = found or _first(self.s3, self.bucket, f"{keys.OUTPUT_PREFIX}{campaign_id}/")
        if found := found or _first(self.s3, self.bucket, keys.rejection(campaign_id)):
            raise IdTaken(f"the id {campaign_id} belongs to another upload already ({found})")

    def upload(
        self, chosen: ChosenId, suffix: str, data: bytes, metadata: Mapping[str, str] | None = None
    ) -> BriefReference:
        """Uploads the brief and keeps that it was submitted; `suffix` tells its format (.json, ...). Raises IdTaken.

        If-None-Match decides between two at once; of two with different suffixes the parser decides.
        """
        self.refuse_taken(chosen.campaign_id)
        key = keys.chosen_brief(chosen.campaign_id, suffix)
        try:
            put = self.s3.put_object(Bucket=self.bucket, Key=key, Body=data, Metadata=metadata or {}, IfNoneMatch="*")
        except ClientError as error:
            if is_lost_race(error):
                raise IdTaken(f"the id {chosen.campaign_id} belongs to another upload already ({key})") from error
            raise
        brief = BriefReference(bucket=self.bucket, key=key, version=put.get("VersionId", ""))
        self.rows.submit(BriefRow(**asdict(chosen), status="submitted", brief=brief, created_at=now()))
        return brief


def _first(s3: S3Client, bucket: str, prefix: str) -> str | None:
    found = s3.list_objects_v2(Bucket=bucket, Prefix=prefix, MaxKeys=1).get("Contents", [])
    return found[0]["Key"] if found else None
