"""One stage: its role, its log group, its function, and the mapping from its queue."""

from __future__ import annotations

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from infra.environment import environment
from infra.names import prefix
from infra.permissions import LAMBDA_TRUST, policy_document, statements
from infra.settings import Settings
from infra.shared_resources import SharedResources
from infra.work_queue import WorkQueue
from shared.events import StageName


class StageFunction(pulumi.ComponentResource):
    def __init__(
        self,
        stage: StageName,
        settings: Settings,
        resources: SharedResources,
        work: WorkQueue,
        image_uri: pulumi.Input[str],
    ) -> None:
        super().__init__("creative-automation:infra:StageFunction", stage)
        self.stage = stage
        self.name = f"{prefix(resources.stack)}-{stage}"
        self.log_group = aws.cloudwatch.LogGroup(
            f"{stage}-logs",
            name=f"/aws/lambda/{self.name}",
            retention_in_days=settings.log_retention_days,
            opts=pulumi.ResourceOptions(parent=self),
        )
        role, policy = self._role(
            statements(stage, settings, resources, (work.queue.arn, work.dlq.arn), self.log_group.arn)
        )
        variables = environment(stage, settings, resources, work)
        self.function = self._function(settings, role, image_uri, variables, policy)
        self._consume(work, settings, policy)
        self.register_outputs({"function": self.function.name})

    def _role(self, allowed: list[dict[str, object]]) -> tuple[aws.iam.Role, aws.iam.RolePolicy]:
        role = aws.iam.Role(
            f"{self.stage}-role",
            name=self.name,
            assume_role_policy=policy_document(LAMBDA_TRUST),
            opts=pulumi.ResourceOptions(parent=self),
        )
        policy = aws.iam.RolePolicy(
            f"{self.stage}-policy",
            name=self.stage,
            role=role.name,
            policy=policy_document(*allowed),
            opts=pulumi.ResourceOptions(parent=self),
        )
        return role, policy

    def _function(
        self,
        settings: Settings,
        role: aws.iam.Role,
        image_uri: pulumi.Input[str],
        variables: Mapping[str, pulumi.Input[str]],
        policy: aws.iam.RolePolicy,
    ) -> aws.lambda_.Function:
        """The function; naming its log group makes it wait for that: Lambda would else make one that never expires."""
        stage = settings.of(self.stage)
        return aws.lambda_.Function(
            f"{self.stage}-function",
            name=self.name,
            package_type="Image",
            image_uri=image_uri,
            architectures=[settings.architecture],
            role=role.arn,
            memory_size=stage.memory_mb,
            timeout=stage.timeout_seconds,
            environment={"variables": variables},
            logging_config={
                "log_format": "JSON",
                "log_group": self.log_group.name,
                "application_log_level": settings.log_level,
                "system_log_level": "INFO",
            },
            opts=pulumi.ResourceOptions(parent=self, depends_on=[policy]),
        )

    def _consume(self, work: WorkQueue, settings: Settings, policy: aws.iam.RolePolicy) -> None:
        """Hand over one message at a time: none spoils another. Capped concurrency burns no receives."""
        aws.lambda_.EventSourceMapping(
            f"{self.stage}-source",
            event_source_arn=work.queue.arn,
            function_name=self.function.arn,
            batch_size=1,
            function_response_types=["ReportBatchItemFailures"],
            scaling_config={"maximum_concurrency": settings.of(self.stage).concurrency},
            opts=pulumi.ResourceOptions(parent=self, depends_on=[policy]),
        )
