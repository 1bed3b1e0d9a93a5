from __future__ import annotations

import zipfile

import pytest
from playwright.sync_api import expect

from local.stack import LocalStack
from tests.console.screens import Screen, campaign

PRODUCTS = 60


@pytest.mark.soak
def test_sixty_products_two_of_them_failing_are_seen_while_one_scrolls(at_work: Screen, stack: LocalStack) -> None:
    products: list[dict[str, object]] = [{"name": f"Flask {number}"} for number in range(PRODUCTS - 2)]
    stack.client("s3").put_object(Bucket=stack.outputs["bucket"], Key="existing-assets/acme/no-picture.png", Body=b"x")
    products += [{"name": f"Broken {number}", "existing_assets": "acme/no-picture.png"} for number in range(2)]
    brief = {
        "campaign_name": "حملة الصيف",
        "campaign_message": "ابدأ صباحك بقوة",
        "products": products,
        "formats": ["instagram-square"],
    }
    page = at_work.page
    at_work.go(f"#/campaigns/{campaign(stack, brief)}")
    expect(page.get_by_text(f"{PRODUCTS - 2} of {PRODUCTS} products ready, 2 failed")).to_be_visible(timeout=240_000)
    assert page.locator(".product").count() < PRODUCTS
    while page.locator(".product").count() < PRODUCTS:
        page.mouse.wheel(0, 3000)
        page.wait_for_timeout(100)
    expect(page.locator(".failure")).to_have_count(2)
    expect(page.locator(".failure").first).to_contain_text("Change what is told here")
    assert at_work.moved < 0.1
    assert at_work.accessible() == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save pictures").click()
    with zipfile.ZipFile(saved.value.path()) as archive:
        assert len(archive.namelist()) == PRODUCTS - 2
