"""Removes what lies below a tombstone: rows and objects with all their versions, in portions, sweep by sweep.

A function that had begun before the deletion may still write: so the end is only once nothing is found after the time
that any of them has. All of it may be done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from shared import keys
from shared.campaigns import HISTORY_PREFIX, items
from shared.campaigns.brief_rows import BriefRow, BriefRows
from shared.observability import count, logger

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

_LONGEST_FUNCTION = timedelta(minutes=15)  # Lambda's own limit


class _NoTimeLeft(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Deletions:
    rows: BriefRows
    dynamodb: DynamoDBClient
    table: str
    s3: S3Client
    bucket: str

    def go_on(self, campaign_id: str, at: datetime, has_time: Callable[[], bool]) -> None:
        row = self.rows.find(campaign_id)
        if row is None or row.status != "deleting":
            return
        try:
            removed = self._removed(row, has_time)
        except _NoTimeLeft:
            logger.info("deletion goes on with the next sweep", campaign=campaign_id)
            return
        if not removed and at - row.created_at >= _LONGEST_FUNCTION:
            self.rows.end_deletion(campaign_id)
            count("CampaignsDeleted")
            logger.info("campaign deleted", campaign=campaign_id, deleted_by=row.deleted_by)

    def _removed(self, row: BriefRow, has_time: Callable[[], bool]) -> int:
        """How many rows and versions there were. Raises _NoTimeLeft."""
        removed = 0
        for portion in self._portions(row.campaign_id):
            if not has_time():
                raise _NoTimeLeft
            removed += portion()
        # Others may have been uploaded under its key: this very version alone.
        self.s3.delete_object(Bucket=self.bucket, Key=row.brief.key, VersionId=row.brief.version)
        return removed

    def _portions(self, campaign_id: str) -> Iterator[Callable[[], int]]:
        for partition in (campaign_id, f"{HISTORY_PREFIX}{campaign_id}"):
            for row in self._state(partition):
                yield lambda row=row: self._remove_row(row)  # type: ignore[misc]
        folder = keys.campaign_output(campaign_id)
        for prefix in (folder, keys.rejection(campaign_id), keys.plan(campaign_id)):
            for page in self.s3.get_paginator("list_object_versions").paginate(Bucket=self.bucket, Prefix=prefix):
                found: Any = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
                objects = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in found]
                if objects:
                    yield lambda objects=objects: self._remove(objects)  # type: ignore[misc]

    def _state(self, partition: str) -> Iterator[items.Item]:
        """The keys of a partition's rows; the campaign's own went with the tombstone."""
        pages = self.dynamodb.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="campaign_id = :partition",
            ExpressionAttributeValues={":partition": {"S": partition}},
            ProjectionExpression="campaign_id, sk",
            ConsistentRead=True,
        )
        for page in pages:
            yield from page["Items"]

    def _remove_row(self, key: items.Item) -> int:
        self.dynamodb.delete_item(TableName=self.table, Key=key)
        return 1

    def _remove(self, objects: Any) -> int:
        answer = self.s3.delete_objects(Bucket=self.bucket, Delete={"Objects": objects, "Quiet": True})
        if errors := answer.get("Errors"):
            raise RuntimeError(f"{len(errors)} versions are not deleted, the first {errors[0]}")
        return len(objects)
