"""A campaign is cancelled, tried again, deleted: what that does is said before, and that it is done, after."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from local.people import Person, sign_up
from local.stack import LocalStack
from tests.console.screens import Screen, campaign

LAKE = {
    "campaign_name": "To be ended",
    "campaign_message": "Stay cool",
    "products": [{"name": "Trail Flask"}, {"name": "Mug"}],
    "formats": ["instagram-square"],
}
_LEAST_SECONDS = 5  # that a message can be read
_SPOKEN = (
    "() => [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')].map((each) => each.innerText)"
)


@pytest.fixture(scope="package")
def olga(stack: LocalStack) -> Person:
    return sign_up(stack, "olga@example.com", "operator")


@pytest.fixture
def operating(opened: Callable[..., Screen], olga: Person) -> Screen:
    screen = opened()
    screen.sign_in(olga)
    return screen


def _told(screen: Screen, text: str) -> Locator:
    """Something that was done is said: seen, read out once, and the focus stays where it was."""
    message = screen.page.locator("#told p")
    expect(message).to_have_text(text)
    expect(message).to_be_in_viewport()
    assert [spoken for spoken in screen.page.evaluate(_SPOKEN) if text in spoken] == [text]
    assert not screen.page.evaluate("() => document.getElementById('told').contains(document.activeElement)")
    return message


def test_what_was_stopped_says_so_everywhere_and_is_not_offered_to_be_tried_again(
    operating: Screen, stack: LocalStack
) -> None:
    page = operating.page
    stack.image_model.delay_next(5, when="Slow Lamp")
    products = [{"name": "Slow Lamp"}]
    campaign_id = campaign(stack, {**LAKE, "campaign_name": "Stopped", "products": products})
    operating.go(f"#/campaigns/{campaign_id}")
    page.get_by_role("button", name="Cancel", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 product will not be made")
    assert operating.accessible() == []
    dialog.get_by_role("button", name="Cancel it").click()
    _told(operating, "What is not made yet is cancelled")
    expect(page.get_by_role("button", name="Cancel", exact=True)).to_have_count(0)
    expect(page.locator(".facts .badge")).to_have_text("Cancelled")
    expect(page.locator(".facts")).to_contain_text("0 of 1 product ready, 1 cancelled")
    expect(page.locator(".product .badge")).to_have_text("Cancelled")
    expect(page.locator(".failure")).to_contain_text("the campaign was cancelled")
    expect(page.get_by_role("button", name="Delete")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    assert operating.accessible() == []
    operating.go("#/")
    row = page.locator(f'.campaigns a[href="#/campaigns/{campaign_id}"]')
    expect(row).to_contain_text("Cancelled")
    expect(row).to_contain_text("1 not made")
    expect(row).to_contain_text("0.36 USDcharged at most")
    page.get_by_role("combobox").select_option("cancelled")
    expect(row).to_be_visible()
    expect(page.locator(".campaigns .badge:not([data-status=cancelled])")).to_have_count(0)
    row.click()
    page.get_by_role("button", name="of Slow Lamp").click()  # the picture that was under way may be there
    dialog.get_by_role("button", name="Make it · 0.35 USD").click()
    _told(operating, "It is on its way, and shows up here by itself")
    expect(page.locator(".facts .badge")).to_have_text("Completed")
    expect(page.locator(".pictures img")).to_have_count(1)


def test_a_picture_that_came_after_the_cancellation_gets_its_texts_without_being_paid_for_again(
    operating: Screen, stack: LocalStack
) -> None:
    page = operating.page
    stack.image_model.delay_next(5, when="Late Lamp")
    products = [{"name": "Late Lamp"}]
    campaign_id = campaign(stack, {**LAKE, "campaign_name": "Late", "products": products})
    operating.go(f"#/campaigns/{campaign_id}")
    expect(page.get_by_role("button", name="Cancel", exact=True)).to_be_visible()
    deadline = time.monotonic() + 60
    while not any("Late Lamp" in str(call) for call in stack.image_model.calls):
        assert time.monotonic() < deadline, "the image model is not called"
        page.wait_for_timeout(50)
    page.get_by_role("button", name="Cancel", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("are being made or asked for at this moment are charged, too: 1 is now")
    dialog.get_by_role("button", name="Cancel it").click()
    expect(page.locator(".product .badge")).to_have_text("Cancelled")
    paid = page.locator(".failure").get_by_text("Its picture is made and paid for; the texts were not set on it.")
    expect(paid).to_be_visible()
    expect(page.locator(".product .head")).to_contain_text("generated picture · 0.31 USD")
    page.get_by_role("button", name="Set the texts on it · 0.05 USD").click()
    expect(dialog.locator("img")).to_have_js_property("naturalWidth", 1024)
    assert operating.accessible() == []
    dialog.get_by_role("button", name="Set the texts on it · 0.05 USD").click()
    expect(page.locator(".facts .badge")).to_have_text("Completed")
    expect(page.locator(".pictures img")).to_have_count(1)
    expect(page.locator(".facts")).to_contain_text("0.36 USD charged")


def test_what_can_not_be_cancelled_any_more_is_told_in_the_dialog(operating: Screen, stack: LocalStack) -> None:
    page = operating.page
    stack.image_model.delay_next(3, when="Quick Lamp")
    campaign_id = campaign(stack, {**LAKE, "campaign_name": "Settled", "products": [{"name": "Quick Lamp"}]})
    operating.go(f"#/campaigns/{campaign_id}")
    page.get_by_role("button", name="Cancel", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(page.locator(".facts .badge")).to_have_text("Completed")
    expect(page.locator("#told")).to_contain_text("Settled: Completed")
    dialog.get_by_role("button", name="Cancel it").click()
    expect(dialog.get_by_role("alert")).to_contain_text(f"nothing to cancel: {campaign_id} is completed")
    dialog.get_by_role("button", name="Let it go on").click()
    expect(dialog).to_have_count(0)
    operating.go("#/")
    expect(page.locator("#told p")).to_have_count(0)


def test_what_failed_is_tried_again_by_an_operator_once_its_cause_is_mended(
    operating: Screen, at_work: Screen, stack: LocalStack
) -> None:
    stack.image_model.fail_next("ResourceNotFoundException", when="Retired Lamp")  # once: then it is there again
    campaign_id = campaign(stack, {**LAKE, "campaign_name": "Mended", "products": [{"name": "Retired Lamp"}]})
    at_work.go(f"#/campaigns/{campaign_id}")
    expect(at_work.page.locator(".failure")).to_contain_text("is not available")
    expect(at_work.page.get_by_role("button", name="Try again")).to_have_count(0)
    page = operating.page
    operating.go(f"#/campaigns/{campaign_id}")
    expect(page.locator(".failure")).to_contain_text("press “Try again what failed”")
    page.get_by_role("button", name="Try again what failed").click()
    dialog = page.get_by_role("dialog", name="Try again what failed?")
    expect(dialog).to_contain_text("1 product goes on from where it stands")
    assert operating.accessible() == []
    dialog.get_by_role("button", name="Try again · at most 0.35 USD").click()
    message = _told(operating, "What failed is on its way again")
    seen = time.monotonic()
    expect(page.locator(".product .badge")).to_have_text("Ready")
    expect(page.locator(".pictures img")).to_have_count(1)
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    expect(message).to_have_count(0)
    assert time.monotonic() - seen > _LEAST_SECONDS


def test_only_operators_may_delete_and_what_goes_is_said_first(
    operating: Screen, at_work: Screen, stack: LocalStack
) -> None:
    campaign_id = campaign(stack, LAKE)
    at_work.go(f"#/campaigns/{campaign_id}")
    expect(at_work.page.get_by_text("2 of 2 products ready")).to_be_visible()
    expect(at_work.page.get_by_role("button", name="Delete")).to_have_count(0)
    page = operating.page
    operating.go(f"#/campaigns/{campaign_id}")
    page.get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("dialog", name="Delete this campaign?")
    expect(dialog).to_contain_text("To be ended, of ")
    expect(dialog).to_contain_text(re.compile(r"2 products, 2 pictures, \d+ MB: gone for good"))
    expect(dialog).to_contain_text("0.72 USD was charged for it")
    expect(dialog.get_by_text("Pictures that somebody uploaded stay")).to_be_visible()
    expect(dialog.get_by_text("existing-assets/")).to_be_hidden()
    dialog.get_by_text("What stays, in detail").click()
    expect(dialog.get_by_text("existing-assets/")).to_be_visible()
    assert operating.accessible() == []
    dialog.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("heading", name="Campaigns")).to_be_visible()
    _told(operating, "The campaign is deleted")
    expect(page.locator(f'.campaigns a[href="#/campaigns/{campaign_id}"]')).to_have_count(0)
