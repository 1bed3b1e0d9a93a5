"""Fetches the picture that a product's variants are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from rendering.refused_files import check_file_size
from shared.aws import is_missing
from shared.problems import GivenUp

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef


class Sources:
    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def fetch(self, key: str, version: str | None = None) -> bytes:
        """The picture in that version, so that two renderings are alike; what was put back, where that is gone.

        Raises GivenUp for a picture that was deleted since the brief was accepted, or is too large.
        """
        found = (version and self._found(key, VersionId=version)) or self._found(key)
        if not found:
            raise GivenUp("picture_missing", f"nothing lies at {key} any more; put it back", retryable=True)
        check_file_size(key, found["ContentLength"])
        return found["Body"].read()

    def _found(self, key: str, **version: str) -> GetObjectOutputTypeDef | None:
        try:
            return self._client.get_object(Bucket=self._bucket, Key=key, **version)  # type: ignore[arg-type]
        except ClientError as error:
            if is_missing(error):
                return None
            raise
