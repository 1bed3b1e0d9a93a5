"""The generator with its real clients: AWS in memory (moto), and the image model's stand-in over HTTP."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from local.imagemodel.server import BedrockStandIn
from services.generator.attempts import Attempts
from services.generator.families.family import PictureDelayed
from shared.campaigns.budget import Budget
from shared.image_models import DEFAULT_MODEL_ID, IMAGE_MODELS
from shared.keys import cached_picture
from shared.trouble import Waiting
from tests.unit.campaign_samples import CAMPAIGN_ID
from tests.unit.conftest import BUCKET, TABLE, Account
from tests.unit.generator.conftest import Bench


def test_a_product_gets_one_paid_picture_and_its_event(bench: Bench) -> None:
    bench.accept()
    bench.generation.take(bench.body())
    [(kind, data)] = bench.heard()
    assert kind == "ImageGenerated"
    image = data["image"]
    assert image["key"] == f"output/{CAMPAIGN_ID}/generated/bottle-0.png"
    assert (image["model_cost"], image["cached"], image["width"]) == (0.04, False, 1024)
    picture = bench.account.s3.get_object(Bucket=BUCKET, Key=image["key"])["Body"].read()
    assert picture.startswith(b"\x89PNG")
    assert bench.bedrock.paid == 1
    assert bench.account.campaigns.product(CAMPAIGN_ID, 0).product.status == "image_ready"


def test_a_redelivered_message_announces_the_same_event_and_pays_nothing(bench: Bench) -> None:
    bench.accept()
    bench.generation.take(bench.body())
    bench.generation.take(bench.body())
    first, second = bench.account.heard()
    assert first["detail"] == second["detail"]
    assert bench.bedrock.paid == 1


def test_a_crash_right_after_the_paid_call_neither_pays_again_nor_hides_the_cost(bench: Bench) -> None:
    bench.accept()
    bench.generation.take(bench.body())
    # As if the function had died between keeping the picture and recording it.
    bench.account.dynamodb.update_item(
        TableName=TABLE,
        Key={"campaign_id": {"S": CAMPAIGN_ID}, "sk": {"S": "PRODUCT#0000"}},
        UpdateExpression="SET product_status = :pending REMOVE image, image_ready_at",
        ExpressionAttributeValues={":pending": {"S": "pending"}},
    )
    bench.generation.take(bench.body())
    image = bench.account.campaigns.product(CAMPAIGN_ID, 0).product.image
    assert image is not None
    assert (image.cached, image.model_cost) == (False, Decimal("0.04"))
    assert bench.bedrock.paid == 1


def test_the_same_product_in_another_campaign_comes_from_the_cache_at_no_model_cost(bench: Bench) -> None:
    bench.accept(campaign_id="first")
    bench.accept(campaign_id="second")
    bench.generation.take(bench.body(campaign_id="first"))
    bench.generation.take(bench.body(campaign_id="second"))
    images = [data["image"] for _, data in bench.heard()]
    assert [(image["cached"], image["model_cost"]) for image in images] == [(False, 0.04), (True, 0.0)]
    assert images[0]["recipe"] == images[1]["recipe"]
    assert bench.bedrock.paid == 1


def test_while_another_message_pays_for_a_recipe_this_one_waits(bench: Bench) -> None:
    bench.accept(campaign_id="first")
    bench.accept(campaign_id="second")
    bench.generation.take(bench.body(campaign_id="first"))
    [(_, data)] = bench.heard()
    bench.account.s3.delete_object(Bucket=BUCKET, Key=cached_picture(data["image"]["recipe"]))
    bench.accept(campaign_id="third")
    state, wanted = bench.account.campaigns.product("third", 0), data["image"]["recipe"]
    another = Attempts(bench.account.dynamodb, TABLE, Budget(bench.account.dynamodb, TABLE, None), 60)
    paying = another.book(state, wanted, DEFAULT_MODEL_ID, Decimal("0.04"), seed=1)
    with another.lease(wanted), paying, pytest.raises(Waiting, match="another message"):
        bench.generation.take(bench.body(campaign_id="second"))
    assert bench.bedrock.paid == 1
    bench.generation.take(bench.body(campaign_id="second"))
    assert bench.bedrock.paid == 2


def test_a_filtered_prompt_fails_the_product_with_a_reason_for_the_marketer(bench: Bench) -> None:
    bench.accept()
    bench.bedrock.filter("prompt")
    bench.generation.take(bench.body())
    failed, completed = bench.heard()
    assert failed[0] == "ProductFailed"
    assert (failed[1]["code"], failed[1]["retryable"], failed[1]["stage"]) == ("content_filtered", False, "generator")
    assert "reword the product's name" in failed[1]["reason"]
    assert (completed[0], completed[1]["status"], completed[1]["failed_count"]) == ("CampaignCompleted", "failed", 1)


def test_a_withheld_picture_is_tried_once_more_with_another_seed(bench: Bench) -> None:
    bench.accept()
    bench.bedrock.filter("output image")
    bench.generation.take(bench.body())
    [(kind, data)] = bench.heard()
    assert kind == "ImageGenerated"
    seeds = [json.loads(call.body)["seed"] for call in bench.bedrock.calls]
    assert len(set(seeds)) == 2
    assert data["image"]["seed"] == seeds[1]


def test_a_picture_withheld_twice_fails_the_product(bench: Bench) -> None:
    bench.accept()
    bench.bedrock.filter("output image", times=2)
    bench.generation.take(bench.body())
    assert [kind for kind, _ in bench.heard()] == ["ProductFailed", "CampaignCompleted"]
    assert len(bench.bedrock.calls) == 2


@pytest.mark.parametrize(
    "code",
    [
        "ThrottlingException",
        "ModelNotReadyException",
        "InternalServerException",
        "ServiceUnavailableException",
        "ModelTimeoutException",
        "ServiceQuotaExceededException",
    ],
)
def test_transient_trouble_goes_back_to_the_queue_and_the_next_receive_succeeds(bench: Bench, code: str) -> None:
    bench.accept()
    bench.bedrock.fail_next(code)
    with pytest.raises(PictureDelayed, match=code):
        bench.generation.take(bench.body())
    assert bench.heard() == []
    bench.generation.take(bench.body())
    assert [kind for kind, _ in bench.heard()] == ["ImageGenerated"]


@pytest.mark.parametrize(("status", "transient"), [(400, False), (503, True)])
def test_a_model_error_is_transient_only_where_the_model_itself_failed(
    bench: Bench, status: int, transient: bool
) -> None:
    bench.accept()
    bench.bedrock.fail_next("ModelErrorException", original_status=status)
    if transient:
        with pytest.raises(PictureDelayed):
            bench.generation.take(bench.body())
    else:
        bench.generation.take(bench.body())
    assert [kind for kind, _ in bench.heard()] == ([] if transient else ["ProductFailed", "CampaignCompleted"])


def test_a_refused_request_fails_the_product(bench: Bench) -> None:
    bench.accept()
    bench.bedrock.fail_next("ValidationException", message="prompt is not right")
    bench.generation.take(bench.body())
    (_, data), _ = bench.heard()
    assert (data["code"], data["retryable"]) == ("model_refused", False)
    assert "prompt is not right" in data["reason"]


@pytest.mark.parametrize("model_id", list(IMAGE_MODELS))
def test_every_model_of_the_catalogue_gives_a_picture(account: Account, bedrock: BedrockStandIn, model_id: str) -> None:
    bedrock.forget()
    bench = Bench.start(account, bedrock, model_id)
    bench.accept()
    bench.generation.take(bench.body())
    [(_, data)] = bench.heard()
    assert data["image"]["model_id"] == model_id
    assert Decimal(str(data["image"]["model_cost"])) == IMAGE_MODELS[model_id].price


def test_a_duplicate_of_a_filtered_product_does_not_call_the_model_again(bench: Bench) -> None:
    bench.accept()
    bench.bedrock.filter("prompt")
    bench.generation.take(bench.body())
    first = bench.heard()
    bench.generation.take(bench.body())
    assert bench.heard() == first
    assert len(bench.bedrock.calls) == 1


def test_a_product_whose_picture_is_paid_for_is_announced_and_not_failed_when_its_message_ends(bench: Bench) -> None:
    bench.accept()
    bench.generation.work.take(bench.body())  # and then the bus took nothing of it
    bench.generation.give_up(bench.body(), RuntimeError("an error that nobody foresaw"))
    assert [kind for kind, _ in bench.heard()] == ["ImageGenerated"]
    assert bench.account.campaigns.product(CAMPAIGN_ID, 0).product.status == "image_ready"


def test_after_the_last_receive_the_product_is_failed_and_a_redrive_heals_it(bench: Bench) -> None:
    bench.accept()
    bench.generation.give_up(bench.body(), PictureDelayed("ThrottlingException: slow down"))
    (_, failed), (_, completed) = bench.heard()
    assert (failed["code"], failed["retryable"]) == ("generation_failed", True)
    assert "slow down" in failed["reason"]
    assert completed["status"] == "failed"
    bench.generation.take(bench.body())
    [(kind, _)] = bench.heard()
    assert kind == "ImageGenerated"
    healing = bench.account.campaigns.product(CAMPAIGN_ID, 0).product
    assert (healing.status, healing.image is not None) == ("failed", True)
