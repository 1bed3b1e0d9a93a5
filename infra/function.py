"""A function of this repository: its log group, its role, and the image that it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pulumi
import pulumi_aws as aws

from infra.permissions import LAMBDA_TRUST, Statement, policy_document
from infra.settings import Settings


class Function:
    """Children of `parent`, called `{name}-logs`, `-role`, `-policy` and `-function`; on AWS `full_name`.

    `allowed` makes the whole policy, given the ARN of the log group. `command` is what the function runs of an image
    that it shares. What needs its permissions waits for `policy`.
    """

    def __init__(
        self,
        parent: pulumi.ComponentResource,
        name: str,
        full_name: str,
        settings: Settings,
        image_uri: pulumi.Input[str],
        variables: Mapping[str, pulumi.Input[str]],
        allowed: Callable[[pulumi.Input[str]], list[Statement]],
        *,
        memory_mb: int,
        timeout_seconds: int,
        command: str | None = None,
    ) -> None:
        child = pulumi.ResourceOptions(parent=parent)
        logs = aws.cloudwatch.LogGroup(
            f"{name}-logs",
            name=f"/aws/lambda/{full_name}",
            retention_in_days=settings.log_retention_days,
            opts=child,
        )
        role = aws.iam.Role(
            f"{name}-role", name=full_name, assume_role_policy=policy_document(LAMBDA_TRUST), opts=child
        )
        self.policy = aws.iam.RolePolicy(
            f"{name}-policy", name=name, role=role.name, policy=policy_document(*allowed(logs.arn)), opts=child
        )
        self.function = aws.lambda_.Function(
            f"{name}-function",
            name=full_name,
            package_type="Image",
            image_uri=image_uri,
            image_config={"commands": [command]} if command else None,
            architectures=[settings.architecture],
            role=role.arn,
            memory_size=memory_mb,
            timeout=timeout_seconds,
            environment={"variables": variables},
            # Naming the log group makes the function wait for it: Lambda would else make one that never expires.
            logging_config={
                "log_format": "JSON",
                "log_group": logs.name,
                "application_log_level": settings.log_level,
                "system_log_level": "INFO",
            },
            opts=pulumi.ResourceOptions(parent=parent, depends_on=[self.policy]),
        )
