"""existing-assets/ as the parser will find it: what lies there, and what is uploaded together with a brief."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from briefs.assets import AssetFinder
from operations.pictures_beside import PicturesBeside
from shared import keys
from shared.aws import is_missing

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class AssetsToBe:
    """`given` are files by the key that their sender chose; of what lies beside the brief, only what it names is taken.

    A picture beside the brief comes before another one in the bucket: it is what its author has seen. The same bytes
    in the bucket serve as they are. `uploads` grows as paths are looked up: the files that have to be uploaded, by key;
    `renamed` are the paths in the brief that then mean something else.
    """

    def __init__(self, client: S3Client, bucket: str, beside: PicturesBeside, given: Mapping[str, Path]) -> None:
        self.uploads: dict[str, Path] = {}
        self.renamed: dict[str, str] = {}
        self._client = client
        self._bucket = bucket
        self._lying = AssetFinder(client, bucket)
        self._beside = beside
        self._given = given

    def find(self, path: str) -> tuple[str, ...]:
        if found := self._given_at(path):
            return found
        beside = self._beside.find(path)
        if len(beside) != 1:
            return beside or self._lying.find(path)
        file = self._beside.file(beside[0])
        return (beside[0],) if file is None or self._same(beside[0], file) else (self._uploaded(path, file),)

    def alike(self, path: str) -> str | None:
        return self._beside.alike(path) or self._lying.alike(path)

    def version(self, key: str) -> None:
        """None yet: the parser pins what lies there when it accepts the brief."""

    def content(self, path: str, limit: int) -> bytes | None:
        file = self._given.get(keys.ASSETS_PREFIX + path)
        return file.read_bytes()[:limit] if file else self._lying.content(path, limit)

    def _given_at(self, path: str) -> tuple[str, ...]:
        """Of a folder that gets files, its product.png, else these with the pictures that lie there already."""
        key = keys.ASSETS_PREFIX + path.strip("/")
        if key in self._given and not path.endswith("/"):
            return (key,)
        inside = [given for given in self._given if given.rpartition("/")[0] == key]
        if not inside:
            return ()
        pictures = sorted({*inside, *self._lying.find(path.strip("/") + "/")})
        return (f"{key}/product.png",) if f"{key}/product.png" in pictures else tuple(pictures)

    def _same(self, key: str, file: Path) -> bool:
        """S3's ETag of an object that was put in one part is its MD5; of any other, the bytes count as different."""
        try:
            etag = self._client.head_object(Bucket=self._bucket, Key=key)["ETag"].strip('"')
        except ClientError as error:
            if is_missing(error):
                return False
            raise
        return etag == hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()

    def _uploaded(self, path: str, file: Path) -> str:
        name = unicodedata.normalize("NFC", file.name)
        key = keys.uploaded_asset(hashlib.sha256(file.read_bytes()).hexdigest(), name)
        if not self._lying.find(key.removeprefix(keys.ASSETS_PREFIX)):
            self.uploads[key] = file
        self.renamed[path] = key.removeprefix(keys.ASSETS_PREFIX)
        return key
