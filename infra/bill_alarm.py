"""A warning before the account's bill exceeds a limit, from AWS Budgets: it sees what no metric of ours does."""

from __future__ import annotations

from decimal import Decimal

import pulumi
import pulumi_aws as aws

from infra.names import prefix
from infra.notifications import Notifications
from infra.permissions import policy_document

# Percent of the limit: spent, and as foreseen for the end of the month.
_SPENT, _FORESEEN = 80, 100


class BillAlarm(pulumi.ComponentResource):
    """Watches the whole account, other stacks and services included. AWS updates the figures a few times a day."""

    def __init__(self, stack: str, limit: Decimal, told: Notifications, account: pulumi.Input[str]) -> None:
        super().__init__("creative-automation:infra:BillAlarm", "bill-alarm")
        child = pulumi.ResourceOptions(parent=self)
        policy = aws.sns.TopicPolicy(
            "notice-topic-policy",
            arn=told.notice.arn,
            policy=policy_document(
                _may_publish("Alarms", "cloudwatch.amazonaws.com", told.notice, account),
                _may_publish("Budgets", "budgets.amazonaws.com", told.notice, account),
            ),
            opts=child,
        )
        aws.budgets.Budget(
            "monthly-bill",
            name=f"{prefix(stack)}-monthly-bill",
            budget_type="COST",
            limit_amount=str(limit),
            limit_unit="USD",
            time_unit="MONTHLY",
            notifications=[
                {
                    "comparison_operator": "GREATER_THAN",
                    "threshold": threshold,
                    "threshold_type": "PERCENTAGE",
                    "notification_type": kind,
                    "subscriber_sns_topic_arns": [told.notice.arn],
                }
                for kind, threshold in (("ACTUAL", _SPENT), ("FORECASTED", _FORESEEN))
            ],
            opts=pulumi.ResourceOptions(parent=self, depends_on=[policy]),
        )
        self.register_outputs({})


def _may_publish(sid: str, service: str, topic: aws.sns.Topic, account: pulumi.Input[str]) -> dict[str, object]:
    """A policy takes the place of a topic's default one, by which alarms publish: they are named, too."""
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sns:Publish",
        "Resource": topic.arn,
        "Condition": {"StringEquals": {"aws:SourceAccount": account}},
    }
