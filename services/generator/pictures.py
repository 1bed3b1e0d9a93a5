"""Keeps generated pictures in S3: once by recipe (the cache), once for the campaign."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from services.generator.families.family import PictureRequest
from shared import keys
from shared.aws import is_missing
from shared.campaigns.budget import Attempt
from shared.frozen import now
from shared.observability import logger

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


_PAUSE_SECONDS = 1  # between two tries to keep a picture, each of them four requests of botocore's


@dataclass(frozen=True, slots=True)
class Cached:
    """`paid_by` names whose message paid for the picture, as ProductRecord's owner, `attempt` the call that made it."""

    seed: int
    paid_by: str
    attempt: Attempt | None


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
        known = head["Metadata"]
        attempt = Attempt.read_json(known["attempt"]) if "attempt" in known else None  # not before 2026-11-25
        return Cached(int(known.get("seed", 0)), known.get("paid-by", ""), attempt)

    def order(self, recipe: str, model_id: str, request: PictureRequest, owner: str) -> None:
        """Keep what is asked of the model, before it is asked: where S3 takes no order, it would take no picture."""
        text = {"model_id": model_id, **asdict(request), "for": owner}
        self._client.put_object(
            Bucket=self._bucket,
            Key=keys.picture_order(recipe),
            Body=json.dumps(text, ensure_ascii=False, indent=2).encode(),
            ContentType="application/json",
        )

    def keep(self, attempt: Attempt, png: bytes, until: datetime) -> Cached:
        """The first thing done with a paid picture: from here on, no crash makes us pay again.

        Tries until the time is up, and raises what S3 said last.
        """
        known = {"seed": str(attempt.seed), "paid-by": attempt.owner, "attempt": attempt.model_dump_json()}
        while True:
            try:
                self._client.put_object(
                    Bucket=self._bucket,
                    Key=keys.cached_picture(attempt.recipe),
                    Body=png,
                    ContentType="image/png",
                    Metadata=known,
                )
            except (ClientError, BotoCoreError) as error:
                if now() >= until:
                    raise
                logger.warning("paid picture not kept yet", recipe=attempt.recipe, reason=str(error))
                time.sleep(_PAUSE_SECONDS)
            else:
                return Cached(attempt.seed, attempt.owner, attempt)

    def hand_out(self, recipe: str, campaign_id: str, product_id: str, rendition: int = 1) -> tuple[str, str | None]:
        """Key and version of the campaign's own copy, made inside S3; no version in a bucket that keeps none."""
        key = keys.generated_picture(campaign_id, product_id, rendition)
        source = {"Bucket": self._bucket, "Key": keys.cached_picture(recipe)}
        made = self._client.copy_object(Bucket=self._bucket, Key=key, CopySource=source)  # type: ignore[arg-type]
        return key, made.get("VersionId")
