from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from local.people import Person
from tests.console.screens import Screen
from tests.pipeline.briefs import product_picture

# What a screen reader would call whatever has the focus.
_FOCUSED = """() => {
    const element = document.activeElement;
    return element.labels?.[0]?.textContent ?? (element.matches("a, button, summary") ? element.textContent : "");
}"""
HOSTILE = '<img src=x onerror="alert(1)"> <script>alert(2)</script> \u202egnp.exe\u202c {{7*7}}'


def test_a_campaign_is_made_from_nothing_watched_and_taken_away(at_work: Screen, tmp_path: Path) -> None:
    page = at_work.page
    page.get_by_role("link", name="New campaign").first.click()
    page.get_by_label("Name of the campaign").fill("Made by hand")
    page.get_by_label("Message", exact=True).first.fill("Stay cool")
    page.get_by_label("Product 1", exact=True).fill("Lamp")
    page.get_by_role("button", name="Add a product").click()
    page.get_by_label("Product 2", exact=True).fill("Trail Flask")
    bottle = tmp_path / "my bottle.png"
    bottle.write_bytes(product_picture())
    page.get_by_label("Picture of product 2", exact=True).set_input_files(bottle)
    expect(page.get_by_role("button", name="Take away: Picture of product 2")).to_be_visible()
    page.get_by_label("Language to add").fill("German")
    page.get_by_role("button", name="Add a language").click()
    beside = page.get_by_label("What it makes and costs")
    for_nothing = beside.get_by_text("German: no message yet, so no pictures in it")
    expect(for_nothing).to_be_visible()
    expect(page.get_by_role("tab", name="German")).to_contain_text("no message yet")
    page.get_by_role("tabpanel", name="German").get_by_label("Message", exact=True).fill("Bleib kühl")
    expect(page.get_by_role("tab", name="German")).to_have_text("German")
    expect(for_nothing).to_have_count(0)
    for name in ("facebook-feed", "twitter-card", "linkedin-post"):
        page.locator(f'input[value="{name}"]').uncheck()
    page.get_by_role("button", name="Make 8 pictures · 0.42 USD").click()

    expect(page.get_by_text("2 of 2 products ready")).to_be_visible()
    expect(page.locator(".pictures img")).to_have_count(8)
    expect(page.get_by_text("0.42 USD charged, 0.42 USD estimated")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save pictures").click()
    assert saved.value.suggested_filename == "made-by-hand.zip"
    with zipfile.ZipFile(saved.value.path()) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 8


def test_nothing_typed_is_lost_when_the_page_is_loaded_again_or_the_sign_in_has_ended(
    at_work: Screen, ann: Person
) -> None:
    page = at_work.page
    at_work.go("#/new")
    page.get_by_label("Message", exact=True).first.fill("Half a senten")
    page.reload()
    at_work.give_password(ann)
    expect(page.get_by_label("Message", exact=True).first).to_have_value("Half a senten")
    page.route("**/api/briefs/check", lambda route: route.fulfill(status=401, json={"detail": "expired"}))
    page.route("**/oauth2/token", lambda route: route.fulfill(status=400, json={"error": "invalid_grant"}))
    page.get_by_label("Message", exact=True).first.fill("Half a sentence")
    expect(page.get_by_role("dialog", name="Your sign-in has ended")).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Sign in again").click()
    at_work.give_password(ann)
    expect(page.get_by_label("Message", exact=True).first).to_have_value("Half a sentence")


def test_what_is_wrong_is_told_at_its_field_before_anything_is_made(at_work: Screen) -> None:
    page = at_work.page
    at_work.go("#/new")
    page.get_by_label("Message", exact=True).first.fill("x" * 501)
    page.get_by_label("Product 1", exact=True).fill("Lamp" * 31)
    wrong = page.locator("[aria-invalid=true]")
    expect(wrong).to_have_count(2)
    expect(page.locator('[data-told="/products/0/name"]')).to_contain_text("1 to 120 characters")
    expect(page.get_by_role("button", name="2 things to mend first")).to_be_visible()
    page.get_by_role("button", name="2 things to mend first").click()
    expect(page.locator('[data-told="/campaign_name"]')).to_contain_text("the campaign's name")
    expect(page.get_by_label("Name of the campaign")).to_be_focused()
    assert at_work.accessible() == []


def test_what_it_costs_and_that_it_is_too_dear_are_told_before_all_is_written(at_work: Screen) -> None:
    page = at_work.page
    at_work.go("#/new")
    page.get_by_label("Product 1", exact=True).fill("Lamp")
    beside = page.get_by_label("What it makes and costs")
    expect(beside).to_contain_text("Still to fill in: Name of the campaign; Message")
    expect(beside).to_contain_text("Charged at most0.36 USD")
    page.get_by_text("Brand name, audience, most it may cost").click()
    page.get_by_label("Spend at most (USD)").fill("0.10")
    expect(beside).to_contain_text("Spend at most (USD): Wanted: at least 0.36 USD")
    expect(page.locator('[data-told="/max_cost"]')).to_contain_text("0.36 USD")
    for _ in range(2):
        page.get_by_role("button", name="Add a colour").click()
    first, second = (page.get_by_label(f"Brand colour {number}").input_value() for number in (1, 2))
    assert first != second
    assert at_work.accessible() == []


def test_whatever_a_brief_says_is_text(at_work: Screen) -> None:
    """Markup, scripts and turned directions in every field: the page's policy refuses nothing, for nothing is tried."""
    brief = {
        "campaign_name": "Hostile & <i>friendly</i>",
        "campaign_message": "Half < whole > half",
        "products": [{"name": "Lamp \u202eepyt\u202c", "description": HOSTILE}],
        "translations": {"ar": {"message": "<b>ابدأ</b> & \u2067x\u2069"}},
        "target_audience": HOSTILE,
        "formats": ["twitter-card"],
        "colour_of_<script>": HOSTILE,
    }
    at_work.go("#/new")
    file = FilePayload(name="hostile.json", mimeType="application/json", buffer=json.dumps(brief).encode())
    at_work.page.get_by_label("Open a brief").set_input_files(files=[file])
    expect(at_work.page.get_by_label("Product 1", exact=True)).to_have_value("Lamp \u202eepyt\u202c")
    expect(at_work.page.get_by_text("on how hostile.json was read")).to_be_visible()
    at_work.page.get_by_role("button", name="Make 2 pictures").click()
    expect(at_work.page.get_by_text("1 of 1 product ready")).to_be_visible()
    assert at_work.page.locator("main script, main i, main b, main img[src=x]").count() == 0


@pytest.mark.soak
def test_a_file_with_errors_is_mended_as_text(at_work: Screen) -> None:
    page = at_work.page
    at_work.go("#/new")
    file = FilePayload(name="lake.yaml", mimeType="text/yaml", buffer=b"campaign_name: Lake\nproducts: [Mug]")
    page.get_by_label("Open a brief").set_input_files(files=[file])
    expect(page.get_by_role("heading", name="lake.yaml can't run yet")).to_be_visible()
    expect(page.locator(".problem-list").first).to_contain_text("Message: ")
    expect(page.get_by_role("button", name="Make")).to_have_count(0)
    assert at_work.accessible() == []
    page.get_by_label("Text of lake.yaml").fill("campaign_name: Lake\ncampaign_message: Swim\nproducts: [Mug]")
    expect(page.get_by_role("heading", name="lake.yaml can run now")).to_be_visible()
    page.route("**/api/briefs/check", lambda route: route.fulfill(status=403, json={"detail": "Not now."}), times=1)
    page.get_by_role("button", name="Use it").click()
    expect(page.locator(".file-result").get_by_role("alert")).to_have_text("Not now.")
    expect(page.get_by_label("Text of lake.yaml")).to_have_value(re.compile("Swim"))  # what was mended is not lost
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_label("Name of the campaign")).to_have_value("Lake")
    expect(page.get_by_role("button", name="Make 5 pictures · 0.36 USD")).to_be_visible()


@pytest.mark.soak
def test_rows_of_a_spreadsheet_become_products(at_work: Screen) -> None:
    page = at_work.page
    at_work.go("#/new")
    page.get_by_label("Product 1", exact=True).focus()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", 'Description\\tName\\n"Green,\\nmatt"\\tFlask\\nWhite\\tMug\\n');
            const pasted = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(pasted);
        }"""
    )
    names = page.locator('[data-pointer$="/name"]')
    expect(names).to_have_count(2)
    assert [names.nth(0).input_value(), names.nth(1).input_value()] == ["Flask", "Mug"]
    assert page.locator('[data-pointer="/products/0/description"]').input_value() == "Green,\nmatt"


@pytest.mark.soak
def test_a_campaign_is_made_by_keyboard_alone(at_work: Screen) -> None:
    page = at_work.page
    at_work.go("#/new")
    expect(page.get_by_label("Name of the campaign")).to_be_visible()

    def tab_to(name: str) -> None:
        """Fails for what the Tab key does not reach."""
        for _ in range(80):
            focused = page.evaluate(_FOCUSED)
            if name in focused:
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{name} is not reached by Tab")

    for field, text in {"Name of the campaign": "By keyboard", "Message": "Hands off", "Product 1": "Mug"}.items():
        tab_to(field)
        page.keyboard.type(text)
    expect(page.get_by_role("button", name="Make 5 pictures · 0.36 USD")).to_be_visible()
    tab_to("Make 5 pictures")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 1 product ready")).to_be_visible()
    page.locator(".pictures button").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog", name="Instagram story")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
