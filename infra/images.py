"""The stages' container images: built from this repository, pushed, scanned on push, and named by their digests.

Each stack has three repositories of its own: no stack can take an image from another, whatever it does.
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

_KEEP_LAST = {
    "rules": [
        {
            "rulePriority": 1,
            "description": f"keep the last {KEPT_IMAGES} images: the one that runs, and those to go back to",
            "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": KEPT_IMAGES},
            "action": {"type": "expire"},
        }
    ]
}


class Images(pulumi.ComponentResource):
    """`uris` maps each stage to its image, by digest: changed code is a changed URI, which redeploys the function.

    A stage whose digest the settings name runs that image, and nothing is built for it.
    """

    def __init__(self, stack: str, settings: Settings) -> None:
        # The type and name are part of the children's URNs: others would make every child anew.
        super().__init__("creative-automation:infra:Registry", "registry")
        self._child = pulumi.ResourceOptions(parent=self)
        self._settings = settings
        self.uris = {stage: self._uri(stage, self._repository(stage, stack)) for stage in STAGES}
        self.register_outputs({})

    def _repository(self, stage: StageName, stack: str) -> aws.ecr.Repository:
        """The stack's own; destroying the stack deletes it with its images, unless the stack is protected."""
        protect = self._settings.protect
        repo = aws.ecr.Repository(
            # Not `{stage}-repository`: that is one which stacks shared. Under its name this would replace it, perhaps
            # by deleting it first; so it goes last, when everything runs from here, and only if it is empty.
            f"{stage}-own-repository",
            name=repository(stack, stage),
            image_tag_mutability="MUTABLE",
            image_scanning_configuration={"scan_on_push": True},
            force_delete=not protect,
            opts=pulumi.ResourceOptions(parent=self, protect=protect),
        )
        aws.ecr.LifecyclePolicy(
            f"{stage}-keep-last-images", repository=repo.name, policy=json.dumps(_KEEP_LAST), opts=self._child
        )
        return repo

    def _uri(self, stage: StageName, repo: aws.ecr.Repository) -> pulumi.Output[str]:
        """`repository@digest`.

        Not the image's own `ref` (repository:tag@digest): Lambda takes a tag or a digest, not both
        (pulumi-docker-build issue 571).
        """
        chosen = self._settings.image_digests.of(stage)
        digest = self._built(stage, repo).digest if chosen is None else self._known(chosen, repo)
        return pulumi.Output.concat(repo.repository_url, "@", digest)

    def _known(self, digest: str, repo: aws.ecr.Repository) -> pulumi.Output[str]:
        """The digest of an image that the repository has: a preview already fails for any other."""
        found = aws.ecr.get_image_output(
            repository_name=repo.name, image_digest=digest, opts=pulumi.InvokeOptions(parent=self)
        )
        known: pulumi.Output[str] = found.image_digest
        return known

    def _built(self, stage: StageName, repo: aws.ecr.Repository) -> docker_build.Image:
        """The provider builds without attestations, which Lambda would refuse."""
        token = aws.ecr.get_authorization_token_output(opts=pulumi.InvokeOptions(parent=self))
        return docker_build.Image(
            f"{stage}-image",
            context={"location": "."},
            dockerfile={"location": f"services/{stage}/Dockerfile"},
            platforms=[_PLATFORMS[self._settings.architecture]],
            tags=[pulumi.Output.concat(repo.repository_url, ":latest")],
            push=True,
            registries=[
                {
                    "address": repo.repository_url.apply(lambda url: url.split("/")[0]),
                    "username": token.user_name,
                    "password": pulumi.Output.secret(token.password),
                }
            ],
            # The image before is the one to go back to: the lifecycle policy cleans up, or the repository's end.
            opts=pulumi.ResourceOptions(parent=self, retain_on_delete=True),
        )
