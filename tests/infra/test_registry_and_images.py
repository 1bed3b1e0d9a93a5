from __future__ import annotations

import pytest

from infra.names import STAGES
from shared.events import StageName
from tests.infra.recorded import DIGEST, HOST, Graph, deploy

BEFORE = "sha256:" + "fedcba9876543210" * 4


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("stack", ["dev", "staging", "prod"])
def test_every_stack_has_a_repository_of_its_own_for_each_stage(stack: str, stage: StageName) -> None:
    repository = deploy(stack).one("Repository", f"{stage}-own-repository").inputs
    assert repository["name"] == f"{stack}-creative-automation-{stage}"
    assert repository["imageScanningConfiguration"] == {"scanOnPush": True}
    assert repository["imageTagMutability"] == "MUTABLE"


@pytest.mark.parametrize("stage", STAGES)
def test_a_repository_that_stacks_shared_is_not_replaced_by_the_stacks_own(dev: Graph, stage: StageName) -> None:
    """A replacement may delete first: the shared one has another logical name, so that it goes after all else."""
    assert [r.name for r in dev.all("Repository") if r.name == f"{stage}-repository"] == []


def test_no_stack_has_anything_to_do_with_anothers_repository() -> None:
    """None is looked up, none is pushed to, none is deleted but the stack's own."""
    for stack in ("dev", "staging", "prod"):
        for stage in STAGES:
            image = deploy(stack).one("Image", f"{stage}-image").inputs
            assert image["tags"] == [f"{HOST}/{stack}-creative-automation-{stage}:latest"]


@pytest.mark.parametrize("stage", STAGES)
def test_the_last_ten_images_are_kept(dev: Graph, stage: StageName) -> None:
    lifecycle = dev.one("LifecyclePolicy", f"{stage}-keep-last-images")
    (rule,) = lifecycle.json("policy")["rules"]
    assert lifecycle.inputs["repository"] == f"dev-creative-automation-{stage}"
    assert rule["action"] == {"type": "expire"}
    assert rule["selection"] == {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 10}


@pytest.mark.parametrize("stage", STAGES)
def test_destroying_a_stack_deletes_its_repositories_unless_it_is_protected(
    dev: Graph, prod: Graph, stage: StageName
) -> None:
    throwaway, kept = (graph.one("Repository", f"{stage}-own-repository") for graph in (dev, prod))
    assert (throwaway.inputs["forceDelete"], throwaway.protect) == (True, False)
    assert (kept.inputs["forceDelete"], kept.protect) == (False, True)


@pytest.mark.parametrize("stage", STAGES)
def test_a_function_runs_its_image_by_digest(dev: Graph, stage: StageName) -> None:
    function = dev.one("Function", f"{stage}-function").inputs
    assert function["packageType"] == "Image"
    assert function["imageUri"] == f"{HOST}/dev-creative-automation-{stage}@{DIGEST}"
    assert dev.outputs["images"][stage] == function["imageUri"]


def test_a_stage_whose_digest_is_set_runs_that_image_and_nothing_is_built_for_it() -> None:
    graph = deploy("dev", imageDigests=f'{{"parser": "{BEFORE}"}}')
    uris = {stage: graph.one("Function", f"{stage}-function").inputs["imageUri"] for stage in STAGES}
    assert uris == {
        "parser": f"{HOST}/dev-creative-automation-parser@{BEFORE}",
        "generator": f"{HOST}/dev-creative-automation-generator@{DIGEST}",
        "variants": f"{HOST}/dev-creative-automation-variants@{DIGEST}",
    }
    assert {image.name for image in graph.all("Image")} == {"generator-image", "variants-image"}


@pytest.mark.parametrize("stage", STAGES)
def test_the_image_before_stays_in_the_registry(dev: Graph, stage: StageName) -> None:
    """The provider would delete it with the resource that it belonged to."""
    assert dev.one("Image", f"{stage}-image").retained


@pytest.mark.parametrize("stage", STAGES)
def test_an_image_is_built_from_the_repository_root_and_pushed_under_one_tag(dev: Graph, stage: StageName) -> None:
    image = dev.one("Image", f"{stage}-image").inputs
    assert image["context"] == {"location": "."}
    assert image["dockerfile"] == {"location": f"services/{stage}/Dockerfile"}
    assert image["push"] is True
    assert len(image["tags"]) == 1


@pytest.mark.parametrize("stage", STAGES)
def test_the_registrys_password_is_a_secret(dev: Graph, stage: StageName) -> None:
    registries = dev.one("Image", f"{stage}-image").inputs["registries"]
    assert registries["value"] == [{"address": HOST, "username": "AWS", "password": "token"}]
    assert len(registries) == 2, "the wire marks a secret with a signature beside the value"


@pytest.mark.parametrize(("architecture", "platform"), [("x86_64", "linux/amd64"), ("arm64", "linux/arm64")])
def test_image_and_function_have_the_same_single_architecture(architecture: str, platform: str) -> None:
    graph = deploy("dev", architecture=architecture)
    for stage in STAGES:
        assert graph.one("Image", f"{stage}-image").inputs["platforms"] == [platform]
        assert graph.one("Function", f"{stage}-function").inputs["architectures"] == [architecture]
