from __future__ import annotations

from decimal import Decimal

from shared import keys
from shared.campaigns.store import CampaignStore
from shared.manifest_store import ManifestStore
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, failure, image, new_campaign, new_products, variant
from tests.unit.conftest import BUCKET, TABLE, Account


def test_costs_follow_what_was_done_for_each_product(account: Account) -> None:
    products = [*new_products(2), *new_products(4, "existing")[2:]]
    account.campaigns.accept(new_campaign(4), products)
    account.campaigns.image_ready(CAMPAIGN_ID, 0, image(), LATER)
    account.campaigns.settle_ready(CAMPAIGN_ID, 0, [variant()], LATER)
    account.campaigns.settle_failed(CAMPAIGN_ID, 1, failure())
    account.campaigns.settle_ready(CAMPAIGN_ID, 2, [variant(contrast=3.1)], LATER)
    account.campaigns.settle_ready(CAMPAIGN_ID, 3, [variant()], LATER)
    manifest = account.manifests.write(CAMPAIGN_ID)
    assert [product.cost for product in manifest.products] == [Decimal(x) for x in ("0.36", "0.01", "0.06", "0.06")]
    assert manifest.cost == Decimal("0.49")
    assert manifest.model_cost == Decimal("0.04")
    written = account.json_at(keys.manifest(CAMPAIGN_ID))
    assert written["cost"] == 0.49
    assert written["status"] == "completed_with_errors"
    assert [product["missed_checks"] for product in written["products"]] == [
        [],
        [],
        ["instagram-square: contrast"],
        [],
    ]


class _SlowReader(CampaignStore):
    """Between its reading the campaign and its writer's writing the manifest, another one writes a newer manifest."""

    def __init__(self, account: Account) -> None:
        super().__init__(account.dynamodb, TABLE)
        self.account = account
        self.overtaken = False

    def whole(self, campaign_id):  # type: ignore[no-untyped-def]
        seen = super().whole(campaign_id)
        if not self.overtaken:
            self.overtaken = True
            self.account.campaigns.settle_ready(campaign_id, 0, [variant()], LATER)
            self.account.manifests.write(campaign_id)
        return seen


def test_a_newer_manifest_is_never_overwritten_by_an_older_one(account: Account) -> None:
    account.campaigns.accept(new_campaign(2), new_products(2))
    account.manifests.write(CAMPAIGN_ID)
    ManifestStore(account.s3, BUCKET, _SlowReader(account)).write(CAMPAIGN_ID)
    manifest = account.json_at(keys.manifest(CAMPAIGN_ID))
    assert (manifest["revision"], manifest["ready_count"]) == (2, 1)


def test_writing_a_manifest_again_changes_no_byte(account: Account) -> None:
    account.campaigns.accept(new_campaign(1), new_products(1))
    account.manifests.write(CAMPAIGN_ID)
    first = account.s3.get_object(Bucket=BUCKET, Key=keys.manifest(CAMPAIGN_ID))["Body"].read()
    account.manifests.write(CAMPAIGN_ID)
    assert account.s3.get_object(Bucket=BUCKET, Key=keys.manifest(CAMPAIGN_ID))["Body"].read() == first
