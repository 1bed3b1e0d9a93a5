"""Lambda makes a function that nobody calls for weeks Inactive and fails its next invocation: each is called weekly."""

from __future__ import annotations

import json

import pytest

from infra.names import STAGES
from tests.infra.recorded import ACCOUNT, Graph

CALLED = (*STAGES, "api")


@pytest.mark.parametrize("stage", CALLED)
def test_each_function_is_called_every_week_with_no_message_to_handle(dev: Graph, stage: str) -> None:
    schedule = dev.one("Schedule", f"keep-{stage}-active")
    target = schedule.inputs["target"]
    assert schedule.inputs["scheduleExpression"] == "rate(7 days)"
    assert target["arn"] == dev.one("Function", f"{stage}-function").arn
    assert "Records" not in json.loads(target["input"])
    assert target["roleArn"] == dev.one("Role", "keep-active-role").arn
    assert "keep-active-policy" in schedule.depends_on


def test_the_schedules_may_invoke_these_functions_and_do_nothing_else(dev: Graph) -> None:
    (trust,) = dev.one("Role", "keep-active-role").json("assumeRolePolicy")["Statement"]
    assert trust["Principal"] == {"Service": "scheduler.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
    (allowed,) = dev.one("RolePolicy", "keep-active-policy").json("policy")["Statement"]
    assert allowed["Action"] == "lambda:InvokeFunction"
    assert allowed["Resource"] == [dev.one("Function", f"{stage}-function").arn for stage in CALLED]
