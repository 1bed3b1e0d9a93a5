"""One stage: its role, its log group, its function, and the mapping from its queue."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.environment import environment
from infra.function import Function
from infra.names import prefix
from infra.permissions import statements
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
        made = Function(
            self,
            stage,
            f"{prefix(resources.stack)}-{stage}",
            settings,
            image_uri,
            environment(stage, settings, resources, work),
            lambda logs: statements(stage, settings, resources, (work.queue.arn, work.dlq.arn), logs),
            memory_mb=settings.of(stage).memory_mb,
            timeout_seconds=settings.of(stage).timeout_seconds,
        )
        self.function = made.function
        self._consume(work, settings, made.policy)
        self.register_outputs({"function": self.function.name})

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
