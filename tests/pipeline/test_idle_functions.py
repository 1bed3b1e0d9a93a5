from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.pipeline.pipeline import STAGES, Pipeline

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_scheduler import EventBridgeSchedulerClient


def test_the_weekly_call_that_keeps_a_function_active_does_nothing_and_succeeds(pipeline: Pipeline) -> None:
    scheduler: EventBridgeSchedulerClient = pipeline.stack.client("scheduler")
    functions: LambdaClient = pipeline.stack.client("lambda")
    found = [schedule["Name"] for schedule in scheduler.list_schedules()["Schedules"]]
    names = [name for name in found if name.endswith("-active")]
    assert sorted(names) == sorted(f"local-creative-automation-keep-{name}-active" for name in (*STAGES, "api"))
    for target in [scheduler.get_schedule(Name=name)["Target"] for name in names]:
        answer = functions.invoke(FunctionName=target["Arn"], Payload=target["Input"])
        assert "FunctionError" not in answer
        assert json.load(answer["Payload"]) in ({"batchItemFailures": []}, {})  # of a stage, of the API
