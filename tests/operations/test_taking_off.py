"""A text that is taken off is on no picture that was meant, whatever text another place has."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from PIL import Image
from pydantic import ValidationError

from operations.render import RenderOrder
from operations.requesting import NotTaken
from shared import keys
from tests.operations.asking import ask, prepared
from tests.operations.stages import Stages
from tests.pipeline.briefs import product_picture
from tests.unit.conftest import BUCKET

_MUG, _CUP = ({"name": name, "existing_assets": "mug.png"} for name in ("Mug", "Cup"))
_TEXTS = {"subline": "For tea", "offer": "Half price"}
_GERMAN = {"message": "Bleib kühl", "offer": "Zum halben Preis"}


def _made(stages: Stages, *products: dict[str, str], **texts: Any) -> str:
    """A campaign whose pictures are all ready."""
    stages.account.put(f"{keys.ASSETS_PREFIX}mug.png", product_picture())
    stages.take("parser", stages.upload(*products, **texts))
    return str(stages.run()[0]["detail"]["metadata"]["correlation_id"])


def _after(stages: Stages, campaign_id: str, name: str = "off", **order: Any) -> Any:
    """The manifest after a request in JSON."""
    ask(stages, campaign_id, RenderOrder.model_validate(order), name)
    stages.run()
    return _manifest(stages, campaign_id)


def _manifest(stages: Stages, campaign_id: str) -> Any:
    return stages.account.json_at(keys.manifest(campaign_id))


def _seen(stages: Stages, product: Any) -> dict[str | None, bytes]:
    """The pixels of its picture in each language."""
    return {variant["locale"]: _pixels(stages, variant["key"]) for variant in product["variants"]}


def _pixels(stages: Stages, key: str) -> bytes:
    body = stages.account.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    return Image.open(io.BytesIO(body)).tobytes()


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_a_campaigns_text_is_taken_off_where_no_translation_has_its_own(stages: Stages, nothing: str | None) -> None:
    campaign_id = _made(stages, _MUG, **_TEXTS, translations={"de": _GERMAN})
    after = _after(stages, campaign_id, texts={"subline": nothing})
    assert (after["campaign"]["subline"], after["campaign"]["offer"]) == (None, "Half price")
    [mug] = after["products"]
    assert mug["asked"]["taken_off"] == [{"locale": None, "text": "subline"}]
    [never] = _manifest(stages, _made(stages, _MUG, offer="Half price", translations={"de": _GERMAN}))["products"]
    assert _seen(stages, mug) == _seen(stages, never), "as if the brief had never had it, in both languages"
    assert {check["passed"] for variant in mug["variants"] for check in variant["evidence"].values()} == {True}


def test_a_translation_that_is_taken_off_does_not_fall_back_to_the_default_language(stages: Stages) -> None:
    campaign_id = _made(stages, _MUG, offer="Half price", translations={"de": _GERMAN})
    before = _seen(stages, _manifest(stages, campaign_id)["products"][0])
    after = _after(stages, campaign_id, translations={"de": {"offer": None}})
    assert after["campaign"]["translations"]["de"]["offer"] is None
    [mug] = after["products"]
    assert [variant["locale"] for variant in mug["variants"] if "/r2/" in variant["key"]] == ["de"]
    [never] = _manifest(stages, _made(stages, _MUG, translations={"de": "Bleib kühl"}))["products"]
    assert _seen(stages, mug) == {None: before[None], "de": _seen(stages, never)["de"]}
    again = _after(stages, campaign_id, "on", translations={"de": {"offer": _GERMAN["offer"]}})
    assert _seen(stages, again["products"][0]) == before


def test_a_product_loses_its_own_text_or_the_campaigns_and_the_other_products_keep_it(stages: Stages) -> None:
    campaign_id = _made(stages, {**_MUG, "offer": "Two for one"}, _CUP, offer="Half price")
    for name in ("Mug", "Cup"):
        after = _after(stages, campaign_id, name, products=[name], texts={"offer": ""})
    assert after["campaign"]["offer"] == "Half price"
    never = _manifest(stages, _made(stages, _MUG, _CUP))["products"]
    assert list(map(partial(_seen, stages), after["products"])) == list(map(partial(_seen, stages), never))
    assert [product["texts"]["taken_off"] for product in after["products"]] == [["offer"]] * 2
    later = _after(stages, campaign_id, "later", texts={"offer": "New", "message": "Stay warm"})
    assert later["products"][0]["texts"]["taken_off"] == ["offer"]


def test_what_a_picture_never_showed_is_not_taken_off_and_nothing_is_charged_for_it(stages: Stages) -> None:
    campaign_id = _made(stages, {**_MUG, "offer": "Two for one"}, translations={"de": "Bleib kühl"})
    for order, said in (
        ({"texts": {"subline": ""}}, "no picture shows a text of subline: there is nothing to take off"),
        ({"translations": {"de": {"disclaimer": ""}}}, "no picture shows a text of disclaimer in de"),
        ({"texts": {"offer": ""}}, "the offer of Mug is its own, and stays: name the product"),
    ):
        with pytest.raises(NotTaken, match=said):
            prepared(stages, campaign_id, RenderOrder.model_validate(order))
    for nothing in (None, "", " "):
        with pytest.raises(ValidationError, match="every picture has one, so it is not taken off"):
            RenderOrder.model_validate({"texts": {"message": nothing}})
    assert prepared(
        stages, campaign_id, RenderOrder.model_validate({"products": ["Mug"], "texts": {"offer": None}})
    ).cost == Decimal("0.05")
