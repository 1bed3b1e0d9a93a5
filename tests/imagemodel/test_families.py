"""Each family answers in its own wire format, to boto3's own client."""

from __future__ import annotations

import json

import pytest

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
    opened,
    runtime_client,
    sdxl_body,
)


@pytest.mark.parametrize(("model_id", "more"), [(CORE, {}), (ULTRA, {}), (SD35, {"mode": "text-to-image"})])
def test_stable_image_answers_with_seeds_finish_reasons_and_a_png(
    model_id: str, more: dict[str, str], invoke: Invoke
) -> None:
    body = {"prompt": "a mug", "aspect_ratio": "1:1", "seed": 7, "output_format": "png", "negative_prompt": "text"}
    answer = invoke(model_id, body | more)
    assert answer["seeds"] == [7]
    assert answer["finish_reasons"] == [None]
    picture = opened(answer["images"][0])
    assert (picture.format, picture.size, picture.mode) == ("PNG", (1024, 1024), "RGB")


@pytest.mark.parametrize(("ratio", "size"), [("16:9", (1344, 768)), ("9:21", (640, 1536))])
def test_stable_image_draws_the_ratio_that_is_asked_for(ratio: str, size: tuple[int, int], invoke: Invoke) -> None:
    assert opened(invoke(CORE, {"prompt": "a can", "aspect_ratio": ratio})["images"][0]).size == size


def test_stable_image_writes_jpeg_where_asked(invoke: Invoke) -> None:
    assert opened(invoke(CORE, {"prompt": "a can", "output_format": "jpeg"})["images"][0]).format == "JPEG"


def test_sdxl_answers_with_artifacts(invoke: Invoke) -> None:
    answer = invoke(SDXL, sdxl_body("a candle", width=1024, height=1024, seed=5))
    (artifact,) = answer["artifacts"]
    assert answer["result"] == "success"
    assert (artifact["seed"], artifact["finishReason"]) == (5, "SUCCESS")
    assert opened(artifact["base64"]).size == (1024, 1024)


@pytest.mark.parametrize("model_id", [TITAN1, TITAN, NOVA])
def test_titan_and_nova_answer_with_images_and_no_error(model_id: str, invoke: Invoke) -> None:
    answer = invoke(model_id, amazon_body("a watch", seed=3))
    assert answer["error"] is None
    assert [opened(image).size for image in answer["images"]] == [(512, 512)]


def test_titan_draws_as_many_as_asked_and_each_differs(invoke: Invoke) -> None:
    images = invoke(TITAN, amazon_body("a gift", numberOfImages=3, width=320, height=704))["images"]
    assert len(set(images)) == 3
    assert opened(images[0]).size == (320, 704)


def test_the_same_body_gives_the_same_bytes_from_any_server(invoke: Invoke) -> None:
    body = amazon_body("a striped towel", seed=11)
    with BedrockStandIn() as another:
        answer = runtime_client(another.url).invoke_model(modelId=NOVA, body=json.dumps(body))
        elsewhere = json.loads(answer["body"].read())
    assert invoke(NOVA, body) == elsewhere


def test_another_prompt_or_seed_gives_another_picture(invoke: Invoke) -> None:
    pictures = {
        invoke(NOVA, amazon_body(text, seed=seed))["images"][0]
        for text, seed in (("a red bag", 1), ("a red bag", 2), ("a blue bag", 1))
    }
    assert len(pictures) == 3


def test_seed_zero_is_answered_with_the_seed_that_was_used(invoke: Invoke) -> None:
    answers = [invoke(CORE, {"prompt": "a lipstick", "seed": 0, "aspect_ratio": "21:9"}) for _ in range(2)]
    assert 0 < answers[0]["seeds"][0] <= 4_294_967_294
    assert answers[0] == answers[1]
