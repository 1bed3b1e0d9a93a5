"""A settled campaign is asked for again: each request makes one rendition, and nothing of before is written over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from operations.costs import costs_of
from operations.render import RenderOrder
from operations.repaint import RepaintOrder
from operations.requesting import NotYet, RequestIdTaken
from shared import keys
from shared.awaited import brief_validated, image_generated
from shared.campaigns import items
from shared.frozen import now
from shared.texts import Texts
from shared.trouble import Waiting
from tests.operations.asking import ask, prepared, requesting
from tests.operations.stages import Envelope, Stages
from tests.pipeline.briefs import product_picture
from tests.unit.conftest import BUCKET, TABLE

_REPAINT = RepaintOrder(product="Desk Lamp")
_LAMP, _MUG = {"name": "Desk Lamp"}, {"name": "Mug", "existing_assets": "mug.png"}


@pytest.fixture
def campaign_id(stages: Stages) -> str:
    """Two products, both ready."""
    stages.account.put(f"{keys.ASSETS_PREFIX}mug.png", product_picture())
    stages.take("parser", stages.upload(_LAMP, _MUG))
    told = stages.run()
    return str(told[0]["detail"]["metadata"]["correlation_id"])


def _told(stages: Stages, campaign_id: str, order: RenderOrder | RepaintOrder, name: str = "first") -> list[Envelope]:
    """All that is told of it, in the end."""
    ask(stages, campaign_id, order, name)
    return stages.run()


def _manifest(stages: Stages, campaign_id: str) -> Any:
    return stages.account.json_at(keys.manifest(campaign_id))


def _bytes(stages: Stages, key: str) -> bytes:
    return stages.account.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()


def _kinds(told: Sequence[Envelope]) -> list[str]:
    return sorted(event["detail-type"] for event in told)


def test_a_new_message_for_one_product_is_a_rendition_of_its_own_and_the_other_product_stays(
    stages: Stages, campaign_id: str
) -> None:
    before = _manifest(stages, campaign_id)
    keys_before = {
        variant["key"]: _bytes(stages, variant["key"]) for each in before["products"] for variant in each["variants"]
    }
    told = _told(stages, campaign_id, RenderOrder(products=("Desk Lamp",), texts=Texts(message="Read longer")))
    assert _kinds(told) == ["CampaignCompleted", "RenderRequested", "VariantsReady"]
    after = _manifest(stages, campaign_id)
    assert {key: _bytes(stages, key) for key in keys_before} == keys_before
    lamp, mug = after["products"]
    assert mug == before["products"][1]
    [variant] = lamp["variants"]
    assert variant["key"] == f"output/{campaign_id}/variants/r2/desk-lamp-0-instagram-square.jpg"
    assert _bytes(stages, variant["key"]) != keys_before[before["products"][0]["variants"][0]["key"]]
    assert (lamp["rendition"], lamp["source_key"]) == (2, before["products"][0]["source_key"])
    assert [earlier["rendition"] for earlier in lamp["earlier"]] == [1]
    assert (after["settlement"], after["rendition"], after["status"]) == (2, 2, "completed")
    assert Decimal(str(after["cost"])) - Decimal(str(before["cost"])) == Decimal("0.05")
    assert after["model_cost"] == before["model_cost"]


def test_a_new_picture_is_painted_once_more_and_the_first_one_stays(stages: Stages, campaign_id: str) -> None:
    before = _manifest(stages, campaign_id)
    told = _told(stages, campaign_id, _REPAINT)
    assert _kinds(told) == ["CampaignCompleted", "ImageGenerated", "ImageRequested", "VariantsReady"]
    after = _manifest(stages, campaign_id)
    old, new = before["products"][0], after["products"][0]
    assert new["source_key"] == f"output/{campaign_id}/generated/r2/desk-lamp-0.png"
    assert _bytes(stages, new["source_key"]) != _bytes(stages, old["source_key"])
    assert new["image"]["seed"] != old["image"]["seed"]
    assert Decimal(str(new["cost"])) == Decimal("0.71")
    assert Decimal(str(new["model_cost"])) == Decimal("0.08")
    [costs] = costs_of(stages.account.dynamodb, TABLE, None, None)
    assert (costs.charged, costs.model_cost) == (Decimal("0.77"), Decimal("0.08"))
    head = stages.account.s3.head_object(Bucket=BUCKET, Key=keys.cached_picture(new["image"]["recipe"]))
    assert head["Metadata"]["paid-by"] == f"{campaign_id}/desk-lamp-0/r2"


def test_a_request_is_announced_again_under_the_same_ids_and_makes_nothing_more(
    stages: Stages, campaign_id: str
) -> None:
    everything = prepared(stages, campaign_id, RenderOrder())
    taken, again = (requesting(stages).take(everything) for _ in range(2))
    assert again == taken
    told = stages.run()
    ids = {event["detail"]["metadata"]["event_id"] for event in told if event["detail-type"] == "RenderRequested"}
    assert (len(ids), _kinds(told).count("RenderRequested")) == (2, 4)
    assert (
        len({event["detail"]["metadata"]["event_id"] for event in told}) == 5
    )  # and two VariantsReady, one settlement
    requesting(stages).take(everything)
    assert stages.run() == []
    assert _manifest(stages, campaign_id)["rendition"] == 2


def test_the_same_id_for_another_request_is_refused(stages: Stages, campaign_id: str) -> None:
    _told(stages, campaign_id, RenderOrder())
    with pytest.raises(RequestIdTaken, match="rendition 2"):
        requesting(stages).taken_before(campaign_id, "first", _REPAINT)


def test_of_two_requests_at_once_one_is_taken(stages: Stages, campaign_id: str) -> None:
    first, second = (prepared(stages, campaign_id, RenderOrder(), name) for name in ("first", "second"))
    requesting(stages).take(first)
    with pytest.raises(NotYet):
        requesting(stages).take(second)
    stages.run()
    manifest = _manifest(stages, campaign_id)
    assert (manifest["rendition"], manifest["cost"]) == (2, 0.52)


def test_from_the_request_on_its_products_are_pending_for_everybody(stages: Stages, campaign_id: str) -> None:
    ask(stages, campaign_id, RenderOrder(products=("Desk Lamp",)))
    campaign, products = stages.campaign(campaign_id)
    assert (campaign.status, campaign.pending_count, campaign.ready_count) == ("processing", 1, 1)
    assert [(product.status, product.rendition) for product in products] == [("image_ready", 2), ("ready", 1)]
    redrive = stages.redriving.planned(campaign_id, now(), also_moving=True)
    [step] = redrive.steps
    [told] = [event for event in stages.account.heard() if event["detail-type"] == "RenderRequested"]
    assert step.event.model_dump(mode="json") == told["detail"]


def test_messages_of_an_earlier_rendition_are_acknowledged(stages: Stages, campaign_id: str) -> None:
    old = stages.campaign(campaign_id)[1][0]
    ask(stages, campaign_id, _REPAINT)
    stages.account.heard()
    record, _ = stages.campaign(campaign_id)
    for stage, event in (("generator", brief_validated(record, old)), ("variants", image_generated(record, old))):
        body = json.dumps({"detail-type": event.detail_type(), "detail": event.model_dump(mode="json")})
        stages.take(stage, body)  # type: ignore[arg-type]
        stages.give_up(stage, body, RuntimeError("late"))  # type: ignore[arg-type]
    assert stages.account.heard() == []
    assert stages.campaign(campaign_id)[1][0].status == "pending"


def test_a_rendition_that_fails_keeps_the_pictures_and_says_so(stages: Stages, campaign_id: str) -> None:
    before = _manifest(stages, campaign_id)
    ask(stages, campaign_id, RenderOrder(products=("Mug",)))
    [requested] = stages.account.heard()
    stages.give_up("variants", json.dumps(requested), Waiting("no room"))
    told = stages.run()
    assert _kinds(told) == ["CampaignCompleted", "ProductFailed"]
    [failed] = [event["detail"]["data"] for event in told if event["detail-type"] == "ProductFailed"]
    assert "The pictures of before stay as they are" in failed["reason"]
    after = _manifest(stages, campaign_id)
    mug = after["products"][1]
    assert (mug["status"], mug["rendition"], mug["variants_rendition"]) == ("failed", 2, 1)
    assert mug["variants"] == before["products"][1]["variants"]
    assert (after["failed_count"], after["cost"]) == (1, before["cost"])
    redriving = stages.redriving
    redriving.run(redriving.planned(campaign_id, now()), None)
    assert _kinds(stages.run()) == ["CampaignCompleted", "RenderRequested", "VariantsReady"]
    healed = _manifest(stages, campaign_id)
    assert (healed["status"], healed["cost"], healed["settlement"]) == ("completed", before["cost"] + 0.05, 3)


def test_earlier_renditions_stay_in_the_history(stages: Stages, campaign_id: str) -> None:
    _, [lamp, _] = stages.campaign(campaign_id)
    _told(stages, campaign_id, _REPAINT)
    _told(stages, campaign_id, RenderOrder(products=("Desk Lamp",), texts=Texts(offer="Half price")), "second")
    key = items.earlier_key(campaign_id, 0, 1)
    [row] = [stages.account.dynamodb.get_item(TableName=TABLE, Key=key)["Item"]]
    first = items.product_record({**row, "campaign_id": {"S": campaign_id}})
    assert (first.image, first.variants, first.plan) == (lamp.image, lamp.variants, lamp.plan)
    _, [now_lamp, _] = stages.campaign(campaign_id)
    assert [each.rendition for each in now_lamp.earlier] == [1, 2]
    assert now_lamp.image != lamp.image
