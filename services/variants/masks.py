"""Keeps where the second finder saw a picture's product: locales, formats and later campaigns don't ask it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_missing

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class Masks:
    """Grey PNGs in the bucket, by the SHA-256 of the picture's file, in hex."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def fetch(self, sha256: str) -> bytes | None:
        try:
            return self._client.get_object(Bucket=self._bucket, Key=keys.cached_mask(sha256))["Body"].read()
        except ClientError as error:
            if is_missing(error):
                return None
            raise

    def keep(self, sha256: str, png: bytes) -> None:
        key = keys.cached_mask(sha256)
        self._client.put_object(Bucket=self._bucket, Key=key, Body=png, ContentType="image/png")
