"""Fetches the picture that a product's variants are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from rendering.refused_files import check_file_size
from shared.aws import is_missing
from shared.problems import GivenUp

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class Sources:
    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def fetch(self, key: str) -> bytes:
        """Raises GivenUp for a picture that was deleted since the brief was accepted, or is too large."""
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if is_missing(error):
                reason = f"nothing lies at {key} any more; put it back"
                raise GivenUp("picture_missing", reason, retryable=True) from error
            raise
        check_file_size(key, found["ContentLength"])
        return found["Body"].read()
