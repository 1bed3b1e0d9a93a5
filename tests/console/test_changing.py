from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from local.stack import LocalStack
from shared import keys
from tests.console.screens import Screen, campaign
from tests.pipeline.briefs import product_picture

LAKE = {
    "campaign_name": "To be changed",
    "campaign_message": "Stay cool",
    "language": "en",
    "translations": {"de": {"message": "Bleib kühl"}},
    "products": [{"name": "Trail Flask"}, {"name": "Mug"}],
    "formats": ["instagram-square"],
}


@pytest.fixture
def done(at_work: Screen, stack: LocalStack) -> str:
    """The id of a campaign on the screen, with all of its pictures."""
    campaign_id = campaign(stack, LAKE)
    at_work.go(f"#/campaigns/{campaign_id}")
    expect(at_work.page.get_by_text("2 of 2 products ready")).to_be_visible()
    expect(at_work.page.locator(".pictures img")).to_have_count(4)
    return campaign_id


def test_the_message_of_one_product_is_changed_once_it_was_said_what_that_costs(at_work: Screen, done: str) -> None:
    page = at_work.page
    assert page.locator("h3.language").all_inner_texts() == ["English", "German"] * 2
    before = [picture.get_attribute("src") for picture in page.locator(".pictures img").all()]
    page.get_by_role("link", name="Change").click()
    expect(page.get_by_role("button", name="Nothing is changed yet")).to_be_visible()
    page.get_by_label("Message", exact=True).first.fill("Stay cooler")
    expect(page.get_by_role("button", name="Make 2 pictures anew · 0.10 USD")).to_be_visible()
    page.get_by_label("Only some").check()
    expect(page.get_by_role("button", name="Choose a product first")).to_be_visible()
    page.get_by_label("Mug").check()
    page.get_by_role("button", name="Make 1 picture anew · 0.05 USD").click()
    page.wait_for_url(f"**#/campaigns/{done}")
    expect(page.get_by_text("0.77 USD charged")).to_be_visible()
    pictures = page.locator(".pictures img")
    expect(pictures).to_have_count(4)
    after = [picture.get_attribute("src") for picture in pictures.all()]
    changed = [str(new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [f"/output/{done}/variants/r2/mug-1-instagram-square.jpg"]


def test_a_text_that_is_emptied_is_taken_off_once_it_was_said(at_work: Screen, stack: LocalStack) -> None:
    page = at_work.page
    german = {"de": {"message": "Bleib kühl", "offer": "Zum halben Preis"}}
    mug = {"name": "Mug", "offer": "Two for one"}
    campaign_id = campaign(stack, {**LAKE, "products": [mug], "offer": "Half price", "translations": german})
    at_work.go(f"#/campaigns/{campaign_id}")
    expect(page.get_by_text("1 of 1 product ready")).to_be_visible()
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Message", exact=True).first.fill("")
    expect(page.locator('[data-told="/campaign_message"]')).to_contain_text("Every picture has one")
    page.get_by_label("Message", exact=True).first.fill("Stay cool")
    offer = page.locator('[data-pointer="/offer"]')
    offer.fill("")
    expect(page.get_by_role("button", name="Not possible: see why below")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="the offer of Mug is its own, and stays")).to_be_visible()
    offer.fill("Half price")
    page.locator('[data-pointer="/translations/de/offer"]').fill("")
    expect(page.get_by_text("1 product; taken off: offer in German")).to_be_visible()
    page.get_by_role("button", name="Make 1 picture anew · 0.05 USD").click()
    expect(page.get_by_text("0.41 USD charged")).to_be_visible()
    manifest = stack.client("s3").get_object(Bucket=stack.outputs["bucket"], Key=keys.manifest(campaign_id))
    told = json.loads(manifest["Body"].read())["campaign"]
    assert (told["offer"], told["translations"]["de"]["offer"]) == ("Half price", None)
    page.get_by_role("link", name="Change").click()
    expect(page.locator('[data-pointer="/translations/de/offer"]')).to_have_value("")
    page.get_by_label("Message", exact=True).first.fill("Stay cooler")
    page.get_by_label("Only some").check()
    page.get_by_label("Mug").check()
    own = page.locator('[data-pointer="/offer"]')
    expect(own).to_have_value("Two for one")
    own.fill("")
    expect(page.get_by_text("1 product; changed: message; taken off: offer")).to_be_visible()
    page.get_by_label("All 1 product").check()
    expect(own).to_have_value("")


def test_what_a_change_leaves_as_it_is_is_said_before_it_is_paid_for(at_work: Screen, stack: LocalStack) -> None:
    page = at_work.page
    stack.image_model.fail_next("ResourceNotFoundException", when="Blanket")
    german = {"de": {"message": "Bleib kühl", "offer": "Zum halben Preis"}}
    products = [{"name": "Mug"}, {"name": "Blanket"}]
    campaign_id = campaign(stack, {**LAKE, "products": products, "offer": "Half price", "translations": german})
    at_work.go(f"#/campaigns/{campaign_id}")
    expect(page.get_by_text("1 of 2 products ready, 1 failed")).to_be_visible()
    page.get_by_role("link", name="Change").click()
    page.locator('[data-pointer="/offer"]').fill("")
    beside = page.get_by_label("What it makes and costs")
    expect(page.get_by_role("button", name="Make 1 picture anew · 0.05 USD")).to_be_visible()
    expect(beside).to_contain_text("Left out, for there is no picture yet: Blanket")
    expect(beside).to_contain_text("German has its own offer, which stays")
    assert at_work.accessible() == []
    page.get_by_label("Only some").check()
    page.get_by_label("Blanket").check()
    expect(beside).to_contain_text("Blanket: no picture yet that texts could stand on")
    expect(beside).not_to_contain_text("creative")


@pytest.mark.soak
def test_a_wrong_text_is_told_at_its_field_and_costs_nothing(at_work: Screen, done: str) -> None:
    page = at_work.page
    at_work.go(f"#/campaigns/{done}/change")
    page.get_by_label("Message", exact=True).first.fill("x" * 501)
    expect(page.locator('[data-told="/campaign_message"]')).to_contain_text("500 characters")
    expect(page.get_by_role("button", name="Correct the marked text first")).to_be_visible()
    assert at_work.accessible() == []


def test_a_new_picture_is_paid_for_once_and_the_one_before_can_be_had_again(at_work: Screen, done: str) -> None:
    del done
    page = at_work.page
    page.get_by_role("button", name="New picture of Trail Flask").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("can be taken again for 0.05 USD")
    dialog.get_by_label("What it should show instead").fill("A red steel bottle")
    assert at_work.accessible() == []
    dialog.get_by_role("button", name="Make it · 0.35 USD").click()
    compare = page.get_by_role("button", name="Compare with the picture before")
    expect(compare).to_have_count(1)
    compare.click()
    expect(dialog.locator("img")).to_have_count(2)
    for picture in dialog.locator("img").all():
        expect(picture).to_have_js_property("naturalWidth", 1024)
    assert at_work.accessible() == []
    for name, under in {"Take the one before · 0.05 USD": 0, "Keep the present one": 1}.items():
        choice = dialog.get_by_role("button", name=name).bounding_box()
        above = dialog.locator("img").nth(under).bounding_box()
        assert choice
        assert above
        assert above["x"] <= choice["x"] < above["x"] + above["width"], name
    dialog.get_by_role("button", name="Take the one before · 0.05 USD").click()
    expect(page.get_by_text("1.12 USD charged")).to_be_visible()


def test_a_picture_that_somebody_brought_is_seen_beside_the_new_one(at_work: Screen, stack: LocalStack) -> None:
    """By its signed address: it is none of those that campaigns have made."""
    page, brought = at_work.page, "existing-assets/acme/brought.png"
    stack.client("s3").put_object(Bucket=stack.outputs["bucket"], Key=brought, Body=product_picture())
    brief = {**LAKE, "products": [{"name": "Brought", "existing_assets": "acme/brought.png"}]}
    at_work.go(f"#/campaigns/{campaign(stack, brief)}")
    page.get_by_role("button", name="New picture of Brought").click()
    page.get_by_role("dialog").get_by_role("button", name="Make it · 0.35 USD").click()
    page.get_by_role("button", name="Compare with the picture before").click()
    pictures = page.get_by_role("dialog").locator("img")
    expect(pictures).to_have_count(2)
    expect(pictures.last).to_have_js_property("naturalWidth", 1024)
    expect(pictures.first).not_to_have_js_property("naturalWidth", 0)
    assert "/existing-assets/acme/brought.png?" in str(pictures.first.get_attribute("src"))
