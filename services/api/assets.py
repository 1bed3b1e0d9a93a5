"""A picture to reuse goes from whoever has it straight into the bucket: the API signs a form for exactly that one."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from pydantic import Field, field_validator

from services.api.signed_urls import SIGNED_SECONDS
from services.api.stack_access import StackAccess
from shared import keys
from shared.frozen import Frozen

_KINDS: Final = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".avif": "image/avif",
    ".heic": "image/heic",
}
_MOST_BYTES: Final = 60_000_000  # the variants stage reads no larger file


class AssetToUpload(Frozen):
    """`sha256` of the file's bytes, 64 hex digits: two people's product.png lie apart. Its name tells its type."""

    name: str = Field(min_length=1, max_length=200, pattern=r"^[^/\\\x00-\x1f\x7f]+$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    @field_validator("name")
    @classmethod
    def _names_a_picture(cls, name: str) -> str:
        if PurePosixPath(name).suffix.lower() not in _KINDS:
            raise ValueError(f"a picture's name that ends in {', '.join(_KINDS)} is expected")
        return name


class AssetUpload(Frozen):
    """A form: `fields`, then the file as `file`, are posted to `url` as multipart/form-data, within 15 minutes.

    `path` is what a brief names it by (existing_assets, logo), once it is uploaded.
    """

    path: str
    url: str
    fields: dict[str, str]


def add_routes(app: APIGatewayHttpResolver, stack: StackAccess) -> None:
    @app.post("/assets", summary="A form by which a picture is uploaded, and the path by which a brief names it")
    def upload(asset: AssetToUpload) -> AssetUpload:
        key, kind = keys.uploaded_asset(asset.sha256, asset.name), _KINDS[PurePosixPath(asset.name).suffix.lower()]
        form = stack.s3.generate_presigned_post(
            stack.bucket,
            key,
            Fields={"Content-Type": kind},
            Conditions=[{"Content-Type": kind}, ["content-length-range", 1, _MOST_BYTES]],
            ExpiresIn=SIGNED_SECONDS,
        )
        return AssetUpload(path=key.removeprefix(keys.ASSETS_PREFIX), url=form["url"], fields=form["fields"])
