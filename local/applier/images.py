"""Repositories of container images, and the images without Docker: what is copied, zipped, named by its digest."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from local.applier.context import Applied, Applier, Context, FunctionImage, Lookup
from local.applier.inputs import Inputs
from local.build_context import copied_files
from local.dockerfile import Copy, contents
from local.failure import LocalAwsFailed

if TYPE_CHECKING:
    from mypy_boto3_ecr import ECRClient

IMAGES_NOT_BUILT = "container images: functions run what their Dockerfiles copy, in this virtual environment"

_SAME_TIME_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: equal contents, equal digest


def _image(context: Context, name: str, inputs: Inputs) -> Applied:
    build, dockerfile = inputs.nested("context"), inputs.nested("dockerfile")
    if build is None or dockerfile is None:
        raise LocalAwsFailed("an image needs a context and a dockerfile, each with its location")
    image = contents(Path(dockerfile.need("location")))
    tags = inputs.need("tags")
    inputs.without_effect("push", "registries", "platforms", "buildOnPreview", "network")
    context.not_realised(IMAGES_NOT_BUILT)
    code = zipped(Path(build.need("location")), image.copies)
    digest = f"sha256:{hashlib.sha256(code).hexdigest()}"
    context.images[digest] = FunctionImage(code, image.handler)
    return Applied(name, {"digest": digest, "ref": f"{tags[0]}@{digest}", "contextHash": digest})


def zipped(context: Path, copies: Iterable[Copy]) -> bytes:
    """A Lambda Zip of what `copies` take from the build context. Raises LocalAwsFailed for a missing source."""
    files = copied_files(context, copies)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zip_file:
        for target in sorted(files):
            entry = zipfile.ZipInfo(str(target), _SAME_TIME_ALWAYS)
            entry.external_attr = 0o644 << 16
            zip_file.writestr(entry, files[target].read_bytes(), zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _repository(context: Context, name: str, inputs: Inputs) -> Applied:
    inputs.without_effect("forceDelete")
    settings = inputs.pick(imageTagMutability="imageTagMutability")
    scanning = inputs.nested("imageScanningConfiguration")
    if scanning:
        settings["imageScanningConfiguration"] = scanning.pick(scanOnPush="scanOnPush")
    ecr: ECRClient = context.clients("ecr")
    repository = ecr.create_repository(repositoryName=inputs.get("name", name), **settings)["repository"]
    return Applied(
        repository["repositoryName"],
        {
            "arn": repository["repositoryArn"],
            "name": repository["repositoryName"],
            "registryId": repository["registryId"],
            "repositoryUrl": repository["repositoryUri"],
        },
    )


def _lifecycle_policy(context: Context, _name: str, inputs: Inputs) -> Applied:
    repository = inputs.need("repository")
    ecr: ECRClient = context.clients("ecr")
    ecr.put_lifecycle_policy(repositoryName=repository, lifecyclePolicyText=inputs.document("policy"))
    return Applied(repository, {"registryId": context.account})


def _authorization_token(context: Context, _inputs: Inputs) -> dict[str, Any]:
    ecr: ECRClient = context.clients("ecr")
    token = ecr.get_authorization_token()["authorizationData"][0]
    user, _, password = base64.b64decode(token["authorizationToken"]).decode().partition(":")
    return {
        "id": context.region,
        "userName": user,
        "password": password,
        "authorizationToken": token["authorizationToken"],
        "proxyEndpoint": token["proxyEndpoint"],
        "expiresAt": token["expiresAt"].isoformat(),
    }


def _image_from_before(_context: Context, inputs: Inputs) -> dict[str, Any]:
    raise LocalAwsFailed(
        f"the image {inputs.get('imageDigest')} is not there: the local AWS starts empty, and builds each image anew"
    )


RESOURCES: dict[str, Applier] = {
    "docker-build:index:Image": _image,
    "aws:ecr/repository:Repository": _repository,
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": _lifecycle_policy,
}

LOOKUPS: dict[str, Lookup] = {
    "aws:ecr/getAuthorizationToken:getAuthorizationToken": _authorization_token,
    "aws:ecr/getImage:getImage": _image_from_before,
}
