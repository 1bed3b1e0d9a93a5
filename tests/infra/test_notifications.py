"""Who is told of an alarm: e-mail, a Slack channel, a pager. Delivery itself only AWS can show."""

from __future__ import annotations

import pytest

from tests.infra.recorded import ACCOUNT, REGION, Graph, deploy, run

URGENT = f"arn:aws:sns:{REGION}:{ACCOUNT}:dev-creative-automation-urgent"
NOTICE = f"arn:aws:sns:{REGION}:{ACCOUNT}:dev-creative-automation-notice"


def test_an_address_gets_what_is_urgent_and_what_is_a_notice() -> None:
    graph = deploy("dev", alarmEmail="oncall@example.com")
    subscriptions = [s.inputs for s in graph.all("TopicSubscription")]
    assert {(s["protocol"], s["endpoint"]) for s in subscriptions} == {("email", "oncall@example.com")}
    assert sorted(s["topic"] for s in subscriptions) == [NOTICE, URGENT]


def test_a_pager_gets_what_is_urgent_only_and_has_to_confirm() -> None:
    graph = deploy("dev", alarmHttps="https://events.example.com/integration/0a1b/enqueue")
    (subscription,) = graph.all("TopicSubscription")
    assert (subscription.inputs["protocol"], subscription.inputs["topic"]) == ("https", URGENT)
    assert subscription.inputs["endpointAutoConfirms"] is True
    endpoint = subscription.inputs["endpoint"]
    assert endpoint["value"] == "https://events.example.com/integration/0a1b/enqueue", "a secret: who has it can page"


def test_a_slack_channel_gets_both_by_a_role_that_may_do_nothing() -> None:
    graph = deploy("dev", alarmSlackChannel="T07EA123LEP/C07EZ1ABC23")
    channel = graph.one("SlackChannelConfiguration", "alarm-slack").inputs
    assert (channel["slackTeamId"], channel["slackChannelId"]) == ("T07EA123LEP", "C07EZ1ABC23")
    assert channel["snsTopicArns"] == [URGENT, NOTICE]
    role = graph.one("Role", "chat-role")
    assert channel["iamRoleArn"] == role.arn
    assert role.json("assumeRolePolicy")["Statement"][0]["Principal"] == {"Service": "chatbot.amazonaws.com"}
    assert [p.name for p in graph.all("RolePolicy") if p.inputs["role"] == role.inputs["name"]] == []
    assert channel["guardrailPolicyArns"] == ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"]


def test_the_chat_service_is_asked_in_a_region_where_it_answers() -> None:
    graph = deploy("dev", alarmSlackChannel="T07EA123LEP/C07EZ1ABC23")
    assert graph.one("SlackChannelConfiguration", "alarm-slack").inputs["region"] == "us-west-2"


def test_without_anybody_the_program_says_that_nobody_is_told(caplog: pytest.LogCaptureFixture) -> None:
    graph = Graph()
    run("dev", {}, graph)
    assert graph.all("TopicSubscription") == []
    assert "none of alarmEmail, alarmSlackChannel, alarmHttps is set: alarms change their state, but" in caplog.text
