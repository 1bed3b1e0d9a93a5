"""Cancelling and deleting: what is said before, what is asked, what is done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.frozen import now
from shared.problems import CANCELLED
from tests.cli.conftest import REJECTED_ID, Run, reject
from tests.unit.campaign_samples import (
    CAMPAIGN_ID,
    CREATED,
    failure,
    image,
    new_campaign,
    new_products,
    submitted,
    variant,
)
from tests.unit.conftest import BUS, Account


@pytest.fixture
def on_its_way(on_account: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    """Three products: one ready, one with its picture, one without."""
    monkeypatch.setenv("CREATIVE_BUS", BUS)
    campaigns = on_account.campaigns
    campaigns.accept(new_campaign(3), new_products(3))
    for index in (0, 1):
        campaigns.image_ready(campaigns.product(CAMPAIGN_ID, index), image(), CREATED)
    campaigns.settle_ready(campaigns.product(CAMPAIGN_ID, 0), [variant()], CREATED)
    return on_account


@pytest.fixture
def settled(on_account: Account) -> Account:
    campaigns = on_account.campaigns
    campaigns.accept(new_campaign(1), new_products(1))
    campaigns.settle_ready(campaigns.product(CAMPAIGN_ID, 0), [variant()], CREATED)
    on_account.manifests.write(CAMPAIGN_ID)
    return on_account


def test_it_is_said_what_a_cancellation_stops_and_what_was_charged(run: Run, on_its_way: Account) -> None:
    assert "Cancel it? There is no terminal to ask at: say --yes" in run("cancel", CAMPAIGN_ID).complaint
    assert on_its_way.heard() == []
    done = run("cancel", CAMPAIGN_ID, "--yes")
    assert done.out.splitlines() == [
        f"{CAMPAIGN_ID}: Summer",
        "  stops     2 products of 3, 1 of them with a picture that stays paid; for good",
        "  stays     1 product that is ready",
        "  cost      0.68 USD charged so far; pictures that the model is making when this takes effect",
        "            are kept and charged, too: none at this moment",
        f"{CAMPAIGN_ID}: cancelled",
    ]
    [event] = on_its_way.heard()
    assert event["detail-type"] == "CampaignCancelled"
    assert event["detail"]["data"]["cancelled_by"].startswith("arn:aws:")
    again = run("cancel", CAMPAIGN_ID, "--yes")
    assert "it is announced again" in again.err
    [repeated] = on_its_way.heard()
    assert repeated["detail"] == event["detail"]


def test_what_was_cancelled_is_not_told_as_failed(run: Run, on_its_way: Account) -> None:
    run("cancel", CAMPAIGN_ID, "--yes")
    for index in (1, 2):
        stopped = failure(CANCELLED).model_copy(update={"reason": "the campaign was cancelled"})
        on_its_way.campaigns.settle_failed(on_its_way.campaigns.product(CAMPAIGN_ID, index), stopped)
    told = run("status", CAMPAIGN_ID).out
    assert told.startswith(f"{CAMPAIGN_ID}: cancelled in ")
    assert "  products  3: 1 ready, 2 cancelled" in told
    assert "  cancelled Bottle 1: the campaign was cancelled\n" in told
    assert "failed" not in told
    assert "was cancelled, for good" in run("redrive", CAMPAIGN_ID, "--yes").out


def test_what_has_ended_or_is_no_campaign_yet_is_not_cancelled(
    run: Run, settled: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREATIVE_BUS", BUS)
    assert "nothing to cancel: " in run("cancel", CAMPAIGN_ID, "--yes").complaint
    reject(settled)
    assert "was rejected" in run("cancel", REJECTED_ID, "--yes").complaint
    settled.briefs.submit(submitted("fresh", now()))
    assert "not read yet" in run("cancel", "fresh", "--yes").complaint
    assert "no campaign nobody" in run("cancel", "nobody", "--yes").complaint


def test_a_deletion_is_asked_for_by_name_after_it_is_said_what_goes_and_what_stays(run: Run, settled: Account) -> None:
    assert "Delete it for good? There is no terminal" in run("delete", CAMPAIGN_ID).complaint
    wrong = run("delete", CAMPAIGN_ID, answer="yes\n")
    assert (wrong.code, "nothing was deleted" in wrong.err) == (1, True)
    assert settled.campaigns.campaign(CAMPAIGN_ID) is not None
    done = run("delete", CAMPAIGN_ID, answer=f"{CAMPAIGN_ID}\n")
    said = done.out.splitlines()
    assert said[0] == f"{CAMPAIGN_ID}: completed, Summer"
    assert said[1].startswith("  goes      1 object of 0.0 MB, with all old versions")
    assert said[2] == "  charged   0.06 USD, which is not given back"
    assert "existing-assets/" in said[3]
    assert "audit log" in said[3]
    assert said[4].startswith(f"{CAMPAIGN_ID} was deleted on ")
    assert "by arn:aws:" in said[4]
    again = run("delete", CAMPAIGN_ID, "--yes")
    assert (again.code, "was deleted on" in again.err) == (0, True)


def test_what_is_deleted_says_so_and_is_in_no_list(run: Run, settled: Account) -> None:
    run("delete", CAMPAIGN_ID, "--yes")
    told = run("status", CAMPAIGN_ID)
    assert (told.code, told.out.startswith(f"{CAMPAIGN_ID} was deleted on ")) == (0, True)
    assert run("status", CAMPAIGN_ID, "--watch").code == 1
    assert run("list").out == ""
    reject(settled)
    assert run("delete", REJECTED_ID, "--yes").code == 0
    assert run("list").out == ""


def test_what_is_on_its_way_or_unread_is_not_deleted(run: Run, on_its_way: Account) -> None:
    assert "is on its way: cancel it first" in run("delete", CAMPAIGN_ID, "--yes").complaint
    on_its_way.briefs.submit(submitted("fresh", now() - timedelta(minutes=59)))
    assert "not read yet" in run("delete", "fresh", "--yes").complaint
    assert "no campaign nobody" in run("delete", "nobody", "--yes").complaint
