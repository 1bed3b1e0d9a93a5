"""The stages' container images: built from this repository, pushed, scanned on push, and named by their digests.

One stack of an account owns the three repositories, the others look them up.
"""

from __future__ import annotations

import json
from typing import Final

import pulumi
import pulumi_aws as aws
import pulumi_docker_build as docker_build

from infra.names import STAGES, repository
from infra.settings import Settings
from shared.events import StageName

_PLATFORMS: Final = {"x86_64": docker_build.Platform.LINUX_AMD64, "arm64": docker_build.Platform.LINUX_ARM64}

KEPT_IMAGES = 10

# Each stack's current image is tagged with the stack's name and never expires: a function whose image is gone fails.
# The image before it lost that tag; of those the last ten stay, to go back to.
_KEEP_LAST = {
    "rules": [
        {
            "rulePriority": 1,
            "description": f"keep the last {KEPT_IMAGES} images that no stack runs",
            "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": KEPT_IMAGES},
            "action": {"type": "expire"},
        }
    ]
}


class Registry(pulumi.ComponentResource):
    """`urls` maps each stage to its repository's URL (host/name, without a tag)."""

    def __init__(self, owns_repositories: bool) -> None:
        super().__init__("creative-automation:infra:Registry", "registry")
        find = self._own if owns_repositories else self._look_up
        self.urls: dict[StageName, pulumi.Output[str]] = {stage: find(stage) for stage in STAGES}
        self.register_outputs({})

    def _own(self, stage: StageName) -> pulumi.Output[str]:
        """A repository that is not deleted while images are in it: they may be another stack's."""
        repo = aws.ecr.Repository(
            f"{stage}-repository",
            name=repository(stage),
            image_tag_mutability="MUTABLE",
            image_scanning_configuration={"scan_on_push": True},
            force_delete=False,
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.ecr.LifecyclePolicy(
            f"{stage}-keep-last-images",
            repository=repo.name,
            policy=json.dumps(_KEEP_LAST),
            opts=pulumi.ResourceOptions(parent=self),
        )
        url: pulumi.Output[str] = repo.repository_url
        return url

    def _look_up(self, stage: StageName) -> pulumi.Output[str]:
        found = aws.ecr.get_repository_output(name=repository(stage), opts=pulumi.InvokeOptions(parent=self))
        url: pulumi.Output[str] = found.repository_url
        return url


def stage_image(stage: StageName, stack: str, registry: Registry, settings: Settings) -> pulumi.Output[str]:
    """The image's URI with its digest: changed code is a changed URI, which redeploys the function.

    Not the resource's own `ref` (repository:tag@digest): Lambda takes a tag or a digest, not both
    (pulumi-docker-build issue 571). The provider builds without attestations, which Lambda would refuse too.
    """
    repository_url = registry.urls[stage]
    token = aws.ecr.get_authorization_token_output(opts=pulumi.InvokeOptions(parent=registry))
    image = docker_build.Image(
        f"{stage}-image",
        context={"location": "."},
        dockerfile={"location": f"services/{stage}/Dockerfile"},
        platforms=[_PLATFORMS[settings.architecture]],
        tags=[pulumi.Output.concat(repository_url, ":", stack)],
        push=True,
        registries=[
            {
                "address": repository_url.apply(lambda url: url.split("/")[0]),
                "username": token.user_name,
                "password": pulumi.Output.secret(token.password),
            }
        ],
        # An image may be another stack's too, or the one to go back to: the repository's lifecycle policy cleans up.
        opts=pulumi.ResourceOptions(parent=registry, retain_on_delete=True),
    )
    return pulumi.Output.concat(repository_url, "@", image.digest)
