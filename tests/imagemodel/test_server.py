"""The stand-in as a server: its record of calls, concurrency, its end."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from local.imagemodel.server import BedrockStandIn
from tests.imagemodel.conftest import NOVA, Invoke, amazon_body, runtime_client

_BODY = amazon_body("a tall lipstick")


def test_every_call_is_recorded_with_model_prompt_body_and_time(invoke: Invoke, bedrock: BedrockStandIn) -> None:
    invoke(NOVA, _BODY)
    (call,) = bedrock.calls
    assert (call.model_id, call.prompt, call.outcome) == (NOVA, "a tall lipstick", "picture")
    assert json.loads(call.body) == _BODY
    assert call.at.utcoffset() is not None


def test_forgetting_clears_calls_and_waiting_faults(invoke: Invoke, bedrock: BedrockStandIn) -> None:
    invoke(NOVA, _BODY)
    bedrock.fail_next("ThrottlingException")
    bedrock.forget()
    assert bedrock.calls == ()
    assert invoke(NOVA, _BODY)["error"] is None


def test_another_operation_is_not_served(bedrock: BedrockStandIn) -> None:
    with pytest.raises(ClientError, match=r"only POST /model/{id}/invoke is served"):
        runtime_client(bedrock.url).converse(modelId=NOVA, messages=[{"role": "user", "content": [{"text": "hello"}]}])
    assert bedrock.calls == ()


def test_calls_at_once_are_all_answered_alike(bedrock: BedrockStandIn) -> None:
    client = runtime_client(bedrock.url)

    def image(_: int) -> str:
        return str(json.loads(client.invoke_model(modelId=NOVA, body=json.dumps(_BODY))["body"].read())["images"][0])

    with ThreadPoolExecutor(8) as pool:
        pictures = set(pool.map(image, range(8)))
    assert len(pictures) == 1
    assert bedrock.paid == 8


def test_a_slow_call_holds_up_no_other(bedrock: BedrockStandIn) -> None:
    bedrock.delay_next(30, when="slow")
    with ThreadPoolExecutor(1) as pool:
        body = json.dumps(amazon_body("a slow candle"))
        slow = pool.submit(runtime_client(bedrock.url, read_timeout=1).invoke_model, modelId=NOVA, body=body)
        answer = runtime_client(bedrock.url).invoke_model(modelId=NOVA, body=json.dumps(_BODY))
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
        assert not slow.done()


def test_nothing_is_answered_after_the_end() -> None:
    with BedrockStandIn() as model:
        client = runtime_client(model.url)
        client.invoke_model(modelId=NOVA, body=json.dumps(_BODY))["body"].read()
    with pytest.raises(EndpointConnectionError):
        client.invoke_model(modelId=NOVA, body=json.dumps(_BODY))
