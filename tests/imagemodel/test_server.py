"""The stand-in as a process among others: admin routes, concurrency, ports, its command line."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from local.imagemodel.server import ImageModel, PortTaken
from tests.imagemodel.conftest import NOVA, Invoke, amazon_body, runtime_client

_BODY = amazon_body("a tall lipstick")


def _ask(url: str, method: str = "GET", body: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data, method=method)  # noqa: S310  a server of our own
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def test_every_call_is_recorded_with_model_prompt_body_and_time(invoke: Invoke, bedrock: ImageModel) -> None:
    invoke(NOVA, _BODY)
    (call,) = bedrock.calls
    assert (call.model_id, call.prompt, call.outcome) == (NOVA, "a tall lipstick", "picture")
    assert json.loads(call.body) == _BODY
    assert call.at.utcoffset() is not None


def test_another_process_reads_and_clears_the_calls(invoke: Invoke, bedrock: ImageModel) -> None:
    invoke(NOVA, _BODY)
    status, answer = _ask(f"{bedrock.url}/calls")
    assert (status, answer["paid"]) == (200, 1)
    assert answer["calls"][0]["prompt"] == "a tall lipstick"
    assert _ask(f"{bedrock.url}/calls", "DELETE") == (200, {})
    assert bedrock.calls == ()


def test_another_process_sets_and_clears_faults(invoke: Invoke, bedrock: ImageModel) -> None:
    fault = {"kind": "error", "code": "ThrottlingException", "times": 2}
    assert _ask(f"{bedrock.url}/faults", "POST", fault)[0] == 201
    with pytest.raises(ClientError, match="ThrottlingException"):
        invoke(NOVA, _BODY)
    assert [waiting["times"] for waiting in _ask(f"{bedrock.url}/faults")[1]["faults"]] == [1]
    assert _ask(f"{bedrock.url}/faults", "DELETE")[0] == 200
    assert invoke(NOVA, _BODY)["error"] is None


def test_a_wrong_fault_is_refused_with_the_reason(bedrock: ImageModel) -> None:
    status, answer = _ask(f"{bedrock.url}/faults", "POST", {"kind": "error", "code": "Teapot"})
    assert status == 400
    assert "Teapot" in answer["message"]


def test_a_path_that_is_not_served_names_those_that_are(bedrock: ImageModel) -> None:
    status, answer = _ask(f"{bedrock.url}/models")
    assert status == 404
    assert "POST /model/{id}/invoke" in answer["message"]


def test_calls_at_once_are_all_answered_alike(bedrock: ImageModel) -> None:
    client = runtime_client(bedrock.url)

    def image(_: int) -> str:
        return str(json.loads(client.invoke_model(modelId=NOVA, body=json.dumps(_BODY))["body"].read())["images"][0])

    with ThreadPoolExecutor(8) as pool:
        pictures = set(pool.map(image, range(8)))
    assert len(pictures) == 1
    assert bedrock.paid == 8


def test_a_slow_call_holds_up_no_other(bedrock: ImageModel) -> None:
    bedrock.delay_next(30, when="slow")
    with ThreadPoolExecutor(1) as pool:
        body = json.dumps(amazon_body("a slow candle"))
        slow = pool.submit(runtime_client(bedrock.url, read_timeout=1).invoke_model, modelId=NOVA, body=body)
        answer = runtime_client(bedrock.url).invoke_model(modelId=NOVA, body=json.dumps(_BODY))
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
        assert not slow.done()


def test_nothing_is_answered_after_the_end() -> None:
    with ImageModel() as model:
        client = runtime_client(model.url)
        client.invoke_model(modelId=NOVA, body=json.dumps(_BODY))["body"].read()
    with pytest.raises(EndpointConnectionError):  # not on the connection that boto3 kept alive, either
        client.invoke_model(modelId=NOVA, body=json.dumps(_BODY))


def test_a_busy_port_is_named(bedrock: ImageModel) -> None:
    port = int(bedrock.url.rpartition(":")[2])
    with pytest.raises(PortTaken, match=f"127.0.0.1:{port}"), ImageModel(port):
        pass


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_alone_it_says_where_it_listens_and_ends_on_a_signal(end: signal.Signals) -> None:
    command = [sys.executable, "-m", "local.imagemodel", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found is not None
        assert _ask(f"{found[0]}/health") == (200, {"status": "ok"})
        process.send_signal(end)
        assert process.wait(10) == 0
