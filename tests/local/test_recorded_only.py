"""What would call strangers, or what the emulator has no service for, is recorded and said, not made."""

from __future__ import annotations

from pathlib import Path

from local.applier.messaging import ALARM_BILL, ALARM_CHAT, ALARM_PAGER
from local.stack import local_aws

_PROGRAM = """
import pulumi_aws as aws
topic = aws.sns.Topic("urgent", name="urgent")
pager = {"protocol": "https", "endpoint": "https://127.0.0.1:1/", "endpoint_auto_confirms": True}
aws.sns.TopicSubscription("pager", topic=topic.arn, **pager)
aws.sns.TopicPolicy("policy", arn=topic.arn, policy="{}")
limit = {"limit_amount": "500", "limit_unit": "USD", "time_unit": "MONTHLY"}
aws.budgets.Budget("bill", name="bill", budget_type="COST", **limit)
channel = {"configuration_name": "chat", "slack_team_id": "T", "slack_channel_id": "C", "iam_role_arn": "role"}
aws.chatbot.SlackChannelConfiguration("chat", sns_topic_arns=[topic.arn], **channel)
"""


def test_a_pager_a_chat_channel_and_the_bill_s_alarm_are_recorded_and_nobody_is_called(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: small\nruntime: python\n")
    (tmp_path / "Pulumi.local.yaml").write_text("config: {}\n")
    (tmp_path / "__main__.py").write_text(_PROGRAM)
    said: list[str] = []
    with local_aws(root=tmp_path, progress=said.append) as stack:
        topic = stack.client("sns").list_topics()["Topics"][0]["TopicArn"]
        assert stack.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"] == []
    assert {f"not realised locally: {line}" for line in (ALARM_BILL, ALARM_CHAT, ALARM_PAGER)} <= set(said)
