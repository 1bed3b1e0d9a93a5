"""What the real models refuse, the stand-in refuses: same code, same HTTP status, a message that names the place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from local.imagemodel.server import BedrockStandIn
from tests.imagemodel.conftest import (
    CORE,
    NOVA,
    SD35,
    SDXL,
    TITAN,
    TITAN1,
    ULTRA,
    Invoke,
    amazon_body,
    runtime_client,
    sdxl_body,
)

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

_REFUSED = [
    (CORE, {"prompt": "x", "width": 1024}, "#: extraneous key [width] is not permitted"),
    (CORE, {"prompt": "x", "mode": "text-to-image"}, "extraneous key [mode]"),
    (ULTRA, {"prompt": "x", "strength": 0.5}, "extraneous key [strength]"),
    (CORE, {"seed": 1}, "#: required key [prompt] not found"),
    (CORE, {"prompt": ""}, "#/prompt: expected minLength: 1, actual: 0"),
    (CORE, {"prompt": "x" * 10_001}, "#/prompt: expected maxLength: 10000, actual: 10001"),
    (CORE, {"prompt": "x", "seed": 4_294_967_295}, "#/seed: 4294967295 is not less or equal to 4294967294"),
    (CORE, {"prompt": "x", "seed": -1}, "#/seed: -1 is not greater or equal to 0"),
    (CORE, {"prompt": "x", "seed": "7"}, "#/seed"),
    (CORE, {"prompt": "x", "aspect_ratio": "1.91:1"}, "#/aspect_ratio: 1.91:1 is not a valid enum value"),
    (CORE, {"prompt": "x", "output_format": "PNG"}, "#/output_format: PNG is not a valid enum value"),
    (SD35, {"prompt": "x", "mode": "image-to-image", "image": "aGk=", "strength": 0.5}, "#/mode"),
    (SDXL, {"cfg_scale": 7.0}, "#: required key [text_prompts] not found"),
    (SDXL, sdxl_body("x" * 2_001), "#/text_prompts/0/text: expected maxLength: 2000, actual: 2001"),
    (SDXL, sdxl_body("x", width=1000), "1000x1024 is not an allowed size"),
    (SDXL, sdxl_body("x") | {"steps": 500}, "#/steps: 500 is not less or equal to 150"),
    (SDXL, {"text_prompts": [{"text": "x", "weight": -1.0}]}, "at least one prompt needs a positive weight"),
    (TITAN, amazon_body("x" * 513), "#/textToImageParams/text: expected maxLength: 512, actual: 513"),
    (NOVA, amazon_body("x" * 1_025), "#/textToImageParams/text: expected maxLength: 1024, actual: 1025"),
    (TITAN1, amazon_body("x", width=1000), "1000x512 is not an allowed size"),
    (NOVA, amazon_body("x", width=1030), "1030x512 is not an allowed size"),
    (TITAN, amazon_body("x", seed=2_147_483_647), "seed: 2147483647 is not less or equal to 2147483646"),
    (NOVA, amazon_body("x", seed=858_993_460), "seed: 858993460 is not less or equal to 858993459"),
    (NOVA, amazon_body("x", cfgScale=11.0), "#/imageGenerationConfig/cfgScale: 11.0 is not less or equal to 10"),
    (NOVA, amazon_body("x") | {"taskType": "OUTPAINTING"}, "#/taskType"),
    (NOVA, {"taskType": "TEXT_IMAGE", "prompt": "x"}, "required key [textToImageParams] not found"),
]


@pytest.mark.parametrize(("model_id", "body", "reason"), _REFUSED)
def test_a_wrong_request_is_refused_with_its_place(
    model_id: str, body: dict[str, Any], reason: str, invoke: Invoke, bedrock: BedrockStandIn
) -> None:
    with pytest.raises(ClientError) as refused:
        invoke(model_id, body)
    error = refused.value.response
    assert error["Error"]["Code"] == "ValidationException"
    assert error["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert reason in error["Error"]["Message"]
    assert [(call.outcome, call.paid) for call in bedrock.calls] == [("ValidationException", False)]


def test_every_mistake_is_named_at_once(invoke: Invoke) -> None:
    with pytest.raises(ClientError, match=r"extraneous key \[width\].*extraneous key \[height\]"):
        invoke(CORE, {"prompt": "x", "width": 1, "height": 1})


def test_an_unknown_model_is_an_invalid_identifier(invoke: Invoke) -> None:
    with pytest.raises(ClientError, match="The provided model identifier is invalid") as refused:
        invoke("stability.stable-image-core-v9:9", {"prompt": "x"})
    assert refused.value.response["Error"]["Code"] == "ValidationException"


def test_a_body_that_is_no_json_is_malformed(client: BedrockRuntimeClient) -> None:
    with pytest.raises(ClientError, match="Malformed input request, please reformat") as refused:
        client.invoke_model(modelId=CORE, body=b'{"prompt": ')
    assert refused.value.response["Error"]["Code"] == "ValidationException"


def test_a_retired_model_has_reached_the_end_of_its_life() -> None:
    with (
        BedrockStandIn(retired=[SDXL]) as model,
        pytest.raises(ClientError, match="reached the end of its life") as refused,
    ):
        runtime_client(model.url).invoke_model(modelId=SDXL, body=json.dumps(sdxl_body("x")))
    assert refused.value.response["Error"]["Code"] == "ResourceNotFoundException"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
