"""Fetches the picture that a product's variants are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.aws import is_missing
from shared.problems import GivenUp

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MAX_BYTES = 60_000_000  # of one picture file: a function of 2048 MB holds it and all that is made of it


class Sources:
    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def fetch(self, key: str) -> bytes:
        """Raises GivenUp for a picture that was deleted since the brief was accepted, or is larger than MAX_BYTES."""
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if is_missing(error):
                reason = f"nothing lies at {key} any more; put it back and redrive"
                raise GivenUp("picture_missing", reason, retryable=True) from error
            raise
        if found["ContentLength"] > MAX_BYTES:
            megabytes = found["ContentLength"] / 1e6
            reason = f"{key} has {megabytes:.0f} MB; a picture may have {MAX_BYTES // 10**6} MB"
            raise GivenUp("picture_too_large", reason)
        return found["Body"].read()
