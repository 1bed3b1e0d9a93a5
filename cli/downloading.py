"""Brings a campaign's output to this machine: every object, and a page that shows it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cli.failures import CommandFailed
from rendering.gallery import gallery
from shared import keys
from shared.manifest import Manifest

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_AT_ONCE = 8
_CHUNK_BYTES = 1 << 20
GALLERY = "index.html"
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Download:
    manifest: Manifest
    files: int
    gallery: Path


def download_campaign(s3: S3Client, bucket: str, campaign_id: str, folder: Path) -> Download | None:
    """Everything below output/{campaign_id}/ into `folder`, and a gallery beside it; None where nothing lies there.

    Raises CommandFailed where the folder can't be written.
    """
    prefix = f"{keys.OUTPUT_PREFIX}{campaign_id}/"
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    # A key that ends in a slash is the folder that somebody has made in S3's console: an object without a name.
    names = [item["Key"] for page in pages for item in page.get("Contents", []) if not item["Key"].endswith("/")]
    if keys.manifest(campaign_id) not in names:
        return None
    try:
        places = {name: _place(folder, name.removeprefix(prefix)) for name in names}
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(lambda name: _fetch(s3, bucket, name, places[name]), names))
        manifest = Manifest.read_json((folder / _MANIFEST).read_bytes())
        page = folder / GALLERY
        page.write_text(gallery(manifest), encoding="utf-8")
    except OSError as error:
        raise CommandFailed(f"{error.filename or folder}: can't be written ({error.strerror})") from None
    return Download(manifest, len(names), page)


def _place(folder: Path, name: str) -> Path:
    """Raises CommandFailed for a key that would leave the folder."""
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise CommandFailed(f"the object {name!r} would be written outside of {folder}: nothing was downloaded")
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _fetch(s3: S3Client, bucket: str, key: str, place: Path) -> None:
    """Whole or not at all: half a picture must not look like one."""
    part = place.with_name(f".{place.name}.part")
    try:
        with part.open("wb") as file:
            for chunk in s3.get_object(Bucket=bucket, Key=key)["Body"].iter_chunks(_CHUNK_BYTES):
                file.write(chunk)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
