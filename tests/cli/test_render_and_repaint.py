"""What people ask for again: said with its cost before it is spent, and taken once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.texts import OwnTexts
from tests.cli.conftest import Run
from tests.unit.campaign_samples import CAMPAIGN_ID, CREATED, failure, image, new_campaign, new_products, variant
from tests.unit.conftest import BUS, Account


@pytest.fixture
def settled(on_account: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    """Two products, both ready."""
    monkeypatch.setenv("CREATIVE_BUS", BUS)
    return _settled(on_account)


def _settled(account: Account, **texts: object) -> Account:
    campaigns = account.campaigns
    new = new_campaign(2)
    context = new.context.model_copy(update={"locales": ("de",), **texts})
    campaigns.accept(new.model_copy(update={"context": context}), new_products(2))
    for index in range(2):
        ready = campaigns.image_ready(campaigns.product(CAMPAIGN_ID, index), image(), CREATED)
        campaigns.settle_ready(ready, [variant()], CREATED)
    return account


def test_it_says_what_it_makes_and_costs_and_the_rendition_goes_to_stdout(run: Run, settled: Account) -> None:
    done = run("render", CAMPAIGN_ID, "--product", "bottle 1", "--message", "Stay warm")
    assert (done.code, done.out) == (0, "2\n")
    assert done.err.splitlines()[1:5] == [
        f"{CAMPAIGN_ID}, rendition 2: 0.05 USD",
        "  made      all formats, default language, de; the other pictures stay as they are: 1 product",
        "  products  Bottle 1",
        "  changes   message",
    ]
    [told] = settled.heard()
    data = told["detail"]["data"]
    assert (told["detail-type"], told["source"]) == ("RenderRequested", "creative-automation.api")
    assert (data["product"]["name"], data["product"]["texts"]["message"]) == ("Bottle 1", "Stay warm")
    assert data["requested_by"].startswith("arn:aws:")
    assert run("render", CAMPAIGN_ID).complaint.startswith(f"not yet: of 2 products of {CAMPAIGN_ID} 1 is on the way")


def test_texts_are_in_the_language_that_is_named_or_come_from_a_file(run: Run, settled: Account) -> None:
    Path("texts.yaml").write_text("de_at: {headline: Bleib warm, button: Los}\n")
    done = run("render", CAMPAIGN_ID, "--locale", "de", "--message", "Bleib kühl", "--translations", "texts.yaml")
    assert done.code == 0, done.err
    context = settled.heard()[0]["detail"]["data"]["campaign"]
    told = {locale: set(filter(None, texts.values())) for locale, texts in context["translations"].items()}
    assert told == {"de": {"Bleib kühl"}, "de-AT": {"Bleib warm", "Los"}}
    assert context["campaign_message"] == "Stay cool"


def test_an_empty_text_is_taken_off_and_what_goes_and_what_stays_is_said(
    run: Run, on_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREATIVE_BUS", BUS)
    german = {"de": OwnTexts(message="Bleib kühl", offer="Neu")}
    settled = _settled(on_account, offer="New", disclaimer="Terms apply", translations=german)
    dry = run("render", CAMPAIGN_ID, "--offer", "", "--disclaimer", " ", "--dry-run", "--json")
    assert "  taken off offer (default language), disclaimer (default language)" in dry.err.splitlines()
    assert "  note      de has its own offer, which stays: --locale de names it" in dry.err.splitlines()
    assert json.loads(dry.out)["taken_off"] == [{"locale": None, "text": name} for name in ("offer", "disclaimer")]
    done = run("render", CAMPAIGN_ID, "--product", "Bottle 1", "--offer", "")
    assert done.code == 0
    [told] = settled.heard()
    assert told["detail"]["data"]["product"]["texts"]["taken_off"] == ["offer"]
    assert "rendition Bottle 1: 2, without offer; before it" in run("status", CAMPAIGN_ID).out


def test_nothing_is_asked_for_in_a_dry_run_nor_without_a_yes(run: Run, settled: Account) -> None:
    dry = run("repaint", CAMPAIGN_ID, "--product", "Bottle 0", "--dry-run", "--json")
    assert json.loads(dry.out)["cost"] == 0.35
    assert "There is no terminal to ask at" in run("repaint", CAMPAIGN_ID, "--product", "Bottle 0").complaint
    assert run("repaint", CAMPAIGN_ID, "--product", "Bottle 0", answer="n\n").code == 1
    assert run("render", CAMPAIGN_ID, "--ask-above", "0.09", answer="n\n").code == 1
    assert settled.heard() == []
    assert settled.campaigns.product(CAMPAIGN_ID, 0).campaign.rendition == 1


def test_products_without_a_picture_are_left_out_and_said_and_can_not_be_rendered_alone(
    run: Run, on_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREATIVE_BUS", BUS)
    campaigns = on_account.campaigns
    campaigns.accept(new_campaign(2), new_products(2))
    ready = campaigns.image_ready(campaigns.product(CAMPAIGN_ID, 0), image(), CREATED)
    campaigns.settle_ready(ready, [variant()], CREATED)
    campaigns.settle_failed(campaigns.product(CAMPAIGN_ID, 1), failure("content_filtered"))
    dry = run("render", CAMPAIGN_ID, "--message", "Stay warm", "--dry-run")
    assert "  left out  Bottle 1: no picture yet" in dry.err.splitlines()
    alone = run("render", CAMPAIGN_ID, "--product", "Bottle 1").complaint
    assert alone.startswith("Bottle 1: no picture yet")
    assert alone.endswith("(`creative repaint`, `creative redrive`)")


@pytest.mark.usefixtures("settled")
def test_the_status_tells_what_was_asked_for_and_what_there_was_before(run: Run) -> None:
    assert run("render", CAMPAIGN_ID, "--product", "Bottle 1", "--offer", "New").code == 0
    asked = run("status", CAMPAIGN_ID).out
    assert "waiting   Bottle 1: has its picture, variants to come" in asked
    assert "rendition Bottle 1: 2, with another offer; before it 1 (ready, 1 picture)" in asked
    assert "Bottle 0: 2" not in asked


def test_the_same_request_is_announced_again_and_another_one_under_its_id_refused(run: Run, settled: Account) -> None:
    command = ("repaint", CAMPAIGN_ID, "--product", "Bottle 0", "--seed", "7", "--yes", "--request", "sunny")
    assert (run(*command).out, run(*command).out) == ("2\n", "2\n")
    first, second = settled.heard()
    assert first["detail"] == second["detail"]
    assert first["detail"]["data"]["seed"] == 7
    other = run("render", CAMPAIGN_ID, "--request", "sunny").complaint
    assert other.startswith("the id sunny made rendition 2")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--offer", "x" * 25], "offer of 25 characters: String should have at most 24 characters"),
        (["--format", "poster"], "formats 0: one of instagram-square"),
        (["--locale", "fr"], "fr: this campaign has de, default"),
        (["--locale", "?"], "--locale ?: a language tag such as en"),
        (["--product", "Kettle"], "no product Kettle: this campaign has Bottle 0, Bottle 1"),
        (["--product", "Bottle 0", "--picture", "4"], "Bottle 0 has no picture of rendition 4; there are 1"),
        (["--translations", "none.yaml"], "none.yaml: no such file"),
        (["--message", ""], "message: every picture has one, so it is not taken off"),
        (["--offer", ""], "no picture shows a text of offer: there is nothing to take off"),
        (["--message", "\N{OSAGE CAPITAL LETTER A}"], "Osage"),
    ],
)
def test_what_can_not_be_done_is_said_in_one_line(run: Run, settled: Account, options: list[str], said: str) -> None:
    assert said in run("render", CAMPAIGN_ID, *options).complaint
    assert settled.heard() == []


def test_an_id_that_nobody_has_is_told_with_those_near_it(run: Run, settled: Account) -> None:
    settled.manifests.write(CAMPAIGN_ID)
    assert "did you mean" in run("render", CAMPAIGN_ID[:-3]).complaint
