"""What the images install is locked, transitive requirements included: nobody can put another file in its place."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.infra.recorded import ROOT

WRITTEN = sorted((ROOT / "services").glob("*/requirements*.in"))
EACH = pytest.mark.parametrize("written", WRITTEN, ids=[str(path.relative_to(ROOT)) for path in WRITTEN])


def locked(written: Path) -> dict[str, str]:
    """Name -> version of all that the lock of a file pins. Fails for a line that is neither a pin nor a hash."""
    text = written.with_suffix(".txt").read_text()
    for line in text.splitlines():
        assert re.fullmatch(r"\s*#.*|\S+==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line), line
    return {canonicalize_name(name): version for name, version in re.findall(r"^(\S+)==(\S+)", text, re.MULTILINE)}


def asked_for(written: Path) -> dict[str, str]:
    lines = [line.partition("#")[0].strip() for line in written.read_text().splitlines()]
    pins = [line.split("==") for line in lines if line]
    return {canonicalize_name(name): version for name, version in pins}


def test_every_stage_the_accelerator_and_the_second_finder_have_a_file_of_their_own() -> None:
    names = [str(path.relative_to(ROOT / "services")) for path in WRITTEN]
    assert names == [
        "generator/requirements.in",
        "parser/requirements.in",
        "variants/requirements-subject.in",
        "variants/requirements-x86_64.in",
        "variants/requirements.in",
    ]


@EACH
def test_a_lock_pins_every_requirement_with_hashes_and_names_no_address(written: Path) -> None:
    pins = locked(written)
    assert asked_for(written).items() <= pins.items(), "run make lock"
    assert "://" not in written.with_suffix(".txt").read_text()


@EACH
def test_a_lock_holds_what_its_requirements_need_in_turn(written: Path) -> None:
    """All but the one whose packages are installed alone."""
    pins = locked(written) if written.stem != "requirements-subject" else {}
    for name in pins:
        for needed in map(Requirement, _requires(name)):
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert canonicalize_name(needed.name) in pins, f"{name} needs {needed.name}: run make lock"


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []  # the accelerator, where it has no wheel


@pytest.mark.parametrize("stage", ["parser", "generator", "variants"])
def test_an_image_installs_nothing_without_its_hash(stage: str) -> None:
    installs = re.findall(r"pip install [^\n]*", (ROOT / "services" / stage / "Dockerfile").read_text())
    assert installs
    assert all("--require-hashes" in each for each in installs)


@pytest.mark.parametrize("stage", ["parser", "generator", "variants"])
def test_what_is_tested_here_is_what_the_images_install(stage: str) -> None:
    pins = locked(ROOT / "services" / stage / "requirements.in")
    assert {name: metadata.version(name) for name in pins} == pins, "run make install"
