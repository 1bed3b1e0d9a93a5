"""A stage's container image: built from this repository, pushed, and named by its digest."""

from __future__ import annotations

from typing import Final

import pulumi
import pulumi_aws as aws
import pulumi_docker_build as docker_build

from infra.registry import Registry
from infra.settings import Settings
from shared.events import StageName

_PLATFORMS: Final = {"x86_64": docker_build.Platform.LINUX_AMD64, "arm64": docker_build.Platform.LINUX_ARM64}


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
