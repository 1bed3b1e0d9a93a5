"""A weekly call of each function that does nothing: an idle one becomes Inactive, and fails its next invocation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.names import prefix
from infra.permissions import policy_document, scheduler_trust

# Functions with an image become Inactive after some weeks without an invocation (Lambda developer guide, "Function
# states").
EVERY: Final = "rate(7 days)"

# Without Records there is no message to handle (shared/stage_queue.py).
NOTHING_TO_DO: Final = json.dumps({"reason": "keeps the function active"})

RETRY_POLICY: aws.scheduler.ScheduleTargetRetryPolicyArgsDict = {
    "maximum_event_age_in_seconds": 3600,
    "maximum_retry_attempts": 3,
}


class KeepActive(pulumi.ComponentResource):
    """One schedule for each function, and a role that may invoke these functions and nothing else."""

    def __init__(self, stack: str, account: pulumi.Input[str], functions: Mapping[str, aws.lambda_.Function]) -> None:
        super().__init__("creative-automation:infra:KeepActive", "keep-active")
        child = pulumi.ResourceOptions(parent=self)
        name = f"{prefix(stack)}-keep-active"
        trust = policy_document(scheduler_trust(account))
        role = aws.iam.Role("keep-active-role", name=name, assume_role_policy=trust, opts=child)
        arns = [function.arn for function in functions.values()]
        policy = aws.iam.RolePolicy(
            "keep-active-policy",
            name="invoke",
            role=role.name,
            policy=policy_document({"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": arns}),
            opts=child,
        )
        for stage, function in functions.items():
            aws.scheduler.Schedule(
                f"keep-{stage}-active",
                name=f"{prefix(stack)}-keep-{stage}-active",
                description=f"Keeps the idle {stage} function from becoming Inactive",
                schedule_expression=EVERY,
                flexible_time_window={"mode": "FLEXIBLE", "maximum_window_in_minutes": 60},
                target={
                    "arn": function.arn,
                    "role_arn": role.arn,
                    "input": NOTHING_TO_DO,
                    "retry_policy": RETRY_POLICY,
                },
                opts=pulumi.ResourceOptions(parent=self, depends_on=[policy]),
            )
        self.register_outputs({})
