"""Fetches the picture that a product's variants are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.s3_errors import is_missing

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MAX_BYTES = 60_000_000  # of one picture file: a function of 2048 MB holds it and all that is made of it


class SourceMissing(LookupError):
    """The picture was deleted since the brief was accepted."""


class SourceTooLarge(ValueError):
    """The picture's file is larger than MAX_BYTES."""


class Sources:
    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def fetch(self, key: str) -> bytes:
        """Raises SourceMissing, SourceTooLarge."""
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if is_missing(error):
                raise SourceMissing(f"nothing lies at {key} any more") from error
            raise
        if found["ContentLength"] > MAX_BYTES:
            megabytes = found["ContentLength"] / 1e6
            raise SourceTooLarge(f"{key} has {megabytes:.0f} MB; a picture may have {MAX_BYTES // 10**6} MB")
        return found["Body"].read()
