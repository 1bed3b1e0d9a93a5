"""The limits of what may be spent: the day's for the image model, the month's for the account."""

from __future__ import annotations

from tests.infra.recorded import ACCOUNT, REGION, Graph, deploy

NOTICE = f"arn:aws:sns:{REGION}:{ACCOUNT}:dev-creative-automation-notice"


def test_without_a_limit_nothing_watches_the_bill_and_no_day_has_a_budget(dev: Graph) -> None:
    assert dev.all("Budget") + dev.all("TopicPolicy") == []
    assert [alarm.name for alarm in dev.all("MetricAlarm") if alarm.name == "daily-budget"] == []
    assert "DAILY_BUDGET" not in dev.one("Function", "generator-function").inputs["environment"]["variables"]


def test_a_monthly_bill_is_watched_as_spent_and_as_foreseen() -> None:
    graph = deploy("dev", monthlyBill="500")
    budget = graph.one("Budget", "monthly-bill").inputs
    assert (budget["budgetType"], budget["limitAmount"], budget["limitUnit"], budget["timeUnit"]) == (
        "COST",
        "500",
        "USD",
        "MONTHLY",
    )
    warned = [(n["notificationType"], n["threshold"], n["subscriberSnsTopicArns"]) for n in budget["notifications"]]
    assert warned == [("ACTUAL", 80, [NOTICE]), ("FORECASTED", 100, [NOTICE])]


def test_the_topic_takes_messages_of_budgets_and_still_of_alarms_but_of_this_account_alone() -> None:
    graph = deploy("dev", monthlyBill="500")
    policy = graph.one("TopicPolicy", "notice-topic-policy")
    assert policy.inputs["arn"] == NOTICE
    for statement in policy.json("policy")["Statement"]:
        assert (statement["Action"], statement["Resource"]) == ("sns:Publish", NOTICE)
        assert statement["Condition"] == {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
    services = {statement["Principal"]["Service"] for statement in policy.json("policy")["Statement"]}
    assert services == {"budgets.amazonaws.com", "cloudwatch.amazonaws.com"}
    assert "notice-topic-policy" in graph.one("Budget", "monthly-bill").depends_on


def test_a_daily_budget_reaches_the_generator_and_rings_when_it_is_used_up() -> None:
    graph = deploy("dev", dailyBudget="1.00")
    assert graph.one("Function", "generator-function").inputs["environment"]["variables"]["DAILY_BUDGET"] == "1.00"
    alarm = graph.one("MetricAlarm", "daily-budget").inputs
    assert (alarm["metricName"], alarm["threshold"], alarm["dimensions"]) == (
        "ProductsParked",
        0,
        {"service": "generator", "stack": "dev"},
    )
    assert alarm["alarmActions"] == [NOTICE]
