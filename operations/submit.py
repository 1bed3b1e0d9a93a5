"""Uploads a brief with the pictures that it needs, and finds the campaign that the parser makes of it."""

from __future__ import annotations

import mimetypes
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from operations.chosen_ids import ChosenId, ChosenIds, IdTaken
from shared import keys
from shared.campaigns.brief_rows import BriefRows
from shared.context import BriefReference
from shared.identity import campaign_id
from shared.uploads import chosen_id

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TIME_AND_DIGEST = len("-19700101-000000-0a1b2c")
_DIGEST = len("-0a1b2c")
_POLL_SECONDS = 0.5


class NotSubmitted(Exception):
    """The message says what is wrong, and what would be right."""


class NotAnswered(Exception):
    """The brief is uploaded, but its campaign's id is not known: its message says how to find it."""


@dataclass(frozen=True, slots=True)
class Submission:
    s3: S3Client
    bucket: str

    def upload_pictures(self, files: Mapping[str, Path]) -> None:
        """`files` by their keys; before the brief, or the parser would not find them. Raises OSError."""
        for key, path in files.items():
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=path.read_bytes(), ContentType=kind)

    def upload_brief(self, data: bytes, filename: str) -> BriefReference:
        """Raises NotSubmitted for a bucket without versions: there an upload can't be told from the next one."""
        key = keys.BRIEFS_PREFIX + _seen_by_the_notification(filename)
        put = self.s3.put_object(Bucket=self.bucket, Key=key, Body=data)
        return self._versioned(BriefReference(bucket=self.bucket, key=key, version=put.get("VersionId", "")))

    def upload_under(self, chosen: ChosenId, rows: BriefRows, data: bytes, filename: str) -> BriefReference:
        """Raises NotSubmitted as `upload_brief`, and for an id that is taken."""
        suffix = PurePath(_seen_by_the_notification(filename)).suffix
        try:
            return self._versioned(ChosenIds(self.s3, self.bucket, rows).upload(chosen, suffix, data))
        except IdTaken as taken:
            raise NotSubmitted(f"{taken}; nothing was made of this brief") from None

    def _versioned(self, brief: BriefReference) -> BriefReference:
        if brief.version in ("", "null"):
            raise NotSubmitted(
                f"{brief.key} is uploaded, but bucket {self.bucket} keeps no versions: it is not of this system's stack"
            )
        return brief

    def campaign(
        self,
        brief: BriefReference,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> str:
        """The id of the campaign that the parser made of this upload, accepted or rejected.

        The id's middle is the time of S3's event, which only the parser sees; its name and its digest are known here.
        A chosen id is known, unless another upload had it a moment before: then the rejection has an id with a digest.
        Raises NotAnswered after `seconds`.
        """
        start, digest = id_start(brief), _id(brief)[-_DIGEST:]
        deadline = clock() + seconds
        while True:
            for name in campaign_ids(self.s3, brief.bucket, start):
                if name.endswith(digest) or name == chosen_id(brief.key):
                    return name
            if clock() >= deadline:
                raise NotAnswered(
                    f"{brief.key} is uploaded to {brief.bucket}, but the parser has not answered within {seconds:.0f} "
                    f"s: look later with `creative status {start}`, or at the parser's queue, dead-letter queue and log"
                )
            wait(_POLL_SECONDS)


def id_start(brief: BriefReference) -> str:
    """What is known of the campaign's id before the parser has answered: the name of its file."""
    return chosen_id(brief.key) or _id(brief)[: -_TIME_AND_DIGEST + 1]


def _id(brief: BriefReference) -> str:
    """With the time of another event."""
    return campaign_id(_EPOCH, brief.bucket, brief.key, brief.version)


def campaign_ids(s3: S3Client, bucket: str, start: str) -> Iterator[str]:
    """The ids that begin with `start`: of accepted campaigns, then of rejected ones, each in alphabetical order."""
    pages = s3.get_paginator("list_objects_v2")
    accepted = pages.paginate(Bucket=bucket, Prefix=f"{keys.OUTPUT_PREFIX}{start}", Delimiter="/")
    for page in accepted:
        for entry in page.get("CommonPrefixes", []):
            if entry["Prefix"] not in (keys.REJECTED_PREFIX, keys.PLANS_PREFIX):
                yield entry["Prefix"].removeprefix(keys.OUTPUT_PREFIX).rstrip("/")
    for page in pages.paginate(Bucket=bucket, Prefix=f"{keys.REJECTED_PREFIX}{start}"):
        for item in page.get("Contents", []):
            yield item["Key"].removeprefix(keys.REJECTED_PREFIX).removesuffix(".json")


def _seen_by_the_notification(filename: str) -> str:
    """S3 compares suffixes by case, and mini.Json is neither .json nor .JSON."""
    path = PurePath(filename)
    return filename if path.suffix in keys.BRIEF_SUFFIXES else path.stem + path.suffix.lower()
