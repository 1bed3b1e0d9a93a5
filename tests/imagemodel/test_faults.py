"""Trouble on request, as boto3 sees it, and what it would have cost."""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from local.imagemodel.families.order import FilterReason
from local.imagemodel.faults import Odds
from local.imagemodel.refusals import ERRORS
from local.imagemodel.server import BedrockStandIn
from tests.imagemodel.conftest import CORE, NOVA, SDXL, TITAN, Invoke, amazon_body, runtime_client, sdxl_body

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

_SMALL = amazon_body("a small candle")


@pytest.mark.parametrize(("code", "status"), [(code, status) for code, (status, _) in ERRORS.items()])
def test_each_error_of_invoke_model_comes_with_its_status(
    code: str, status: int, invoke: Invoke, bedrock: BedrockStandIn
) -> None:
    bedrock.fail_next(code)
    with pytest.raises(ClientError) as refused:
        invoke(NOVA, _SMALL)
    assert refused.value.response["Error"]["Code"] == code
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert bedrock.paid == 0


def test_a_model_error_carries_the_status_of_the_model(client: BedrockRuntimeClient, bedrock: BedrockStandIn) -> None:
    bedrock.fail_next("ModelErrorException", original_status=503, message="the model broke down")
    with pytest.raises(client.exceptions.ModelErrorException) as refused:
        client.invoke_model(modelId=NOVA, body=json.dumps(_SMALL))
    assert dict(refused.value.response)["originalStatusCode"] == 503
    assert "the model broke down" in str(refused.value)


def test_a_fault_lasts_as_long_as_asked_and_botocore_retries_through_it(bedrock: BedrockStandIn) -> None:
    bedrock.fail_next("ThrottlingException", times=2)
    answer = runtime_client(bedrock.url, attempts=3).invoke_model(modelId=NOVA, body=json.dumps(_SMALL))
    assert len(json.loads(answer["body"].read())["images"]) == 1
    assert [call.outcome for call in bedrock.calls] == ["ThrottlingException", "ThrottlingException", "picture"]
    assert bedrock.paid == 1


def test_a_fault_meets_only_the_prompts_it_is_meant_for(invoke: Invoke, bedrock: BedrockStandIn) -> None:
    bedrock.fail_next("ServiceUnavailableException", when="mug")
    assert invoke(NOVA, _SMALL)["error"] is None
    with pytest.raises(ClientError, match="ServiceUnavailable"):
        invoke(NOVA, amazon_body("a green mug"))
    assert invoke(NOVA, amazon_body("a green mug"))["error"] is None


@pytest.mark.parametrize(
    ("reason", "finish"),
    [
        ("prompt", "Filter reason: prompt"),
        ("input image", "Filter reason: input image"),
        ("output image", "Filter reason: output image"),
        ("inference", "Inference error"),
    ],
)
def test_stable_image_filters_with_http_200_and_no_picture(
    reason: FilterReason, finish: str, invoke: Invoke, bedrock: BedrockStandIn
) -> None:
    bedrock.filter(reason)
    assert invoke(CORE, {"prompt": "a mug"}) == {"finish_reasons": [finish]}
    assert [(call.outcome, call.paid) for call in bedrock.calls] == [("filtered", False)]


def test_sdxl_marks_a_filtered_artifact(invoke: Invoke, bedrock: BedrockStandIn) -> None:
    bedrock.filter("output image")
    assert invoke(SDXL, sdxl_body("a mug"))["artifacts"][0]["finishReason"] == "CONTENT_FILTERED"


def test_titan_refuses_a_blocked_prompt(invoke: Invoke, bedrock: BedrockStandIn) -> None:
    bedrock.filter()
    with pytest.raises(ClientError, match="blocked by our content filters") as refused:
        invoke(TITAN, _SMALL)
    assert refused.value.response["Error"]["Code"] == "ValidationException"


def test_titan_answers_a_blocked_picture_with_an_error_text(invoke: Invoke, bedrock: BedrockStandIn) -> None:
    bedrock.filter("output image")
    answer = invoke(TITAN, _SMALL)
    assert answer["images"] == []
    assert "blocked by our content filters" in answer["error"]


def test_a_late_answer_is_paid_for_though_the_caller_has_gone(bedrock: BedrockStandIn) -> None:
    bedrock.delay_next(30)
    with pytest.raises(ReadTimeoutError):
        runtime_client(bedrock.url, read_timeout=1).invoke_model(modelId=NOVA, body=json.dumps(_SMALL))
    assert bedrock.paid == 1


def test_a_lost_answer_is_paid_for(client: BedrockRuntimeClient, bedrock: BedrockStandIn) -> None:
    bedrock.drop_next()
    with pytest.raises(ConnectionClosedError):
        client.invoke_model(modelId=NOVA, body=json.dumps(_SMALL))
    assert [(call.outcome, call.delivered, call.paid) for call in bedrock.calls] == [("picture", False, True)]


def test_leaving_does_not_wait_for_a_delayed_answer() -> None:
    start = time.monotonic()
    with BedrockStandIn() as model:
        model.delay_next(60)
        with pytest.raises(ReadTimeoutError):
            runtime_client(model.url, read_timeout=0.2).invoke_model(modelId=NOVA, body=json.dumps(_SMALL))
    assert time.monotonic() - start < 10


def test_an_unknown_error_code_is_refused_when_it_is_asked_for(bedrock: BedrockStandIn) -> None:
    with pytest.raises(ValueError, match="ThrottlingException"):
        bedrock.fail_next("Throttled")


def test_by_chance_every_fault_comes_as_often_as_asked(invoke: Invoke, bedrock: BedrockStandIn) -> None:
    bedrock.fail_by_chance(Odds(throttled=0.5, failing=0.25, filtered=0.25))
    for _ in range(40):
        with contextlib.suppress(ClientError, ConnectionClosedError):
            invoke(CORE, {"prompt": "a mug"})
    outcomes = Counter(call.outcome if call.delivered else "lost" for call in bedrock.calls)
    assert outcomes.keys() == {"ThrottlingException", "InternalServerException", "lost", "filtered"}
    assert 13 <= outcomes["ThrottlingException"] <= 27
    assert bedrock.paid == outcomes["lost"]
