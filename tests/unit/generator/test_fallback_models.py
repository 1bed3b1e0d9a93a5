"""A model at its end: the next one stands in, at its own price, and whoever looks sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from local.imagemodel.server import BedrockStandIn
from services.generator.families.family import PictureDelayed
from shared import keys
from shared.campaigns.budget import Budget
from shared.image_models import DEFAULT_MODEL_ID, IMAGE_MODELS
from tests.unit.campaign_samples import CAMPAIGN_ID
from tests.unit.conftest import TABLE, Account
from tests.unit.generator.conftest import Bench

ULTRA = "stability.stable-image-ultra-v1:1"
ENDS = [
    ("ResourceNotFoundException", None),
    ("AccessDeniedException", None),
    ("ValidationException", "The provided model identifier is invalid."),
    ("ValidationException", "Operation not allowed"),
]


@pytest.fixture
def bench(account: Account, bedrock: BedrockStandIn) -> Bench:
    bedrock.forget()
    return Bench.start(account, bedrock, DEFAULT_MODEL_ID, ULTRA)


@pytest.mark.parametrize(("code", "message"), ENDS)
def test_the_next_model_stands_in_at_its_own_price_and_event_and_manifest_say_so(
    bench: Bench, code: str, message: str | None
) -> None:
    bench.accept()
    bench.bedrock.fail_next(code, message=message)
    bench.generation.take(bench.body())
    [(kind, data)] = bench.heard()
    assert kind == "ImageGenerated"
    noted = {name: data["image"][name] for name in ("model_id", "instead_of", "model_cost")}
    assert noted == {"model_id": ULTRA, "instead_of": DEFAULT_MODEL_ID, "model_cost": 0.14}
    bench.account.manifests.write(CAMPAIGN_ID)
    manifest = bench.account.json_at(keys.manifest(CAMPAIGN_ID))
    assert manifest["products"][0]["image"]["instead_of"] == DEFAULT_MODEL_ID
    assert (manifest["model_cost"], manifest["possibly_paid"]) == (0.14, 0)
    assert Budget(bench.account.dynamodb, TABLE, None).reserved(datetime.now(UTC).date()) == Decimal("0.14")


@pytest.mark.parametrize(("code", "message"), ENDS)
def test_where_no_model_is_left_the_product_fails_and_says_what_the_platform_team_can_do(
    bench: Bench, code: str, message: str | None
) -> None:
    bench.accept()
    bench.bedrock.fail_next(code, message=message, times=2)
    bench.generation.take(bench.body())
    (_, data), _ = bench.heard()
    assert (data["code"], data["retryable"]) == ("model_unavailable", True)
    for expected in (DEFAULT_MODEL_ID, ULTRA, "us-west-2", code, "bedrockModelId"):
        assert expected in data["reason"]
    assert bench.product().possibly_paid == 0
    bench.generation.take(bench.body())
    assert [kind for kind, _ in bench.heard()] == ["ImageGenerated"], "a redrive heals it"


def test_the_first_choice_is_asked_first_and_alone_while_it_answers(bench: Bench) -> None:
    bench.accept()
    bench.generation.take(bench.body())
    [(_, data)] = bench.heard()
    assert (data["image"]["model_id"], data["image"]["instead_of"]) == (DEFAULT_MODEL_ID, None)
    assert [call.model_id for call in bench.bedrock.calls] == [DEFAULT_MODEL_ID]


def test_nobody_stands_in_for_a_model_that_is_only_busy(bench: Bench) -> None:
    bench.accept()
    bench.bedrock.fail_next("ThrottlingException")
    with pytest.raises(PictureDelayed):
        bench.generation.take(bench.body())
    assert [call.model_id for call in bench.bedrock.calls] == [DEFAULT_MODEL_ID]


def test_a_picture_that_the_second_has_made_is_not_paid_again_when_the_first_is_back(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.accept()
    bench.bedrock.fail_next("ResourceNotFoundException")

    def crash(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bench.stage.s3, "copy_object", crash)
    with pytest.raises(KeyboardInterrupt):
        bench.generation.take(bench.body())
    monkeypatch.undo()
    bench.generation.take(bench.body())
    [(_, data)] = bench.heard()
    assert (data["image"]["model_id"], data["image"]["model_cost"]) == (ULTRA, 0.14)
    assert bench.bedrock.paid == 1


def test_each_model_asks_its_own_recipe(bench: Bench) -> None:
    for campaign_id in ("first", "second"):
        bench.accept(campaign_id=campaign_id)
    bench.bedrock.fail_next("ResourceNotFoundException")
    bench.generation.take(bench.body(campaign_id="first"))
    bench.generation.take(bench.body(campaign_id="second"))
    images = [data["image"] for _, data in bench.heard()]
    assert [image["model_id"] for image in images] == [ULTRA, DEFAULT_MODEL_ID]
    assert images[0]["recipe"] != images[1]["recipe"]


def test_a_retired_model_fails_the_product_where_nobody_stands_in(account: Account) -> None:
    with BedrockStandIn(retired=[DEFAULT_MODEL_ID]) as retired:
        bench = Bench.start(account, retired)
        bench.accept()
        bench.generation.take(bench.body())
        (_, data), _ = bench.heard()
    assert (data["code"], data["retryable"]) == ("model_unavailable", True)


def test_a_guardrail_travels_with_each_call_and_its_intervention_is_told_as_a_content_filter(
    account: Account, bedrock: BedrockStandIn
) -> None:
    bedrock.forget()
    bench = Bench.start(account, bedrock, guardrail=("gr7x", "3"))
    bench.accept(products=2)
    bedrock.intervene(when="Bottle 0")
    for index in range(2):
        bench.generation.take(bench.body(index))
    assert [call.guardrail for call in bedrock.calls] == ["gr7x/3", "gr7x/3"]
    failed, made = bench.products()
    assert failed.failure is not None
    assert (failed.failure.code, failed.failure.retryable) == ("content_filtered", False)
    assert "guardrail refused the prompt or its picture: reword" in failed.failure.reason
    assert failed.possibly_paid == IMAGE_MODELS[DEFAULT_MODEL_ID].price, "it may have seen the picture"
    assert made.status == "image_ready"


def test_a_guardrail_that_is_gone_fails_nothing_for_good(account: Account, bedrock: BedrockStandIn) -> None:
    bedrock.forget()
    bench = Bench.start(account, bedrock, guardrail=("gr7x", "3"))
    bench.accept()
    bedrock.fail_next("ValidationException", message="The guardrail identifier or version provided does not exist.")
    bench.generation.take(bench.body())
    found = bench.product().failure
    assert found is not None
    assert (found.code, found.retryable) == ("model_unavailable", True)
