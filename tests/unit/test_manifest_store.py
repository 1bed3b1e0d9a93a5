from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from shared import keys
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.store import CampaignStore
from shared.manifest import Manifest, manifest_of
from shared.manifest_store import ManifestStore
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, failure, image, new_campaign, new_products, variant
from tests.unit.conftest import BUCKET, TABLE, Account


def test_costs_follow_what_was_done_for_each_product(account: Account) -> None:
    products = [*new_products(2), *new_products(4, "existing")[2:]]
    account.campaigns.accept(new_campaign(4), products)
    account.campaigns.image_ready(account.campaigns.product(CAMPAIGN_ID, 0), image(), LATER)
    account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, 0), [variant()], LATER)
    account.campaigns.settle_failed(account.campaigns.product(CAMPAIGN_ID, 1), failure())
    account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, 2), [variant(contrast=3.1)], LATER)
    account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, 3), [variant()], LATER)
    summary = account.manifests.write(CAMPAIGN_ID)
    assert (summary.cost, summary.model_cost) == (Decimal("0.49"), Decimal("0.04"))
    written = account.json_at(keys.manifest(CAMPAIGN_ID))
    assert [product["cost"] for product in written["products"]] == [0.36, 0.01, 0.06, 0.06]
    assert written["cost"] == 0.49
    assert written["status"] == "completed_with_errors"
    assert [product["missed_checks"] for product in written["products"]] == [
        [],
        [],
        ["instagram-square: contrast"],
        [],
    ]


class _SlowReader(CampaignStore):
    """After it has read a campaign, `meanwhile` happens, and another one writes a newer manifest."""

    def __init__(self, account: Account, meanwhile: Callable[[CampaignStore], object]) -> None:
        super().__init__(account.dynamodb, TABLE)
        self.account = account
        self.meanwhile: Callable[[CampaignStore], object] | None = meanwhile

    def whole(self, campaign_id: str, *, with_variants: bool = True) -> tuple[CampaignRecord, Iterator[ProductRecord]]:
        campaign, rows = super().whole(campaign_id, with_variants=with_variants)
        products = list(rows)
        if meanwhile := self.meanwhile:
            self.meanwhile = None
            meanwhile(self.account.campaigns)
            self.account.manifests.write(campaign_id)
        return campaign, iter(products)


@pytest.mark.parametrize(
    ("meanwhile", "cost"),
    [
        (lambda campaigns: campaigns.settle_ready(campaigns.product(CAMPAIGN_ID, 0), [variant()], LATER), 0.07),
        (
            lambda campaigns: campaigns.image_ready(campaigns.product(CAMPAIGN_ID, 0), image(), LATER),
            0.32,
        ),  # of the same revision
    ],
)
def test_a_newer_manifest_is_never_overwritten_by_an_older_one(
    account: Account, meanwhile: Callable[[CampaignStore], object], cost: float
) -> None:
    account.campaigns.accept(new_campaign(2), new_products(2))
    account.manifests.write(CAMPAIGN_ID)
    ManifestStore(account.s3, BUCKET, _SlowReader(account, meanwhile)).write(CAMPAIGN_ID)
    assert account.json_at(keys.manifest(CAMPAIGN_ID))["cost"] == cost


def test_the_manifest_in_the_bucket_is_the_one_that_the_state_gives(account: Account) -> None:
    account.campaigns.accept(new_campaign(3), new_products(3))
    account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, 0), [variant(), variant(3.1)], LATER)
    account.campaigns.settle_failed(account.campaigns.product(CAMPAIGN_ID, 1), failure())
    account.manifests.write(CAMPAIGN_ID)
    text = account.s3.get_object(Bucket=BUCKET, Key=keys.manifest(CAMPAIGN_ID))["Body"].read().decode()
    assert Manifest.model_validate_json(text) == manifest_of(*account.campaigns.whole(CAMPAIGN_ID))
    assert text == json.dumps(json.loads(text), indent=2)  # written in pieces, it is laid out as one


def test_writing_a_manifest_again_changes_no_byte(account: Account) -> None:
    account.campaigns.accept(new_campaign(1), new_products(1))
    account.manifests.write(CAMPAIGN_ID)
    first = account.s3.get_object(Bucket=BUCKET, Key=keys.manifest(CAMPAIGN_ID))["Body"].read()
    account.manifests.write(CAMPAIGN_ID)
    assert account.s3.get_object(Bucket=BUCKET, Key=keys.manifest(CAMPAIGN_ID))["Body"].read() == first
