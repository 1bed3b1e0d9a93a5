"""Every event, as it was published, in a log group: who wants to know what happened reads it there."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.events import EventBus
from infra.permissions import policy_document
from shared.events import SOURCE_PREFIX


class AuditLog(pulumi.ComponentResource):
    """EventBridge writes to log groups below /aws/events/, and only with a policy of CloudWatch Logs.

    It is the log group's own policy: of policies of the whole account CloudWatch Logs allows ten.
    """

    def __init__(self, events: EventBus, retention_days: int) -> None:
        super().__init__("creative-automation:infra:AuditLog", "audit-log")
        child = pulumi.ResourceOptions(parent=self)
        self.log_group = aws.cloudwatch.LogGroup(
            "audit-log-group", name=f"/aws/events/{events.prefix}", retention_in_days=retention_days, opts=child
        )
        rule = events.rule("audit", {"source": [{"prefix": SOURCE_PREFIX}]})
        policy = aws.cloudwatch.LogResourcePolicy(
            "audit-log-policy",
            resource_arn=self.log_group.arn,
            policy_document=_policy(self.log_group.arn, rule.arn),
            opts=child,
        )
        events.target("audit", rule, self.log_group.arn, [policy])
        self.register_outputs({"log_group": self.log_group.name})


def _policy(log_group_arn: pulumi.Output[str], rule_arn: pulumi.Output[str]) -> pulumi.Input[str]:
    """Policy as in the EventBridge user guide, "CloudWatch Logs permissions": only PutLogEvents knows its rule."""
    streams = pulumi.Output.concat(log_group_arn, ":*")
    service = {"Service": ["events.amazonaws.com", "delivery.logs.amazonaws.com"]}
    create: dict[str, object] = {
        "Effect": "Allow",
        "Principal": service,
        "Action": "logs:CreateLogStream",
        "Resource": streams,
    }
    put: dict[str, object] = {
        "Effect": "Allow",
        "Principal": service,
        "Action": "logs:PutLogEvents",
        "Resource": streams,
        "Condition": {"ArnEquals": {"aws:SourceArn": rule_arn}},
    }
    return policy_document(create, put)
