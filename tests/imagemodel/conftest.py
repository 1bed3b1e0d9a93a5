from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from PIL import Image

from local.imagemodel.server import BedrockStandIn

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

CORE = "stability.stable-image-core-v1:1"
ULTRA = "stability.stable-image-ultra-v1:1"
SD35 = "stability.sd3-5-large-v1:0"
SDXL = "stability.stable-diffusion-xl-v1"
TITAN1 = "amazon.titan-image-generator-v1"
TITAN = "amazon.titan-image-generator-v2:0"
NOVA = "amazon.nova-canvas-v1:0"

Invoke = Callable[[str, dict[str, Any]], dict[str, Any]]


@pytest.fixture(scope="session")
def running() -> Iterator[BedrockStandIn]:
    with BedrockStandIn() as model:
        yield model


@pytest.fixture
def bedrock(running: BedrockStandIn) -> BedrockStandIn:
    """The stand-in without calls or faults of earlier tests."""
    running.forget()
    return running


@pytest.fixture(scope="session")
def client(running: BedrockStandIn) -> BedrockRuntimeClient:
    """boto3 as the generator uses it, but without retries: a test counts the calls it makes."""
    return runtime_client(running.url)


@pytest.fixture
def invoke(client: BedrockRuntimeClient, bedrock: BedrockStandIn) -> Invoke:  # noqa: ARG001  starts from no faults
    def call(model_id: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = client.invoke_model(modelId=model_id, body=json.dumps(body), contentType="application/json")
        return dict(json.loads(answer["body"].read()))

    return call


def runtime_client(url: str, attempts: int = 1, read_timeout: float = 20) -> BedrockRuntimeClient:
    retries: Any = {"mode": "standard", "total_max_attempts": attempts}
    return boto3.client(
        "bedrock-runtime",
        region_name="us-west-2",
        endpoint_url=url,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries=retries, read_timeout=read_timeout, connect_timeout=5),
    )


def amazon_body(text: str, **config: object) -> dict[str, Any]:
    return {
        "taskType": "TEXT_IMAGE",
        "textToImageParams": {"text": text},
        "imageGenerationConfig": {"width": 512, "height": 512, "numberOfImages": 1, **config},
    }


def sdxl_body(text: str, **more: object) -> dict[str, Any]:
    return {"text_prompts": [{"text": text, "weight": 1.0}], "cfg_scale": 7.0, "steps": 50, "samples": 1, **more}


def opened(encoded: str) -> Image.Image:
    picture = Image.open(io.BytesIO(base64.b64decode(encoded)))
    picture.load()
    return picture
