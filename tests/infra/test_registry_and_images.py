from __future__ import annotations

import pytest

from infra.names import STAGES
from shared.events import StageName
from tests.infra.recorded import DIGEST, HOST, Graph, deploy


@pytest.mark.parametrize("stage", STAGES)
def test_images_are_scanned_on_push_and_tags_can_move(dev: Graph, stage: StageName) -> None:
    repository = dev.one("Repository", f"{stage}-repository").inputs
    assert repository["name"] == f"creative-automation-{stage}"
    assert repository["imageScanningConfiguration"] == {"scanOnPush": True}
    assert repository["imageTagMutability"] == "MUTABLE"


@pytest.mark.parametrize("stage", STAGES)
def test_the_last_ten_images_are_kept_and_no_running_one_expires(dev: Graph, stage: StageName) -> None:
    lifecycle = dev.one("LifecyclePolicy", f"{stage}-keep-last-images")
    (rule,) = lifecycle.json("policy")["rules"]
    assert lifecycle.inputs["repository"] == f"creative-automation-{stage}"
    assert rule["action"] == {"type": "expire"}
    assert rule["selection"] == {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 10}


@pytest.mark.parametrize("stage", STAGES)
def test_a_repository_with_images_of_other_stacks_is_not_deleted(dev: Graph, stage: StageName) -> None:
    assert dev.one("Repository", f"{stage}-repository").inputs["forceDelete"] is False
    assert dev.one("Image", f"{stage}-image").retained


def test_a_stack_that_owns_no_repositories_looks_them_up(prod: Graph) -> None:
    assert prod.all("Repository") == []
    assert prod.all("LifecyclePolicy") == []
    for stage in STAGES:
        assert prod.one("Image", f"{stage}-image").inputs["tags"] == [f"{HOST}/creative-automation-{stage}:prod"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_function_runs_its_image_by_digest(dev: Graph, stage: StageName) -> None:
    function = dev.one("Function", f"{stage}-function").inputs
    assert function["packageType"] == "Image"
    assert function["imageUri"] == f"{HOST}/creative-automation-{stage}@{DIGEST}"


@pytest.mark.parametrize("stage", STAGES)
def test_an_image_is_built_from_the_repository_root_and_pushed_under_one_tag(dev: Graph, stage: StageName) -> None:
    image = dev.one("Image", f"{stage}-image").inputs
    assert image["context"] == {"location": "."}
    assert image["dockerfile"] == {"location": f"services/{stage}/Dockerfile"}
    assert image["push"] is True
    assert image["tags"] == [f"{HOST}/creative-automation-{stage}:dev"]


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
