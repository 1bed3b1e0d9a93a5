"""Cancelling under copies, crashes and every order of arrival: what is not made fails once, nothing more is paid."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from operations.cancel import CannotCancel
from shared import keys
from shared.campaigns.store import CampaignUnknown
from shared.events import StageName
from shared.problems import CANCELLED
from shared.trouble import Waiting
from tests.operations.crashing import before, dying_everywhere, in_every_order
from tests.operations.stages import Envelope, Stages, routed
from tests.pipeline.briefs import product_picture

_LAMP, _FLASK = {"name": "Lamp"}, {"name": "Flask", "existing_assets": "acme/flask.png"}
_MODEL = "bedrock-runtime.InvokeModel"
_ANN = "arn:aws:iam::1:user/ann"


def _accepted(stages: Stages, *products: dict[str, str]) -> tuple[str, dict[str, list[Envelope]]]:
    """The campaign's id, and by its stage what was announced of it and not delivered yet."""
    stages.account.put("existing-assets/acme/flask.png", product_picture())
    stages.take("parser", stages.upload(*products))
    waiting: dict[str, list[Envelope]] = {}
    for event in stages.account.heard():
        for stage in routed(event):
            waiting.setdefault(stage, []).append(event)
    campaign_id = next(iter(waiting.values()))[0]["detail"]["metadata"]["correlation_id"]
    return str(campaign_id), waiting


def _deliver(stages: Stages, stage: StageName, events: list[Envelope]) -> None:
    for event in events:
        stages.take(stage, json.dumps(event))


def _ids(told: list[Envelope], kind: str) -> set[str]:
    return {event["detail"]["metadata"]["event_id"] for event in told if event["detail-type"] == kind}


def test_what_is_not_made_fails_for_good_and_the_campaign_completes(stages: Stages) -> None:
    campaign_id, waiting = _accepted(stages, _LAMP, _FLASK)
    _deliver(stages, "variants", waiting["variants"])
    plan = stages.cancelling.planned(campaign_id)
    assert (plan.unmade, plan.pictures, plan.charged) == (1, 0, Decimal("0.07"))
    stages.cancelling.run(campaign_id, "r1", _ANN)
    told = stages.run()
    [cancelled] = [event for event in told if event["detail-type"] == "CampaignCancelled"]
    assert (cancelled["source"], cancelled["detail"]["data"]["cancelled_by"]) == ("creative-automation.api", _ANN)
    campaign, [lamp, flask] = stages.campaign(campaign_id)
    assert (campaign.status, campaign.settlement, flask.status) == ("completed_with_errors", 1, "ready")
    assert lamp.failure
    assert (lamp.failure.code, lamp.failure.retryable, lamp.failure.stage) == (CANCELLED, False, "generator")
    manifest = stages.account.json_at(keys.manifest(campaign_id))
    assert (manifest["cancellation"]["request_id"], manifest["cancellation"]["cancelled_by"]) == ("r1", _ANN)
    assert (manifest["cancelled"], manifest["cancelled_count"], manifest["retryable_count"]) == (True, 1, 0)
    _deliver(stages, "generator", waiting["generator"])
    assert stages.bedrock.calls == ()


@pytest.mark.parametrize("order", in_every_order("parser", "generator", "variants"))
def test_in_every_order_and_ten_times_over_it_ends_once(stages: Stages, order: tuple[StageName, ...]) -> None:
    campaign_id, waiting = _accepted(stages, _LAMP, _FLASK)
    stages.cancelling.run(campaign_id, "r1", None)
    told = stages.account.heard()
    waiting["parser"] = list(told)
    for _ in range(10):
        for stage in order:
            _deliver(stages, stage, waiting[stage])
        told += stages.account.heard()
    campaign, products = stages.campaign(campaign_id)
    assert (campaign.status, campaign.settlement, campaign.failed_count) == ("failed", 1, 2)
    assert [product.failure and product.failure.code for product in products] == [CANCELLED, CANCELLED]
    assert [len(_ids(told, kind)) for kind in ("CampaignCancelled", "ProductFailed", "CampaignCompleted")] == [1, 2, 1]
    assert stages.bedrock.calls == ()
    redrive = stages.redriving.planned(campaign_id, campaign.updated_at)
    assert not redrive.steps
    assert {left.remedy.partition(":")[0] for left in redrive.left_alone} == {"it was cancelled, for good"}


def test_ten_people_cancel_it_once(stages: Stages) -> None:
    campaign_id, _ = _accepted(stages, _LAMP)
    with ThreadPoolExecutor(10) as people:
        cancelled = list(people.map(lambda n: stages.cancelling.run(campaign_id, f"r{n}", f"p{n}"), range(10)))
    assert len({campaign.cancelled for campaign in cancelled}) == 1
    told = stages.run()
    assert [len(_ids(told, kind)) for kind in ("CampaignCancelled", "CampaignCompleted")] == [1, 1]


def test_whoever_dies_while_cancelling_may_cancel_again(stages: Stages) -> None:
    campaign_id, _ = _accepted(stages, _LAMP)
    assert dying_everywhere(stages.account, lambda: stages.cancelling.run(campaign_id, "r1", _ANN)) >= 3
    told = stages.run()
    assert [len(_ids(told, kind)) for kind in ("CampaignCancelled", "ProductFailed", "CampaignCompleted")] == [1, 1, 1]


def test_a_picture_that_is_being_paid_for_is_kept_and_booked_and_not_rendered(stages: Stages) -> None:
    campaign_id, waiting = _accepted(stages, _LAMP)
    with before(_MODEL, lambda: _cancel_and_settle(stages, campaign_id)):
        _deliver(stages, "generator", waiting["generator"])
    told = stages.run()
    _, [lamp] = stages.campaign(campaign_id)
    assert lamp.failure
    assert (lamp.failure.code, lamp.status, lamp.variants) == (CANCELLED, "failed", ())
    assert lamp.image
    assert stages.account.keys(lamp.image.key)
    assert (lamp.model_cost, lamp.possibly_paid) == (Decimal("0.04"), Decimal(0))
    assert stages.bedrock.paid == 1
    manifest = stages.account.json_at(keys.manifest(campaign_id))
    assert (manifest["status"], manifest["cost"], manifest["model_cost"]) == ("failed", 0.31, 0.04)
    assert "VariantsReady" not in {event["detail-type"] for event in told}


def test_no_second_picture_is_paid_for_where_the_first_was_withheld_after_the_cancellation(stages: Stages) -> None:
    campaign_id, waiting = _accepted(stages, _LAMP)
    stages.bedrock.filter("output image")
    with (
        before(_MODEL, lambda: _cancel_and_settle(stages, campaign_id)),
        pytest.raises(Waiting, match="was given up, this moment"),
    ):
        _deliver(stages, "generator", waiting["generator"])
    assert len(stages.bedrock.calls) == 1
    _deliver(stages, "generator", waiting["generator"])
    assert len(stages.bedrock.calls) == 1


def test_variants_that_are_being_made_are_not_announced_as_ready(stages: Stages) -> None:
    campaign_id, waiting = _accepted(stages, _FLASK)
    with before("s3.PutObject", lambda: _cancel_and_settle(stages, campaign_id)):
        _deliver(stages, "variants", waiting["variants"])
    told = stages.run()
    _, [flask] = stages.campaign(campaign_id)
    assert flask.failure
    assert (flask.status, flask.failure.code) == ("failed", CANCELLED)
    assert "VariantsReady" not in {event["detail-type"] for event in told}


def test_a_settled_campaign_cannot_be_cancelled_and_an_unknown_one_neither(stages: Stages) -> None:
    stages.account.put("existing-assets/acme/flask.png", product_picture())
    stages.take("parser", stages.upload(_FLASK))
    campaign_id = stages.run()[0]["detail"]["metadata"]["correlation_id"]
    for ask in (stages.cancelling.planned, lambda name: stages.cancelling.run(name, "r1", None)):
        with pytest.raises(CannotCancel, match="is completed: all its products are ready or failed"):
            ask(campaign_id)
        with pytest.raises(CampaignUnknown):
            ask("nobody")
    assert stages.account.heard() == []


def _cancel_and_settle(stages: Stages, campaign_id: str) -> None:
    stages.cancelling.run(campaign_id, "r1", None)
    stages.run()
