"""The sweeper: a function that a schedule calls every five minutes, so that no campaign stands still for ever.

The function is the parser's image with another command.
"""

from __future__ import annotations

import json
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.environment import sweeper_environment
from infra.function import Function
from infra.names import prefix
from infra.permissions import policy_document, scheduler_trust, sweeper_statements
from infra.settings import Settings
from infra.shared_resources import SharedResources
from infra.work_queue import WorkQueue

COMMAND: Final = "services.sweeper.handler.handler"
EVERY: Final = "rate(5 minutes)"
MEMORY_MB, TIMEOUT_SECONDS = 512, 300


class Sweeper(pulumi.ComponentResource):
    def __init__(
        self,
        settings: Settings,
        resources: SharedResources,
        account: pulumi.Input[str],
        parser: WorkQueue,
        image_uri: pulumi.Input[str],
    ) -> None:
        super().__init__("creative-automation:infra:Sweeper", "sweeper")
        self._child = pulumi.ResourceOptions(parent=self)
        self._name = f"{prefix(resources.stack)}-sweeper"
        self.function = Function(
            self,
            "sweeper",
            self._name,
            settings,
            image_uri,
            sweeper_environment(settings, resources, parser),
            lambda logs: sweeper_statements(resources, parser.queue.arn, logs),
            memory_mb=MEMORY_MB,
            timeout_seconds=TIMEOUT_SECONDS,
            command=COMMAND,
        ).function
        self._schedule(account)
        self.register_outputs({"function": self.function.name})

    def _schedule(self, account: pulumi.Input[str]) -> None:
        """A missed call is not made up for: the next one comes."""
        name = f"{self._name}-schedule"
        role = aws.iam.Role(
            "sweeper-schedule-role",
            name=name,
            assume_role_policy=policy_document(scheduler_trust(account)),
            opts=self._child,
        )
        invoke: dict[str, object] = {
            "Effect": "Allow",
            "Action": "lambda:InvokeFunction",
            "Resource": self.function.arn,
        }
        policy = aws.iam.RolePolicy(
            "sweeper-schedule-policy", name="invoke", role=role.name, policy=policy_document(invoke), opts=self._child
        )
        aws.scheduler.Schedule(
            "sweep",
            name=self._name,
            description="Calls the sweeper, which announces again what stands still",
            schedule_expression=EVERY,
            flexible_time_window={"mode": "OFF"},
            target={
                "arn": self.function.arn,
                "role_arn": role.arn,
                "input": json.dumps({}),
                "retry_policy": {"maximum_event_age_in_seconds": 60, "maximum_retry_attempts": 0},
            },
            opts=pulumi.ResourceOptions(parent=self, depends_on=[policy]),
        )
