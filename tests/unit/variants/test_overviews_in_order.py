"""Contact sheet, page and table in the bucket are those of the campaign's latest settlement, whoever is last."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest
from PIL import Image

from services.variants.overviews import OverviewContended, make_overviews
from services.variants.sources import Sources
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.store import CampaignStore
from shared.stage import Stage
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, failure, new_campaign, new_products, variant
from tests.unit.conftest import BUCKET, TABLE, Account


@pytest.fixture(params=["contact-sheet.jpg", "index.html", "variants.csv"])
def key(request: pytest.FixtureRequest) -> str:
    return f"output/{CAMPAIGN_ID}/{request.param}"


class _Reader(CampaignStore):
    """After it has read a campaign, `meanwhile` happens, as often as it is asked."""

    def __init__(self, account: Account, meanwhile: Callable[[], None]) -> None:
        super().__init__(account.dynamodb, TABLE)
        self._meanwhile = meanwhile

    def whole(self, campaign_id: str, *, with_variants: bool = True) -> tuple[CampaignRecord, Iterator[ProductRecord]]:
        campaign, rows = super().whole(campaign_id, with_variants=with_variants)
        products = list(rows)
        self._meanwhile()
        return campaign, iter(products)


@pytest.fixture
def settled(account: Account) -> Account:
    """A campaign of two products, one of which has failed; its one variant lies in the bucket."""
    account.campaigns.accept(new_campaign(2), new_products(2, "existing"))
    picture = io.BytesIO()
    Image.new("RGB", (1080, 1080), (20, 160, 80)).save(picture, "JPEG")
    account.put(variant().key, picture.getvalue())
    account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, 0), [variant()], LATER)
    account.campaigns.settle_failed(account.campaigns.product(CAMPAIGN_ID, 1), failure())
    return account


def _make(account: Account, stage: Stage) -> None:
    make_overviews(stage, Sources(account.s3, BUCKET), CAMPAIGN_ID)


def _heal(account: Account) -> None:
    account.campaigns.settle_ready(account.campaigns.product(CAMPAIGN_ID, 1), [variant()], LATER)


def _overview(account: Account, key: str) -> bytes:
    return account.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()


def _slow(account: Account, meanwhile: Callable[[], None]) -> Stage:
    once = iter([meanwhile])
    return replace(account.stage("variants"), campaigns=_Reader(account, lambda: next(once, lambda: None)()))


def _fresh(account: Account, key: str) -> bytes:
    """What a worker alone would make of the campaign as it stands."""
    account.s3.delete_object(Bucket=BUCKET, Key=key)
    _make(account, account.stage("variants"))
    return _overview(account, key)


def test_an_overview_that_was_begun_before_a_product_healed_does_not_overwrite_the_later_one(
    settled: Account, key: str
) -> None:
    def healed_and_made() -> None:
        _heal(settled)
        _make(settled, settled.stage("variants"))

    _make(settled, _slow(settled, healed_and_made))
    made = _overview(settled, key)
    assert made == _fresh(settled, key)
    assert settled.s3.head_object(Bucket=BUCKET, Key=key)["Metadata"] == {"settlement": "2"}


def test_a_later_overview_takes_the_place_of_one_that_was_begun_before_and_written_meanwhile(
    settled: Account, key: str
) -> None:
    """The other order: the earlier one arrives while the later one is being made."""
    first = _fresh(settled, key)
    _heal(settled)
    etag = settled.s3.head_object(Bucket=BUCKET, Key=key)["ETag"]

    def the_earlier_one_arrives() -> None:
        written = {"Bucket": BUCKET, "Key": key, "Body": first, "Metadata": {"settlement": "1"}}
        settled.s3.put_object(**written, IfMatch=etag)  # type: ignore[arg-type]

    _make(settled, _slow(settled, the_earlier_one_arrives))
    made = _overview(settled, key)
    assert made != first
    assert made == _fresh(settled, key)


def test_an_overview_of_before_they_had_their_settlement_is_replaced(settled: Account, key: str) -> None:
    settled.put(key, b"yesterday's")
    _make(settled, settled.stage("variants"))
    assert _overview(settled, key) == _fresh(settled, key)


def test_who_loses_every_race_leaves_it_to_another_receive(settled: Account, key: str) -> None:
    numbers = count()

    def another_one_writes() -> None:
        settled.put(key, f"another's {next(numbers)}".encode())

    stage = replace(settled.stage("variants"), campaigns=_Reader(settled, another_one_writes))
    with pytest.raises(OverviewContended):
        _make(settled, stage)
    assert _overview(settled, key).startswith(b"another's ")
