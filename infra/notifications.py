"""Who is told: two topics, and the people and pagers behind them."""

from __future__ import annotations

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from infra.names import prefix
from infra.permissions import policy_document
from infra.settings import Settings
from infra.shared_resources import SharedResources

_WHO = ("alarmEmail", "alarmSlackChannel", "alarmHttps")

# Amazon Q Developer in chat applications takes topics of every region, but answers in a few only, not in us-east-1
# (aws-cli issue 8658).
_CHAT_REGION = "us-west-2"


class Notifications(pulumi.ComponentResource):
    """`urgent` is for what does not mend itself: work is lost or hangs. `notice` is for what may: look at it today.

    E-mail and chat get both, a pager gets what is urgent.
    """

    def __init__(self, settings: Settings, resources: SharedResources) -> None:
        super().__init__("creative-automation:infra:Notifications", "notifications")
        self._child = pulumi.ResourceOptions(parent=self)
        self._name = prefix(resources.stack)
        self.urgent, self.notice = self._topic("urgent"), self._topic("notice")
        topics = {"urgent": self.urgent, "notice": self.notice}
        if settings.alarm_email:
            self._mail(settings.alarm_email, topics)
        if settings.alarm_slack_channel:
            self._chat(settings.alarm_slack_channel, resources, topics)
        if settings.alarm_https:
            self._page(settings.alarm_https)
        if not (settings.alarm_email or settings.alarm_slack_channel or settings.alarm_https):
            pulumi.log.warn(f"none of {', '.join(_WHO)} is set: alarms change their state, but nobody is told")
        self.register_outputs({name: topic.arn for name, topic in topics.items()})

    def _topic(self, name: str) -> aws.sns.Topic:
        return aws.sns.Topic(f"{name}-topic", name=f"{self._name}-{name}", opts=self._child)

    def _mail(self, address: str, topics: Mapping[str, aws.sns.Topic]) -> None:
        for name, topic in topics.items():
            aws.sns.TopicSubscription(
                f"alarm-email-{name}", topic=topic.arn, protocol="email", endpoint=address, opts=self._child
            )

    def _page(self, url: str) -> None:
        """A pager confirms by itself; one that does not within a minute stops `pulumi up`, or nobody would know."""
        aws.sns.TopicSubscription(
            "alarm-https",
            topic=self.urgent.arn,
            protocol="https",
            endpoint=pulumi.Output.secret(url),  # who knows it can page
            endpoint_auto_confirms=True,
            opts=self._child,
        )

    def _chat(self, place: str, resources: SharedResources, topics: Mapping[str, aws.sns.Topic]) -> None:
        """The channel's role may do nothing: alarms are posted, and nobody asks AWS for anything from the chat."""
        workspace, channel = place.split("/")
        trust: dict[str, object] = {
            "Effect": "Allow",
            "Principal": {"Service": "chatbot.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
        role = aws.iam.Role(
            "chat-role", name=f"{self._name}-chat", assume_role_policy=policy_document(trust), opts=self._child
        )
        read_only = pulumi.Output.concat("arn:", resources.partition, ":iam::aws:policy/CloudWatchReadOnlyAccess")
        aws.chatbot.SlackChannelConfiguration(
            "alarm-slack",
            configuration_name=self._name,
            slack_team_id=workspace,
            slack_channel_id=channel,
            iam_role_arn=role.arn,
            guardrail_policy_arns=[read_only],  # by default it would be AdministratorAccess
            sns_topic_arns=[topic.arn for topic in topics.values()],
            region=_CHAT_REGION,
            opts=self._child,
        )
