"""A function finds what its Dockerfile copies, and nothing else; what can't be followed is refused by name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from local.applier.images import zipped
from local.dockerfile import contents
from local.failure import LocalAwsFailed

BASE = "FROM public.ecr.aws/lambda/python:3.13\n"
END = '\nCMD ["app.handler"]\n'


def _files(root: Path, dockerfile: str) -> list[str]:
    (root / "Dockerfile").write_text(BASE + dockerfile + END)
    code = zipped(root, contents(root / "Dockerfile").copies)
    return zipfile.ZipFile(io.BytesIO(code)).namelist()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("app.py", "lib/a.py", "lib/deep/b.py", "lib/__pycache__/a.pyc", "notes.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_a_folder_is_copied_with_what_is_in_it(root: Path) -> None:
    assert _files(root, "COPY lib ${LAMBDA_TASK_ROOT}/lib") == ["lib/a.py", "lib/deep/b.py"]


def test_a_file_is_copied_into_a_folder_or_under_a_new_name(root: Path) -> None:
    assert _files(root, "COPY app.py ./") == ["app.py"]
    assert _files(root, "COPY app.py $LAMBDA_TASK_ROOT/main.py") == ["main.py"]
    assert _files(root, "WORKDIR src\nCOPY app.py notes.md .") == ["src/app.py", "src/notes.md"]


def test_only_the_last_stage_counts(root: Path) -> None:
    earlier = "ADD https://example.com/x /x\nCOPY notes.md .\n" + BASE
    assert _files(root, earlier + "COPY --from=0 /deps/ ./\nCOPY app.py ./") == ["app.py"]


def test_what_docker_ignores_is_not_copied(root: Path) -> None:
    (root / ".dockerignore").write_text("# all but\n*\n!lib/\n**/deep\n")
    assert _files(root, "COPY lib lib/") == ["lib/a.py"]
    with pytest.raises(LocalAwsFailed, match=r"the Dockerfile copies app\.py, which is not in the build context"):
        _files(root, "COPY app.py ./")


def test_the_same_contents_have_the_same_digest(root: Path) -> None:
    (root / "Dockerfile").write_text(BASE + "COPY lib lib" + END)
    copies = contents(root / "Dockerfile").copies
    before = zipped(root, copies)
    (root / "lib/a.py").touch()
    assert zipped(root, copies) == before


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ADD lib.tar.gz ./", "the local AWS does not know what this puts into the image"),
        ("COPY *.py ./", "without options, patterns or here-documents"),
        ("COPY --exclude=*.md lib lib", "without options, patterns or here-documents"),
        ("COPY <<EOF ./x.py", "without options, patterns or here-documents"),
        ("ENV NAME=value", "the local AWS does not know what this puts into the image"),
        ("CMD app.handler", 'write it as CMD ["package.module.function"]'),
    ],
)
def test_a_line_that_can_not_be_followed_is_refused_with_its_number(root: Path, line: str, reason: str) -> None:
    with pytest.raises(LocalAwsFailed) as failure:
        _files(root, line)
    assert str(failure.value).startswith(f"{root}/Dockerfile: line 2: {line}: ")
    assert reason in str(failure.value)


def test_a_copy_to_where_no_function_looks_is_refused(root: Path) -> None:
    with pytest.raises(LocalAwsFailed, match="copies to /opt/lib: only what lies below /var/task reaches the function"):
        _files(root, "COPY lib /opt/lib")


def test_a_last_stage_that_starts_from_another_one_is_refused(root: Path) -> None:
    (root / "Dockerfile").write_text(f"{BASE.strip()} AS common\nCOPY lib lib\nFROM common\n{END}")
    with pytest.raises(LocalAwsFailed, match="line 3: the last stage must not start from another one"):
        contents(root / "Dockerfile")


def test_a_dockerfile_without_a_command_is_refused(root: Path) -> None:
    (root / "Dockerfile").write_text(BASE)
    with pytest.raises(LocalAwsFailed, match="Dockerfile: the last stage has no CMD"):
        contents(root / "Dockerfile")
