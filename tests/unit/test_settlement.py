from __future__ import annotations

from typing import Any

import pytest

from shared import keys
from shared.events import StageName
from shared.problems import GivenUp
from shared.settlement import Settlement
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, image, new_campaign, new_products, variant
from tests.unit.conftest import Account


def _settlement(account: Account, stage: StageName = "variants") -> Settlement:
    return Settlement(stage, account.campaigns, account.manifests)


def _fail(account: Account, code: str, stage: StageName = "variants") -> None:
    given_up = GivenUp(code, f"because of {code}", retryable=True)
    state = account.campaigns.product(CAMPAIGN_ID, 0)
    account.publisher(stage).publish(_settlement(account, stage).failed(state, given_up, "c"))


def _ready(account: Account, index: int) -> None:
    state = account.campaigns.product(CAMPAIGN_ID, index)
    account.publisher("variants").publish(_settlement(account).ready(state, [variant()], "c"))


def _manifest(account: Account) -> dict[str, Any]:
    manifest: dict[str, Any] = account.json_at(keys.manifest(CAMPAIGN_ID))
    return manifest


def test_a_product_that_fails_again_after_a_redrive_stands_in_the_manifest_with_its_newer_reason_and_cost(
    account: Account,
) -> None:
    account.campaigns.accept(new_campaign(2), new_products(2))
    _fail(account, "generation_failed", "generator")
    _ready(account, 1)
    assert _manifest(account)["products"][0]["failure"]["code"] == "generation_failed"
    # Redriven: the picture is paid for this time, but then the variants fail.
    account.campaigns.image_ready(account.campaigns.product(CAMPAIGN_ID, 0), image(), LATER)
    _fail(account, "rendering_failed")
    [failed, _] = _manifest(account)["products"]
    assert (failed["failure"]["code"], failed["cost"], failed["model_cost"]) == ("rendering_failed", 0.31, 0.04)
    assert [event["detail-type"] for event in account.heard()].count("CampaignCompleted") == 1


def test_what_a_crash_left_unannounced_is_announced_by_the_redelivery(account: Account) -> None:
    account.campaigns.accept(new_campaign(1), new_products(1))
    # The state was written; then the function died.
    state = account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, 0), [variant()], LATER)
    account.publisher("variants").publish(_settlement(account).announced(state, "c"))
    first = [(event["detail-type"], event["detail"]["metadata"]) for event in account.heard()]
    assert [kind for kind, _ in first] == ["VariantsReady", "CampaignCompleted"]
    assert {metadata["occurred_at"] for _, metadata in first} == {"2026-11-23T09:31:00Z"}
    account.publisher("variants").publish(_settlement(account).announced(state, "c"))
    assert [(event["detail-type"], event["detail"]["metadata"]) for event in account.heard()] == first


@pytest.mark.parametrize("stage", ["parser", "generator"])
def test_whoever_gives_up_a_product_that_is_ready_announces_it_as_the_variants_stage_did(
    account: Account, stage: StageName
) -> None:
    account.campaigns.accept(new_campaign(1), new_products(1))
    _ready(account, 0)
    sources = {(event["detail-type"], event["source"]) for event in account.heard()}
    assert ("VariantsReady", "creative-automation.variants") in sources
    _fail(account, "generation_failed", stage)
    [ready, _] = account.heard()
    assert (ready["detail-type"], ready["source"]) == ("VariantsReady", "creative-automation.variants")
    assert _manifest(account)["status"] == "completed"
