"""Objects in S3 that carry a number which only grows, so that a newer one is never overwritten by an older one.

A sees etag x, makes its object
                                    B sees etag x, makes its object, of a higher number
                                    B writes (If-Match: x), the etag becomes y
A writes (If-Match: x) -> 412
A sees etag y, and begins again

The etag comes first: who makes the object before it could overwrite what was written in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.aws import is_lost_race, is_missing

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

TRIES = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """What lies at the key; `number` is 0 for an object from before it had one."""

    etag: str
    number: int


@dataclass(frozen=True, slots=True)
class NumberedObject:
    """The object at a key; `name` is its number's, in S3's metadata."""

    client: S3Client
    bucket: str
    key: str
    name: str

    def standing(self) -> Standing | None:
        try:
            head = self.client.head_object(Bucket=self.bucket, Key=self.key)
        except ClientError as error:
            if is_missing(error):
                return None
            raise
        return Standing(head["ETag"], int(head["Metadata"].get(self.name, 0)))

    def put(self, body: bytes, content_type: str, number: int, over: Standing | None) -> bool:
        """Whether it is written: not where something else than `over` stands there by now."""
        condition = {"IfMatch": over.etag} if over else {"IfNoneMatch": "*"}
        try:
            self.client.put_object(
                Bucket=self.bucket,
                Key=self.key,
                Body=body,
                ContentType=content_type,
                CacheControl="no-cache",  # it is rewritten: whoever shows it asks whether it is still so
                Metadata={self.name: str(number)},
                **condition,  # type: ignore[arg-type]
            )
        except ClientError as error:
            if is_lost_race(error):
                return False
            raise
        return True
