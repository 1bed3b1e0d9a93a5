"""Keeps generated pictures in S3: once by recipe (the cache), once for the campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_missing

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class Cached:
    """`paid_by` names the campaign and product whose message paid for the picture."""

    seed: int
    paid_by: str


class Pictures:
    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def cached(self, recipe: str) -> Cached | None:
        try:
            head = self._client.head_object(Bucket=self._bucket, Key=keys.cached_picture(recipe))
        except ClientError as error:
            if is_missing(error):
                return None
            raise
        return Cached(seed=int(head["Metadata"].get("seed", 0)), paid_by=head["Metadata"].get("paid-by", ""))

    def keep(self, recipe: str, png: bytes, seed: int, paid_by: str) -> Cached:
        """The first thing done with a paid picture: from here on, no crash makes us pay again."""
        self._client.put_object(
            Bucket=self._bucket,
            Key=keys.cached_picture(recipe),
            Body=png,
            ContentType="image/png",
            Metadata={"seed": str(seed), "paid-by": paid_by},
        )
        return Cached(seed, paid_by)

    def hand_out(self, recipe: str, campaign_id: str, product_id: str) -> str:
        """The key of the campaign's own copy, made inside S3."""
        key = keys.generated_picture(campaign_id, product_id)
        source = {"Bucket": self._bucket, "Key": keys.cached_picture(recipe)}
        self._client.copy_object(Bucket=self._bucket, Key=key, CopySource=source)  # type: ignore[arg-type]
        return key
