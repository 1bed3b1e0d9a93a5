"""Messages of three renditions, each ten times, in every order: each rendition is made once, and paid for once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any

import pytest

from operations.render import RenderOrder
from operations.repaint import RepaintOrder
from shared import keys
from shared.texts import Texts
from tests.operations.asking import ask
from tests.operations.stages import Envelope, Stages, routed

_COPIES = 10
_LATE = ("BriefValidated", "ImageGenerated", "RenderRequested", "ImageRequested")


def _orders() -> Iterator[Any]:
    for order in permutations(_LATE):
        quick = order == _LATE[::-1]
        yield pytest.param(order, marks=[] if quick else [pytest.mark.soak], id=" ".join(order))


@pytest.mark.parametrize("order", list(_orders()))
def test_each_rendition_is_made_and_paid_for_once(stages: Stages, order: Sequence[str]) -> None:
    stages.take("parser", stages.upload({"name": "Desk Lamp"}))
    told = stages.run()
    campaign_id = told[0]["detail"]["metadata"]["correlation_id"]
    ask(stages, campaign_id, RenderOrder(texts=Texts(message="Louder")), "louder")
    told += stages.run()
    ask(stages, campaign_id, RepaintOrder(product="Desk Lamp"), "painted")
    told += stages.account.heard()
    late = {event["detail-type"]: event for event in told}
    told += _delivered(stages, [late[kind] for kind in order])
    ids = {event["detail"]["metadata"]["event_id"]: event for event in told}
    assert Counter(event["detail-type"] for event in ids.values()) == {
        "BriefValidated": 1,
        "RenderRequested": 1,
        "ImageRequested": 1,
        "ImageGenerated": 2,
        "VariantsReady": 3,
        "CampaignCompleted": 3,
    }
    manifest = stages.account.json_at(keys.manifest(campaign_id))
    assert (manifest["status"], manifest["settlement"], manifest["rendition"]) == ("completed", 3, 3)
    assert (manifest["cost"], manifest["model_cost"], manifest["possibly_paid"]) == (0.76, 0.08, 0)
    assert stages.bedrock.paid == 2
    assert [each["rendition"] for each in manifest["products"][0]["earlier"]] == [1, 2]


def _delivered(stages: Stages, messages: Sequence[Envelope]) -> list[Envelope]:
    """Each ten times, and so what comes of them; returns all that was told on the way."""
    told: list[Envelope] = []
    known: set[str] = set()
    while messages:
        for message in messages:
            known.add(message["detail"]["metadata"]["event_id"])
            for stage in routed(message) * _COPIES:
                stages.take(stage, json.dumps(message))
        heard = stages.account.heard()
        told += heard
        new = {event["detail"]["metadata"]["event_id"]: event for event in heard}
        messages = [event for event_id, event in new.items() if event_id not in known]
    return told
