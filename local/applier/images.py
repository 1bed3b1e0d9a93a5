"""Container images without Docker: what the Dockerfile copies, zipped, under a digest of its contents."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from local.applier.context import Applied, Applier, Context, FunctionImage
from local.applier.inputs import Inputs
from local.differences import IMAGES_NOT_BUILT
from local.dockerfile import TASK_ROOT, Copy, contents
from local.dockerignore import ignored_by
from local.failure import LocalAwsFailed

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
    files = dict(file for copy in copies for file in _files(context, copy))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zip_file:
        for target in sorted(files):
            entry = zipfile.ZipInfo(str(target), _SAME_TIME_ALWAYS)
            entry.external_attr = 0o644 << 16
            zip_file.writestr(entry, files[target].read_bytes(), zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _files(context: Path, copy: Copy) -> Iterator[tuple[PurePosixPath, Path]]:
    """(path in the archive, file) for each file; a folder's contents are copied, not the folder itself."""
    target = PurePosixPath(copy.target)
    if not target.is_relative_to(TASK_ROOT):
        raise LocalAwsFailed(
            f"the Dockerfile copies to {target}: only what lies below {TASK_ROOT} reaches the function"
        )
    inside, ignored = target.relative_to(TASK_ROOT), ignored_by(context)
    into_a_folder = copy.target.endswith("/") or len(copy.sources) > 1
    for source in copy.sources:
        found = context / source
        if found.is_dir():
            for file in sorted(found.rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts and not ignored(_relative(file, context)):
                    yield inside / _relative(file, found), file
        elif found.is_file() and not ignored(_relative(found, context)):
            yield (inside / found.name if into_a_folder else inside), found
        else:
            raise LocalAwsFailed(
                f"the Dockerfile copies {source}, which is not in the build context {context.resolve()}"
            )


def _relative(file: Path, folder: Path) -> PurePosixPath:
    return PurePosixPath(file.relative_to(folder).as_posix())


RESOURCES: dict[str, Applier] = {"docker-build:index:Image": _image}
