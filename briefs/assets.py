"""Finds what a brief wants to reuse of existing-assets/."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_missing

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MAX_KEY_BYTES = 1024  # S3's limit

_PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".avif", ".heic"}


class Assets(Protocol):
    """Where a brief's pictures may lie: in the bucket, or on the machine of whoever writes it."""

    def find(self, path: str) -> tuple[str, ...]:
        """The keys of the pictures at `path`, a file or a folder below existing-assets/.

        Of a folder its product.png, else all of its pictures: only the author knows which of several is meant.
        The path's key has at most MAX_KEY_BYTES.
        """

    def alike(self, path: str) -> str | None:
        """The path that differs from this one in upper and lower case alone, if something lies there."""

    def content(self, path: str, limit: int) -> bytes | None:
        """The first `limit` bytes of the file at `path`; None where there is none."""

    def version(self, key: str) -> str | None:
        """The S3 version of a picture as it was found; None where no versions are kept."""


@dataclass(frozen=True, slots=True)
class _Folder:
    """The first 1,000 objects and folders right below one, by key; `last` of them is "" where these are all.

    `objects` maps a key to its version. Old versions and deleted objects count among the 1,000.
    """

    objects: Mapping[str, str | None] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()
    last: str = ""

    def may_hold(self, key: str) -> bool:
        """Whether the key may stand behind what was listed (S3 lists in the order of the keys)."""
        return bool(self.last) and key > self.last


class AssetFinder:
    """Finds them in the bucket. Lists each folder once, however many paths lie in it.

    It asks for nothing below a folder that is not there.
    """

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket
        self._folders: dict[str, _Folder] = {}
        self._asked: dict[str, dict[str, str | None]] = {}

    def find(self, path: str) -> tuple[str, ...]:
        key = keys.ASSETS_PREFIX + path.strip("/")
        if not path.endswith("/"):
            if self._exists(key):
                return (key,)
            if is_picture(key):
                return ()
        # Asked for by name: in a large folder it may lie behind those that are listed.
        product = f"{key}/product.png"
        return (product,) if self._exists(product) else tuple(filter(is_picture, self._folder(key + "/").objects))

    def alike(self, path: str) -> str | None:
        return differing_in_case(path, self._names)

    def content(self, path: str, limit: int) -> bytes | None:
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=keys.ASSETS_PREFIX + path)
        except ClientError as error:
            if is_missing(error):
                return None
            raise
        return found["Body"].read(limit)

    def version(self, key: str) -> str | None:
        return {**self._folder(key.rpartition("/")[0] + "/").objects, **self._asked.get(key, {})}.get(key)

    def _exists(self, key: str) -> bool:
        folder = self._folder(key.rpartition("/")[0] + "/")
        return key in folder.objects or (folder.may_hold(key) and key in self._head(key))

    def _folder(self, prefix: str) -> _Folder:
        """Top down: a folder that the one above it does not name is empty, and so is all below it."""
        below = keys.ASSETS_PREFIX
        folder = self._list(below)
        for name in prefix.removeprefix(below).split("/")[:-1]:
            below += name + "/"
            if below not in folder.folders and not folder.may_hold(below):
                return _Folder()
            folder = self._list(below)
        return folder

    def _names(self, folder: str) -> list[str]:
        prefix = keys.ASSETS_PREFIX + folder
        found = self._list(prefix)
        return [key.removeprefix(prefix).rstrip("/") for key in (*found.objects, *found.folders)]

    def _list(self, prefix: str) -> _Folder:
        if prefix not in self._folders:
            listing = self._client.list_object_versions(Bucket=self._bucket, Prefix=prefix, Delimiter="/")
            versions = listing.get("Versions", [])
            found = {each["Key"]: _kept(each["VersionId"]) for each in versions if each["IsLatest"]}
            folders = frozenset(each["Prefix"] for each in listing.get("CommonPrefixes", []))
            seen = (each["Key"] for each in (*versions, *listing.get("DeleteMarkers", [])))
            last = max((*seen, *folders), default="") if listing["IsTruncated"] else ""
            self._folders[prefix] = _Folder(found, folders, last)
        return self._folders[prefix]

    def _head(self, key: str) -> dict[str, str | None]:
        """The key with its version; empty where nothing lies there."""
        if key not in self._asked:
            try:
                head = self._client.head_object(Bucket=self._bucket, Key=key)
                self._asked[key] = {key: _kept(head.get("VersionId"))}
            except ClientError as error:
                if not is_missing(error):
                    raise
                self._asked[key] = {}
        return self._asked[key]


def _kept(version: str | None) -> str | None:
    """S3 names the one version of an unversioned bucket `null`: it may be overwritten."""
    return None if version == "null" else version


def differing_in_case(path: str, names: Callable[[str], Iterable[str]]) -> str | None:
    """`names` are those of the files and folders right in a folder, which is "" or ends with a slash."""
    found = ""
    for part in path.strip("/").split("/"):
        same = [name for name in names(found) if name.casefold() == part.casefold()]
        if not same:
            return None
        found += (part if part in same else same[0]) + "/"
    found = found if path.endswith("/") else found.rstrip("/")
    return found if found != path else None


def is_picture(key: str) -> bool:
    return PurePosixPath(key).suffix.lower() in _PICTURES
