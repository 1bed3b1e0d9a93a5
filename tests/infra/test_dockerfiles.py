"""What can be held without Docker: contents, bases, no emulation. Building the images is left to `pulumi up`."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from infra.names import STAGES
from local.dockerfile import contents
from local.dockerignore import ignored_by
from shared.events import StageName
from tests.infra.recorded import ROOT

BASE = "public.ecr.aws/lambda/python:3.13"


def dockerfile(stage: StageName) -> str:
    text = (ROOT / "services" / stage / "Dockerfile").read_text()
    return re.sub(r"\\\n\s*", " ", text)


@pytest.mark.parametrize("stage", STAGES)
def test_an_image_holds_its_own_service_and_what_is_shared(stage: StageName) -> None:
    found = contents(ROOT / "services" / stage / "Dockerfile")
    assert {source for copy in found.copies for source in copy.sources} == {
        "shared/",
        "services/__init__.py",
        f"services/{stage}/",
    }
    assert all(copy.target.rstrip("/") == f"/var/task/{copy.sources[0].rstrip('/')}" for copy in found.copies)


@pytest.mark.parametrize("stage", STAGES)
def test_the_command_is_the_services_handler(stage: StageName) -> None:
    found = contents(ROOT / "services" / stage / "Dockerfile")
    assert found.handler == f"services.{stage}.handler.handler"
    assert "handler = stage.handler(" in (ROOT / "services" / stage / "handler.py").read_text()


@pytest.mark.parametrize("stage", STAGES)
def test_only_the_last_stage_is_of_the_target_platform_and_it_runs_nothing(stage: StageName) -> None:
    """A RUN in a stage of another architecture would need emulation."""
    *build_stages, last = re.split(r"^FROM ", dockerfile(stage), flags=re.MULTILINE)[1:]
    assert build_stages
    assert all(each.startswith("--platform=$BUILDPLATFORM ") for each in build_stages)
    assert all("ARG TARGETARCH" in each for each in build_stages)
    assert last.startswith(f"{BASE}\n")
    assert not re.search(r"^RUN ", last, flags=re.MULTILINE)


@pytest.mark.parametrize("stage", STAGES)
def test_dependencies_are_wheels_for_the_target_and_come_along(stage: StageName) -> None:
    text = dockerfile(stage)
    (install,) = re.findall(r"pip install .*", text)
    assert "--requirement /requirements.txt " in install
    for option in ("--only-binary=:all:", "--implementation cp", "--python-version 3.13", "manylinux_2_28_$machine"):
        assert option in install
    assert "arm64) machine=aarch64 ;; *) machine=x86_64" in text
    assert f"COPY services/{stage}/requirements.txt /requirements.txt" in text
    assert "COPY --from=dependencies /dependencies/ ${LAMBDA_TASK_ROOT}/" in text


def test_variants_brings_the_accelerator_where_there_is_one() -> None:
    text = dockerfile("variants")
    assert "COPY services/variants/requirements-x86_64.txt /requirements-x86_64.txt" in text
    assert '--requirement "/requirements-$machine.txt"' in text
    assert "cykooz-resizer==" in (ROOT / "services/variants/requirements-x86_64.txt").read_text()


def test_variants_brings_the_library_that_shapes_arabic() -> None:
    text = dockerfile("variants")
    assert "test -e /unpacked/usr/lib64/libfribidi.so.0" in text
    assert "COPY --from=fribidi /unpacked/usr/lib64/ /usr/lib64/" in text


@pytest.mark.parametrize("path", ["shared/keys.py", "services/__init__.py", "services/parser/handler.py"])
def test_docker_sees_what_the_images_hold(path: str) -> None:
    assert not ignored_by(ROOT)(PurePosixPath(path))


@pytest.mark.parametrize(
    "path",
    [
        ".git/config",
        "Pulumi.prod.yaml",
        "tests/unit/x.py",
        "cli/main.py",
        ".venv/bin/python",
        "shared/__pycache__/k.pyc",
    ],
)
def test_docker_sees_nothing_else(path: str) -> None:
    """Or a change of it would rebuild the images, and a secret could end in one."""
    assert ignored_by(ROOT)(PurePosixPath(path))
