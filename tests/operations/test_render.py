"""What somebody may ask for of a settled campaign, what is said before, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from operations.meant import TooDear
from operations.new_texts import TextsRefused
from operations.render import RenderOrder
from operations.repaint import RepaintOrder
from operations.requesting import NotTaken, NotYet
from shared import keys
from shared.texts import Texts
from tests.operations.asking import ask, prepared
from tests.operations.stages import Stages
from tests.pipeline.briefs import product_picture
from tests.unit.conftest import BUCKET

_LAMP, _MUG = {"name": "Desk Lamp"}, {"name": "Mug", "existing_assets": "mug.png"}


def _made(stages: Stages, **more: Any) -> str:
    """A campaign of a lamp with a new picture and a mug with its own, both ready, in English and German."""
    stages.account.put(f"{keys.ASSETS_PREFIX}mug.png", product_picture())
    stages.take("parser", stages.upload(_LAMP, _MUG, messages={"de": "Bleib kühl"}, **more))
    return str(stages.run()[0]["detail"]["metadata"]["correlation_id"])


@pytest.fixture
def campaign_id(stages: Stages) -> str:
    return _made(stages)


def _ask(stages: Stages, campaign_id: str, order: RenderOrder | RepaintOrder, name: str = "first") -> Any:
    """The manifest afterwards; what was said of the cost is its difference, to the cent."""
    before = _manifest(stages, campaign_id)
    taken = ask(stages, campaign_id, order, name)
    stages.run()
    after = _manifest(stages, campaign_id)
    assert Decimal(str(after["cost"])) - Decimal(str(before["cost"])) == taken.cost
    assert after["status"] == "completed"
    return after


def _manifest(stages: Stages, campaign_id: str) -> Any:
    return stages.account.json_at(keys.manifest(campaign_id))


def _pictures(product: Any) -> dict[tuple[str, str | None], str]:
    return {(variant["format"], variant["locale"]): variant["key"] for variant in product["variants"]}


def _of_r2(product: Any) -> set[tuple[str, str | None]]:
    return {place for place, key in _pictures(product).items() if "/variants/r2/" in key}


SQUARE, STORY = "instagram-square", "instagram-story"


def test_a_new_message_is_the_campaigns_and_what_shows_it_is_made_anew(stages: Stages, campaign_id: str) -> None:
    after = _ask(stages, campaign_id, RenderOrder(texts=Texts(message="Keep cool")))
    assert after["campaign"]["campaign_message"] == "Keep cool"
    assert [_of_r2(product) for product in after["products"]] == [{(SQUARE, None)}] * 2
    assert after["products"][0]["asked"]["changes"] == ["message"]
    assert after["products"][0]["asked"]["requested_by"] == "ada"


def test_one_more_format_stands_beside_those_that_there_are(stages: Stages, campaign_id: str) -> None:
    order = RenderOrder(products=("mug",), formats=(STORY,), texts=Texts(subline="For tea"))
    texts_too = prepared(stages, campaign_id, order).request
    assert texts_too.texts_in == (None, "de"), "nobody translated the line: it stands on both"
    after = _ask(stages, campaign_id, RenderOrder(products=("mug",), formats=(STORY,)))
    lamp, mug = after["products"]
    assert set(_pictures(lamp)) == {(SQUARE, None), (SQUARE, "de")}
    assert set(_pictures(mug)) == {(shape, locale) for shape in (SQUARE, STORY) for locale in (None, "de")}
    assert _of_r2(mug) == {(STORY, None), (STORY, "de")}
    again = _ask(stages, campaign_id, RenderOrder(), "second")
    assert set(_pictures(again["products"][1])) == set(_pictures(mug))
    assert set(_pictures(again["products"][0])) == set(_pictures(lamp))


def test_a_corrected_translation_makes_only_its_language_anew(stages: Stages, campaign_id: str) -> None:
    corrected = RenderOrder(locales=("de",), translations={"de": Texts(message="Bleib cool")})
    after = _ask(stages, campaign_id, corrected)
    assert [_of_r2(product) for product in after["products"]] == [{(SQUARE, "de")}] * 2
    assert after["campaign"]["translations"]["de"]["message"] == "Bleib cool"


def test_another_language_is_added_with_its_texts(stages: Stages, campaign_id: str) -> None:
    with pytest.raises(NotTaken, match="fr: this campaign has de, default; another language needs its texts"):
        prepared(stages, campaign_id, RenderOrder(locales=("fr",)))
    after = _ask(stages, campaign_id, RenderOrder(locales=("fr",), translations={"fr": Texts(message="Restez frais")}))
    assert [set(_pictures(product)) for product in after["products"]] == [
        {(SQUARE, None), (SQUARE, "de"), (SQUARE, "fr")}
    ] * 2
    assert after["campaign"]["locales"] == ["de", "fr"]


def test_the_first_picture_comes_back_after_a_new_one(stages: Stages, campaign_id: str) -> None:
    before = _manifest(stages, campaign_id)
    painted = _ask(stages, campaign_id, RepaintOrder(product="desk-lamp-0", description="a tall brass lamp"))
    assert painted["products"][0]["source_key"] != before["products"][0]["source_key"]
    back = _ask(stages, campaign_id, RenderOrder(products=("Desk Lamp",), picture=1), "second")
    first, last = before["products"][0], back["products"][0]
    assert last["source_key"] == first["source_key"]
    for old, new in zip(first["variants"], last["variants"], strict=True):
        assert _bytes(stages, old["key"]) == _bytes(stages, new["key"])
    assert [each["rendition"] for each in last["earlier"]] == [1, 2]


def test_a_seed_that_is_chosen_is_the_pictures(stages: Stages, campaign_id: str) -> None:
    after = _ask(stages, campaign_id, RepaintOrder(product="Desk Lamp", seed=4711))
    assert after["products"][0]["image"]["seed"] == 4711


def test_a_product_with_a_picture_of_its_own_gets_a_painted_one_and_its_own_back(
    stages: Stages, campaign_id: str
) -> None:
    painted = _ask(stages, campaign_id, RepaintOrder(product="Mug"))
    assert painted["products"][1]["image_source"] == "generate"
    back = _ask(stages, campaign_id, RenderOrder(products=("Mug",), picture=1), "second")
    assert (back["products"][1]["image_source"], back["products"][1]["source_key"]) == (
        "existing",
        f"{keys.ASSETS_PREFIX}mug.png",
    )


def test_a_request_beyond_the_briefs_max_cost_is_refused_with_the_figures(stages: Stages) -> None:
    campaign_id = _made(stages, max_cost=0.50, campaign_name="Bounded")
    with pytest.raises(TooDear, match=r"was charged 0\.42 USD, and this would cost 0\.10 more: its brief allows 0\.50"):
        prepared(stages, campaign_id, RenderOrder())
    _ask(stages, campaign_id, RenderOrder(products=("Mug",)))


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (RenderOrder(products=("Mgu",)), "no product Mgu: this campaign has Desk Lamp, Mug, Twin, Twin"),
        (RenderOrder(picture=1), "name it"),
        (RenderOrder(products=("Twin",)), "2 products are called Twin: say which by id, twin-2, twin-3"),
        (RenderOrder(products=("Mug",), picture=7), "Mug has no picture of rendition 7; there are 1"),
    ],
)
def test_what_can_not_be_meant_is_refused_with_what_there_is(stages: Stages, order: RenderOrder, said: str) -> None:
    twin = {"name": "Twin", "existing_assets": "mug.png"}
    stages.account.put(f"{keys.ASSETS_PREFIX}mug.png", product_picture())
    stages.take("parser", stages.upload(_LAMP, _MUG, twin, {**twin, "description": "The other"}))
    campaign_id = str(stages.run()[0]["detail"]["metadata"]["correlation_id"])
    with pytest.raises(NotTaken, match=said):
        prepared(stages, campaign_id, order)


def test_new_texts_are_held_to_what_holds_for_a_briefs(stages: Stages) -> None:
    campaign_id = _made(stages, prohibited_words=["cheap"], campaign_name="Careful")
    for text, code in (("Cheap!", "prohibited_word"), ("\N{OSAGE CAPITAL LETTER A}", "unknown_script")):
        with pytest.raises(TextsRefused) as refused:
            prepared(stages, campaign_id, RenderOrder(texts=Texts(message=text)))
        assert [problem.code for problem in refused.value.problems] == [code]
    with pytest.raises(ValidationError, match="at most 24"):
        RenderOrder.model_validate({"texts": {"offer": "x" * 25}})


def test_nothing_is_asked_of_a_campaign_with_products_on_their_way(stages: Stages) -> None:
    stages.take("parser", stages.upload(_LAMP))
    [told] = stages.account.heard()
    with pytest.raises(NotYet, match=r"of 1 product .* 1 is on the way; a request is taken once all are ready"):
        prepared(stages, told["detail"]["metadata"]["correlation_id"], RenderOrder())


def _bytes(stages: Stages, key: str) -> bytes:
    return stages.account.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
