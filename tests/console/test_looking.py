from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from local.people import Person
from local.stack import LocalStack
from tests.console.screens import Screen, Width, campaign

LAKE = {
    "campaign_name": "At the lake",
    "campaign_message": "Stay cool, go further",
    "translations": {"de": {"message": "Bleib kühl"}},
    "products": [{"name": "Trail Flask"}, {"name": "Mug"}],
    "formats": ["instagram-square", "instagram-story"],
}
REFUSED = {"campaign_name": "Nothing <script>alert(1)</script> to sell", "campaign_message": "x" * 600, "products": []}


@pytest.fixture(scope="package")
def lake(stack: LocalStack) -> str:
    return campaign(stack, LAKE)


@pytest.fixture(scope="package")
def refused(stack: LocalStack) -> str:
    return campaign(stack, REFUSED)


def test_a_campaign_is_watched_until_it_is_done_and_taken_away_as_one_zip(at_work: Screen, stack: LocalStack) -> None:
    page = at_work.page
    at_work.go(f"#/campaigns/{campaign(stack, {**LAKE, 'campaign_name': 'Watched'})}")
    expect(page.get_by_role("heading", name="Watched")).to_be_visible()
    expect(page.get_by_text("2 of 2 products ready")).to_be_visible()
    pictures = page.locator(".pictures img")
    expect(pictures).to_have_count(8)
    assert page.locator("h2 bdi").all_inner_texts() == ["Trail Flask", "Mug"]
    assert pictures.first.get_attribute("width") == pictures.first.get_attribute("height") == "1080"
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save pictures").click()
    with zipfile.ZipFile(saved.value.path()) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        sizes = {Image.open(io.BytesIO(archive.read(name))).size for name in names}
    assert sorted(name.rpartition("/")[0] for name in names) == [""] * 4 + ["de"] * 4
    assert sizes == {(1080, 1080), (1080, 1920)}
    assert at_work.moved < 0.1
    with page.expect_download() as table:
        page.get_by_role("button", name="Save the table").click()
    assert len(table.value.path().read_text().splitlines()) == 9


def test_campaigns_are_found_by_name_and_status(at_work: Screen, lake: str) -> None:
    page = at_work.page
    row = page.locator(f'.campaigns a[href="#/campaigns/{lake}"]')
    expect(row).to_contain_text("2 products")
    expect(row).to_contain_text("0.72 USDcharged")
    expect(row).to_contain_text("Completed")
    expect(row.locator("img")).to_have_js_property("complete", True)
    page.get_by_role("searchbox").fill("no such name")
    expect(page.get_by_text("No campaign is like that.")).to_be_visible()
    page.get_by_role("searchbox").fill("the LAKE")
    expect(row).to_be_visible()
    page.get_by_role("combobox").select_option("failed")
    expect(row).to_have_count(0)


def test_who_types_before_the_list_has_answered_finds_the_campaign(at_work: Screen, lake: str) -> None:
    page = at_work.page
    waiting: list[Route] = []
    at_work.go("#/new")
    at_work.sees("Still to fill in")
    page.route("**/api/campaigns?*", lambda route: waiting.append(route), times=1)
    with page.expect_request("**/api/campaigns?*"):
        at_work.go("#/")
    page.get_by_role("searchbox").press_sequentially("the lake")
    expect(page.get_by_role("searchbox")).to_have_value("the lake")
    waiting[0].continue_()
    expect(page.locator(f'.campaigns a[href="#/campaigns/{lake}"]')).to_be_visible()


def test_only_pictures_of_one_language_and_format_are_shown(at_work: Screen, lake: str) -> None:
    at_work.go(f"#/campaigns/{lake}")
    pictures = at_work.page.locator(".pictures img")
    expect(pictures).to_have_count(8)
    at_work.page.get_by_label("Language").select_option("de")
    expect(pictures).to_have_count(4)
    at_work.page.get_by_label("Format").select_option("instagram-story")
    expect(pictures).to_have_count(2)
    pictures.first.click()
    dialog = at_work.page.get_by_role("dialog")
    expect(dialog.locator(".phone img")).to_be_visible()
    expect(dialog.get_by_text("the network's controls", exact=True)).to_be_visible()
    expect(dialog.get_by_text("Every text can be read on a phone")).to_be_visible()
    at_work.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    pictures.first.click()
    at_work.page.go_back()
    expect(at_work.page.get_by_role("heading", name="Campaigns")).to_be_visible()
    expect(dialog).to_have_count(0)


def test_a_refused_brief_is_told_in_words(at_work: Screen, refused: str) -> None:
    at_work.go(f"#/campaigns/{refused}")
    expect(at_work.page.get_by_role("heading", name="This brief can't run")).to_be_visible()
    expect(at_work.page.locator(".problems")).to_contain_text("MessageFound")


def test_a_campaign_that_there_is_not_is_told_and_leads_back(at_work: Screen) -> None:
    at_work.go("#/campaigns/nothing-like-it")
    expect(at_work.page.get_by_text("no campaign nothing-like-it")).to_be_visible()
    at_work.page.get_by_role("main").get_by_role("link", name="All campaigns").click()
    expect(at_work.page.get_by_role("heading", name="Campaigns")).to_be_visible()


def test_who_signs_out_is_out_and_comes_back_to_the_same_place(at_work: Screen, lake: str, ann: Person) -> None:
    page = at_work.page
    at_work.go(f"#/campaigns/{lake}")
    at_work.sees("Trail Flask")
    assert page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])").count("eyJ") == 0
    page.reload()
    at_work.give_password(ann)
    at_work.sees("Trail Flask")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert at_work.accessible() == []
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#username")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (1280, "light"),
        (390, "dark"),
        pytest.param(1280, "dark", marks=pytest.mark.soak),
        pytest.param(390, "light", marks=pytest.mark.soak),
    ],
)
def test_every_screen_is_for_everybody(
    opened: Callable[..., Screen], ann: Person, lake: str, refused: str, width: Width, scheme: str
) -> None:
    screen = opened(width, scheme)
    screen.sign_in(ann)
    found: dict[str, list[str]] = {}
    screen.page.route("**/api/campaigns?*", lambda route: route.fulfill(json={"campaigns": [], "next": None}))
    screen.page.get_by_label("Show campaigns with status").select_option("failed")
    screen.page.get_by_label("Show campaigns with status").select_option("")
    screen.sees("Make your first campaign")
    found["nothing yet"] = screen.accessible()
    screen.page.unroute_all()
    for place, shown in {
        "#/": "At the lake",
        f"#/campaigns/{lake}": "Trail Flask",
        f"#/campaigns/{refused}": "can't run",
        "#/new": "Still to fill in",
    }.items():
        screen.go(place)
        screen.sees(shown)
        found[place] = screen.accessible()
        assert not screen.too_wide, place
    screen.go(f"#/campaigns/{lake}")
    screen.page.locator(".pictures button").first.click()
    screen.sees("Every text can be read on a phone")
    found["viewer"] = screen.accessible()
    screen.page.get_by_role("button", name="Compare with another").click()
    expect(screen.page.locator(".two figcaption")).to_have_text(
        ["Instagram square · Original language · 1080×1080", "Instagram story · Original language · 1080×1920"]
    )
    expect(screen.page.get_by_role("button", name="Show one picture")).to_be_focused()
    found["two pictures"] = screen.accessible()
    screen.page.keyboard.press("Escape")
    screen.go(f"#/campaigns/{lake}/change")
    screen.sees("Nothing is changed yet")
    found["change"] = screen.accessible()
    assert not screen.too_wide
    assert {place: told for place, told in found.items() if told} == {}
