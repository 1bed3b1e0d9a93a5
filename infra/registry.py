"""The central registry: one stack of an account owns the three repositories, the others look them up."""

from __future__ import annotations

import json

import pulumi
import pulumi_aws as aws

from infra.names import STAGES, repository
from shared.events import StageName

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
        """Not deleted while images are in it: they may be another stack's."""
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
        return repo.repository_url  # type: ignore[no-any-return]

    def _look_up(self, stage: StageName) -> pulumi.Output[str]:
        found = aws.ecr.get_repository_output(name=repository(stage), opts=pulumi.InvokeOptions(parent=self))
        return found.repository_url  # type: ignore[no-any-return]
