"""Uploads a brief and its assets, and finds the campaign that the parser makes of it."""

from __future__ import annotations

import mimetypes
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cli.failures import CommandFailed
from cli.files import read_file
from cli.standing import campaign_ids
from shared import keys
from shared.context import BriefReference
from shared.identity import campaign_id

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TIME_AND_DIGEST = len("-19700101-000000-0a1b2c")
_DIGEST = len("-0a1b2c")
_POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Asset:
    """A local file and the S3 key it gets."""

    path: Path
    key: str


def parse_asset(text: str) -> Asset:
    """LOCAL=KEY; the key is put below existing-assets/ unless it is there already. Raises CommandFailed."""
    local, equals, key = text.rpartition("=")
    if not (local and equals and key):
        raise CommandFailed(f"--asset {text}: expected LOCAL=KEY, as in bottle.png=aqua/bottle/product.png")
    path = Path(local)
    key = key.removeprefix("/").removeprefix(keys.ASSETS_PREFIX)
    if key.endswith("/"):
        key += path.name
    if not path.is_file():
        raise CommandFailed(f"--asset {text}: no file {local}")
    return Asset(path, keys.ASSETS_PREFIX + key)


def assets_below(folder: Path) -> list[Asset]:
    """Every file below `folder`, which mirrors existing-assets/."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [Asset(path, keys.ASSETS_PREFIX + path.relative_to(folder).as_posix()) for path in files]


def upload_assets(s3: S3Client, bucket: str, assets: list[Asset]) -> None:
    for asset in assets:
        kind = mimetypes.guess_type(asset.path.name)[0] or "application/octet-stream"
        s3.put_object(Bucket=bucket, Key=asset.key, Body=read_file(asset.path), ContentType=kind)


def upload_brief(s3: S3Client, bucket: str, data: bytes, filename: str) -> BriefReference:
    """Raises CommandFailed for a bucket without versions: there an upload can't be told from the next one."""
    key = keys.BRIEFS_PREFIX + filename
    version = s3.put_object(Bucket=bucket, Key=key, Body=data).get("VersionId")
    if not version or version == "null":
        raise CommandFailed(
            f"{key} is uploaded, but bucket {bucket} keeps no versions: it is not of this system's stack"
        )
    return BriefReference(bucket=bucket, key=key, version=version)


def find_campaign(
    s3: S3Client,
    brief: BriefReference,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> str:
    """The id of the campaign that the parser made of this upload, accepted or rejected.

    The id's middle is the time of S3's event, which only the parser sees; its name and its digest are known here.
    Raises CommandFailed after `seconds`.
    """
    pattern = campaign_id(_EPOCH, brief.bucket, brief.key, brief.version)
    start, digest = pattern[: -_TIME_AND_DIGEST + 1], pattern[-_DIGEST:]
    deadline = clock() + seconds
    while True:
        for name in campaign_ids(s3, brief.bucket, start):
            if name.endswith(digest):
                return name
        if clock() >= deadline:
            raise CommandFailed(
                f"{brief.key} is uploaded to {brief.bucket}, but the parser has not answered within {seconds:.0f} s: "
                f"look later with `creative status {start}`, or at the parser's queue, dead-letter queue and log"
            )
        wait(_POLL_SECONDS)
