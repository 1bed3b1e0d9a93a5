from __future__ import annotations

from typing import Any

import pytest

from infra.names import STAGES
from shared.events import StageName
from shared.settings import StageSettings
from tests.infra.recorded import ACCOUNT, REGION, Graph, deploy

# Lambda refuses a function that sets one of these (Lambda developer guide, "Reserved environment variables").
RESERVED = ("AWS_", "LAMBDA_", "_HANDLER", "_X_AMZN")
RESERVED_BUT_FREE = ("AWS_LAMBDA_EXEC_WRAPPER",)


def variables(graph: Graph, stage: StageName) -> dict[str, Any]:
    found: dict[str, Any] = graph.one("Function", f"{stage}-function").inputs["environment"]["variables"]
    return found


@pytest.mark.parametrize(
    ("stage", "memory", "timeout", "concurrency"),
    [("parser", 512, 300, 10), ("generator", 1024, 120, 5), ("variants", 2048, 180, 10)],
)
def test_memory_timeout_and_concurrency_are_the_references(
    dev: Graph, stage: StageName, memory: int, timeout: int, concurrency: int
) -> None:
    function = dev.one("Function", f"{stage}-function").inputs
    assert function["name"] == f"dev-creative-automation-{stage}"
    assert (function["memorySize"], function["timeout"]) == (memory, timeout)
    assert dev.one("EventSourceMapping", f"{stage}-source").inputs["scalingConfig"] == {
        "maximumConcurrency": concurrency
    }


@pytest.mark.parametrize("stage", STAGES)
def test_one_message_at_a_time_with_partial_answers(dev: Graph, stage: StageName) -> None:
    source = dev.one("EventSourceMapping", f"{stage}-source").inputs
    assert source["eventSourceArn"] == dev.one("Queue", f"{stage}-queue").arn
    assert source["functionName"] == dev.one("Function", f"{stage}-function").arn
    assert source["batchSize"] == 1
    assert source["functionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("stack", ["dev", "staging", "prod", "local"])
def test_a_message_stays_hidden_while_its_function_runs(stack: str, stage: StageName) -> None:
    graph = deploy(stack)
    visibility = graph.one("Queue", f"{stage}-queue").inputs["visibilityTimeoutSeconds"]
    assert visibility >= graph.one("Function", f"{stage}-function").inputs["timeout"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_message_stays_hidden_for_six_timeouts_on_aws(prod: Graph, stage: StageName) -> None:
    """As AWS advises: pollers that are throttled hold messages that no function has seen."""
    visibility = prod.one("Queue", f"{stage}-queue").inputs["visibilityTimeoutSeconds"]
    assert visibility == 6 * prod.one("Function", f"{stage}-function").inputs["timeout"]


@pytest.mark.parametrize("stage", STAGES)
def test_logs_are_json_in_a_group_that_is_there_before_the_function(dev: Graph, stage: StageName) -> None:
    function = dev.one("Function", f"{stage}-function")
    assert function.inputs["loggingConfig"] == {
        "logFormat": "JSON",
        "logGroup": f"/aws/lambda/dev-creative-automation-{stage}",
        "applicationLogLevel": "INFO",
        "systemLogLevel": "INFO",
    }
    assert {f"{stage}-logs", f"{stage}-policy"} <= function.depends_on


@pytest.mark.parametrize(("stack", "days"), [("dev", 7), ("staging", 14), ("prod", 30)])
def test_every_log_group_forgets_after_the_stacks_retention(stack: str, days: int) -> None:
    groups = deploy(stack).all("LogGroup")
    assert len(groups) == len(STAGES) + 4  # events, the sweeper, the API's function, its calls
    assert {group.inputs["retentionInDays"] for group in groups} == {days}


@pytest.mark.parametrize("stage", STAGES)
def test_every_function_finds_the_settings_that_it_needs(dev: Graph, stage: StageName) -> None:
    settings = StageSettings(**variables(dev, stage))
    assert settings.bucket == dev.outputs["bucket"]
    assert settings.table == dev.outputs["table"]
    assert settings.bus == dev.outputs["busName"]
    assert settings.queue_url == f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/dev-creative-automation-{stage}"
    assert settings.dlq_url == f"{settings.queue_url}-dlq"
    assert settings.tries == {"parser": 3, "generator": 5, "variants": 3}[stage]
    assert settings.retry_base_seconds == 30


@pytest.mark.parametrize("stage", STAGES)
def test_metrics_and_logs_carry_service_and_stack(dev: Graph, stage: StageName) -> None:
    found = variables(dev, stage)
    assert found["POWERTOOLS_SERVICE_NAME"] == stage
    assert found["POWERTOOLS_METRICS_NAMESPACE"] == "CreativeAutomation"
    assert (found["STACK"], found["LOG_LEVEL"]) == ("dev", "INFO")


def test_the_parser_knows_the_rates(dev: Graph) -> None:
    names = ("RATE_GENERATION", "RATE_PROCESSING", "RATE_VARIANTS")
    assert [variables(dev, "parser")[name] for name in names] == ["0.30", "0.01", "0.05"]
    dearer = deploy("dev", rates='{"generation": 0.5}')
    assert [variables(dearer, "parser")[name] for name in names] == ["0.5", "0.01", "0.05"]


def test_the_generator_knows_its_model_and_the_models_region(dev: Graph) -> None:
    found = variables(dev, "generator")
    assert found["BEDROCK_MODEL_ID"] == "stability.stable-image-core-v1:1"
    assert found["BEDROCK_REGION"] == "us-west-2"


@pytest.mark.parametrize("timeout", [24, 30, 120, 900])
def test_two_calls_of_the_model_end_before_the_function_does(timeout: int) -> None:
    block = f'{{"timeoutSeconds": {timeout}, "visibilitySeconds": {timeout}}}'
    read_timeout = int(variables(deploy("dev", generator=block), "generator")["MODEL_READ_TIMEOUT_SECONDS"])
    assert read_timeout >= 10
    assert 2 * read_timeout <= timeout - 4


@pytest.mark.parametrize("stage", STAGES)
def test_no_variable_is_reserved_by_lambda(dev: Graph, stage: StageName) -> None:
    names = [n for n in variables(dev, stage) if n not in RESERVED_BUT_FREE]
    assert [n for n in names if n.startswith(RESERVED)] == []


def test_only_the_generator_knows_of_bedrock(dev: Graph) -> None:
    for stage in ("parser", "variants"):
        assert [n for n in variables(dev, stage) if "BEDROCK" in n] == []
