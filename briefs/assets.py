"""Finds the pictures that a brief wants to reuse."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_missing

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".avif", ".heic"}
_LISTED = 200  # objects of a folder that are looked at


@dataclass(frozen=True, slots=True)
class Found:
    key: str


@dataclass(frozen=True, slots=True)
class Missing:
    where: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A folder without a product.png, but with several pictures: only the author knows which one is meant."""

    pictures: tuple[str, ...]


class AssetFinder:
    """Each path is looked up once, however many products name it."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket
        self._known: dict[str, Found | Missing | Ambiguous] = {}

    def find(self, path: str) -> Found | Missing | Ambiguous:
        """`path` is relative to existing-assets/: a file, or a folder with its product.png or its only picture."""
        if path not in self._known:
            self._known[path] = self._look(path)
        return self._known[path]

    def _look(self, path: str) -> Found | Missing | Ambiguous:
        key = keys.ASSETS_PREFIX + path.strip("/")
        if not path.endswith("/"):
            if self._exists(key):
                return Found(key)
            if PurePosixPath(path).suffix.lower() in _PICTURES:
                return Missing(key)
        return self._in_folder(key + "/")

    def _in_folder(self, prefix: str) -> Found | Missing | Ambiguous:
        # Asked for by name: in a large folder it may lie behind those that are listed.
        if self._exists(f"{prefix}product.png"):
            return Found(f"{prefix}product.png")
        listing = self._client.list_objects_v2(Bucket=self._bucket, Prefix=prefix, Delimiter="/", MaxKeys=_LISTED)
        pictures = [
            entry["Key"]
            for entry in listing.get("Contents", [])
            if PurePosixPath(entry["Key"]).suffix.lower() in _PICTURES
        ]
        if len(pictures) > 1:
            return Ambiguous(tuple(pictures))
        return Found(pictures[0]) if pictures else Missing(prefix)

    def _exists(self, key: str) -> bool:
        try:
            self._client.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if is_missing(error):
                return False
            raise
        return True
