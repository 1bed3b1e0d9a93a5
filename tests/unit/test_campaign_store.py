from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

from shared.campaigns.store import CampaignStore, CampaignUnknown
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, failure, image, new_campaign, new_products, variant
from tests.unit.conftest import Account


def test_what_is_accepted_is_read_back_unchanged(account: Account) -> None:
    campaign, products = new_campaign(3), new_products(3)
    account.campaigns.accept(campaign, products)
    kept, kept_products = account.campaigns.whole(CAMPAIGN_ID)
    assert kept.model_dump(include=set(type(campaign).model_fields)) == campaign.model_dump()
    assert (kept.status, kept.pending_count, kept.ready_count, kept.failed_count) == ("processing", 3, 0, 0)
    assert list(kept_products) == products


def test_a_campaign_of_200_products_is_accepted_whole_and_in_order(account: Account) -> None:
    account.campaigns.accept(new_campaign(200), new_products(200))
    campaign, products = account.campaigns.whole(CAMPAIGN_ID)
    assert campaign.pending_count == 200
    assert [product.plan.index for product in products] == list(range(200))


class _Crash(Exception):
    pass


class _Dying:
    """A DynamoDB client whose function dies before its `last + 1`-th transaction."""

    def __init__(self, account: Account, last: int) -> None:
        self._client, self._left = account.dynamodb, last

    def transact_write_items(self, TransactItems: Any) -> None:  # noqa: N803 - boto3's spelling
        if not self._left:
            raise _Crash
        self._left -= 1
        self._client.transact_write_items(TransactItems=TransactItems)


@pytest.mark.parametrize("transactions", [0, 1, 2])
def test_a_campaign_stands_only_once_all_of_its_products_do(account: Account, transactions: int) -> None:
    crashing = CampaignStore(_Dying(account, transactions), "campaigns")  # type: ignore[arg-type]
    with pytest.raises(_Crash):
        crashing.accept(new_campaign(200), new_products(200))
    assert account.campaigns.campaign(CAMPAIGN_ID) is None
    account.campaigns.accept(new_campaign(200), new_products(200))
    campaign, products = account.campaigns.whole(CAMPAIGN_ID)
    assert campaign.pending_count == len(list(products)) == 200


def test_accepting_again_keeps_what_has_progressed(account: Account) -> None:
    account.campaigns.accept(new_campaign(150), new_products(150))
    account.campaigns.image_ready(account.campaigns.product(CAMPAIGN_ID, 5), image(), LATER)
    account.campaigns.accept(new_campaign(150), new_products(150))
    products = list(account.campaigns.whole(CAMPAIGN_ID)[1])
    assert products[5].status == "image_ready"
    assert {product.status for product in products if product.plan.index != 5} == {"pending"}


def test_of_two_pictures_for_a_product_the_first_is_kept(account: Account) -> None:
    account.campaigns.accept(new_campaign(1), new_products(1))
    account.campaigns.image_ready(account.campaigns.product(CAMPAIGN_ID, 0), image(seed=1), LATER)
    product = account.campaigns.image_ready(account.campaigns.product(CAMPAIGN_ID, 0), image(seed=2), LATER).product
    assert product.image is not None
    assert product.image.seed == 1
    assert product.status == "image_ready"


def test_variants_are_kept_with_their_evidence(account: Account) -> None:
    account.campaigns.accept(new_campaign(1), new_products(1))
    product = account.campaigns.settle_ready(
        account.campaigns.product(CAMPAIGN_ID, 0), [variant(contrast=5.25)], LATER
    ).product
    assert product.variants == (variant(contrast=5.25),)
    assert product.ready_at == LATER


@pytest.mark.parametrize("seed", range(6))
def test_counts_add_up_and_each_settlement_is_told_once_whatever_the_order(account: Account, seed: int) -> None:
    chance = random.Random(seed)
    size = chance.randint(1, 6)
    account.campaigns.accept(new_campaign(size), new_products(size))
    # Every product is settled, some twice, some healed later, in any order.
    steps = [(index, chance.random() < 0.5) for index in range(size)]
    steps += [(chance.randrange(size), chance.random() < 0.6) for _ in range(2 * size)]
    chance.shuffle(steps)
    steps += [(index, True) for index in range(size)]
    told: list[int] = []
    for index, succeeds in steps:
        before = account.campaigns.product(CAMPAIGN_ID, index).product
        if succeeds:
            after = account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, index), [variant()], LATER)
        else:
            after = account.campaigns.settle_failed(account.campaigns.product(CAMPAIGN_ID, index), failure())
        settlement = after.product.settlement
        if settlement is not None and settlement != before.settlement:
            told.append(settlement)
        campaign, products = account.campaigns.whole(CAMPAIGN_ID)
        statuses = [product.status for product in products]
        assert campaign.ready_count == statuses.count("ready")
        assert campaign.failed_count == statuses.count("failed")
        assert campaign.pending_count == size - campaign.ready_count - campaign.failed_count
        assert (campaign.status == "processing") == (campaign.pending_count > 0)
    assert told == list(range(1, len(told) + 1))
    campaign, _ = account.campaigns.whole(CAMPAIGN_ID)
    assert campaign.status == "completed"
    assert campaign.settlement == len(told) >= 1


def test_a_campaign_with_a_failed_product_completes_with_errors_and_one_with_none_ready_fails(
    account: Account,
) -> None:
    for campaign_id, outcomes in {"mixed": [True, False], "lost": [False, False]}.items():
        account.campaigns.accept(new_campaign(2, campaign_id), new_products(2, campaign_id=campaign_id))
        for index, succeeds in enumerate(outcomes):
            if succeeds:
                account.campaigns.settle_ready(account.campaigns.product(campaign_id, index), [variant()], LATER)
            else:
                account.campaigns.settle_failed(account.campaigns.product(campaign_id, index), failure())
    mixed, lost = account.campaigns.campaign("mixed"), account.campaigns.campaign("lost")
    assert mixed is not None
    assert lost is not None
    assert (mixed.status, lost.status) == ("completed_with_errors", "failed")


def test_a_healed_product_settles_the_campaign_once_more_and_forgets_its_failure(account: Account) -> None:
    account.campaigns.accept(new_campaign(2), new_products(2))
    account.campaigns.settle_failed(account.campaigns.product(CAMPAIGN_ID, 0), failure())
    account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, 1), [variant()], LATER)
    account.campaigns.image_ready(account.campaigns.product(CAMPAIGN_ID, 0), image(), LATER)
    assert account.campaigns.product(CAMPAIGN_ID, 0).product.status == "failed"
    healed = account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, 0), [variant()], LATER).product
    assert (healed.status, healed.failure, healed.settlement) == ("ready", None, 2)
    campaign = account.campaigns.campaign(CAMPAIGN_ID)
    assert campaign is not None
    assert (campaign.status, campaign.settlement) == ("completed", 2)


def test_a_product_that_fails_again_for_another_reason_tells_the_newer_one(account: Account) -> None:
    account.campaigns.accept(new_campaign(1), new_products(1))
    account.campaigns.settle_failed(account.campaigns.product(CAMPAIGN_ID, 0), failure("generation_failed"))
    product = account.campaigns.settle_failed(
        account.campaigns.product(CAMPAIGN_ID, 0), failure("content_filtered")
    ).product
    assert product.failure is not None
    assert product.failure.code == "content_filtered"
    campaign = account.campaigns.campaign(CAMPAIGN_ID)
    assert campaign is not None
    assert (campaign.failed_count, campaign.settlement) == (1, 1)


def test_a_product_that_is_not_in_the_table_is_named(account: Account) -> None:
    with pytest.raises(CampaignUnknown, match="product 3 of campaign nowhere in table campaigns"):
        account.campaigns.product("nowhere", 3)


def test_only_campaigns_carry_what_the_index_by_status_lists(account: Account) -> None:
    account.campaigns.accept(new_campaign(2), new_products(2))
    rows = account.dynamodb.scan(TableName="campaigns")["Items"]
    listed = [row["sk"]["S"] for row in rows if {"campaign_status", "created_at"} & row.keys()]
    assert listed == ["META"]
    assert all(int(row["expires_at"]["N"]) == int(LATER.timestamp()) - 60 + 90 * 86400 for row in rows)


def test_the_cost_is_added_in_decimal(account: Account) -> None:
    account.campaigns.accept(new_campaign(3), new_products(3))
    campaign, _ = account.campaigns.whole(CAMPAIGN_ID)
    assert campaign.estimated_cost == Decimal("1.08")
