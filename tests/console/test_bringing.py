"""What people bring along: pictures and briefs, dropped on the page from their own folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.console.screens import Screen
from tests.pipeline.briefs import product_picture


@pytest.fixture
def form(at_work: Screen) -> Page:
    at_work.go("#/new")
    expect(at_work.page.get_by_label("Product 1", exact=True)).to_be_visible()
    return at_work.page


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    files = [tmp_path / name for name in ("red mug.png", "trail_flask.png")]
    for file, color in zip(files, ("#b5451f", "#1f6fb5"), strict=True):
        file.write_bytes(product_picture(color))
    return files


def test_the_first_picture_dropped_on_a_row_is_its_own_and_the_others_are_products(
    at_work: Screen, form: Page, pictures: list[Path]
) -> None:
    form.get_by_label("Product 1", exact=True).fill("Mug")
    expect(form.get_by_label("What a new picture should show")).to_be_visible()
    at_work.drop(form.locator(".drop").first, *pictures)
    expect(form.locator(".drop .preview")).to_have_count(2)
    expect(form.get_by_label("Product 2", exact=True)).to_have_value("trail flask")
    expect(form.locator(".over-it")).to_have_count(0)
    expect(form.get_by_label("What a new picture should show").filter(visible=True)).to_have_count(0)
    expect(form.get_by_text("Your pictures")).to_be_visible()
    assert at_work.accessible() == []


def test_an_upload_is_watched_and_goes_with_its_product_and_is_tried_again_where_it_fails(
    at_work: Screen, form: Page, pictures: list[Path]
) -> None:
    held: list[Route] = []
    # Straight into the bucket: all else that the page asks for is at its own address.
    form.route(lambda url: not url.startswith(at_work.address), lambda route: held.append(route))
    with form.expect_request(lambda request: request.method == "POST" and not request.url.startswith(at_work.address)):
        at_work.drop(form.locator(".drop").first, pictures[0])
    expect(form.get_by_role("progressbar", name="red mug.png is uploaded")).to_be_visible()
    form.get_by_role("button", name="Add a product").click()
    expect(form.locator(".drop").first.get_by_role("progressbar")).to_be_visible()
    held.pop().abort()
    expect(form.get_by_role("alert").filter(has_text="red mug.png: It did not arrive")).to_be_visible()
    form.unroute_all()
    form.get_by_role("button", name="Try again: red mug.png").click()
    expect(form.locator(".drop").first.locator(".preview")).to_be_visible()
    expect(form.get_by_role("button", name="Take away: Picture of product 1")).to_be_visible()


def test_a_brief_dropped_anywhere_is_in_the_form_and_what_is_no_use_is_told(
    at_work: Screen, form: Page, pictures: list[Path], tmp_path: Path
) -> None:
    sheet, leaflet, folder = tmp_path / "lake.csv", tmp_path / "leaflet.pdf", tmp_path / "Pictures"
    sheet.write_text("campaign_name,campaign_message,product\nLake,Swim,Mug\nLake,Swim,Flask\nLake,Swim,Lamp\n")
    leaflet.write_bytes(b"%PDF-1.4")
    folder.mkdir()
    at_work.drop(form.get_by_role("heading", name="Formats"), sheet)
    expect(form.get_by_label("Name of the campaign")).to_have_value("Lake")
    expect(form.get_by_label("Product 2", exact=True)).to_have_value("Flask")
    form.get_by_role("button", name="Make 15 pictures · 1.08 USD").click()
    dialog = form.get_by_role("dialog", name="Spend 1.08 USD on 3 products, 15 pictures?")
    expect(dialog).to_be_visible()
    assert at_work.accessible() == []
    dialog.get_by_role("button", name="Not now").click()
    expect(form.get_by_role("button", name="Make 15 pictures · 1.08 USD")).to_be_visible()
    told = form.locator("aside").get_by_role("alert")
    at_work.drop(form.get_by_role("heading", name="Formats"), pictures[0], leaflet)
    expect(told).to_contain_text("red mug.png is a picture: drop it on a product")
    expect(told).to_contain_text("leaflet.pdf is neither a picture (PNG, JPEG")
    at_work.drop(form.locator(".drop").first, folder)
    expect(told).to_contain_text("“Pictures” is a folder: open it, and drop the files in it.")
    expect(form.get_by_label("Name of the campaign")).to_have_value("Lake")
    assert at_work.accessible() == []
