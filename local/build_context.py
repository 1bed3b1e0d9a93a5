"""What Docker would copy out of a build context: the COPY lines of a Dockerfile, less what .dockerignore keeps back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from pathspec import PathSpec

from local.dockerfile import TASK_ROOT, Copy
from local.failure import LocalAwsFailed


def copied_files(context: Path, copies: Iterable[Copy]) -> dict[PurePosixPath, Path]:
    """Path below the image's task root -> file on this machine. Raises LocalAwsFailed for a missing source."""
    ignored = ignored_by(context)
    return dict(file for copy in copies for file in _files(context, copy, ignored))


def ignored_by(context: Path) -> Callable[[PurePosixPath], bool]:
    """Whether a path relative to `context` is ignored; the last pattern for it or a folder above it decides.

    The patterns are Git's, but that Docker's begin at the root of the context and mean what lies below, too.
    """
    file = context / ".dockerignore"
    lines = [line.strip() for line in file.read_text().splitlines()] if file.exists() else []
    patterns = [pattern for line in lines if line and not line.startswith("#") for pattern in _as_git(line)]
    return PathSpec.from_lines("gitignore", patterns).match_file


def _as_git(line: str) -> tuple[str, str]:
    sign = "!" if line.startswith("!") else ""
    path = line.removeprefix("!").removeprefix("./").strip("/")
    return f"{sign}/{path}", f"{sign}/{path}/**"


def _files(context: Path, copy: Copy, ignored: Callable[[PurePosixPath], bool]) -> Iterator[tuple[PurePosixPath, Path]]:
    """(path in the image, file) for each file; a folder's contents are copied, not the folder itself."""
    target = PurePosixPath(copy.target)
    if not target.is_relative_to(TASK_ROOT):
        raise LocalAwsFailed(
            f"the Dockerfile copies to {target}: only what lies below {TASK_ROOT} reaches the function"
        )
    inside = target.relative_to(TASK_ROOT)
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
