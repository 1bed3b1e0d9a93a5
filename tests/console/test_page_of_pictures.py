"""The page that lies beside a campaign's pictures, as somebody opens it who was given the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from local.stack import LocalStack
from shared import keys
from tests.console.screens import Screen, Width, campaign
from tests.pipeline.briefs import product_picture

BRIEF = {
    "campaign_name": "حملة <b>الصيف</b>",
    "campaign_message": "ابدأ صباحك بقوة",
    "translations": {"en": {"message": "Start strong"}},
    "products": [
        {"name": "Mug"},
        {"name": "Flask", "existing_assets": "acme/white.png"},
        {"name": "Broken", "existing_assets": "acme/broken.png"},
        {"name": "Lamp"},
    ],
}


@pytest.fixture(scope="package")
def folder(stack: LocalStack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign's output, taken away once its page is written."""
    s3, bucket = stack.client("s3"), stack.outputs["bucket"]
    for name, body in {"white": product_picture(), "broken": b"no picture"}.items():
        s3.put_object(Bucket=bucket, Key=f"existing-assets/acme/{name}.png", Body=body)
    prefix = keys.campaign_output(campaign(stack, BRIEF))
    s3.get_waiter("object_exists").wait(
        Bucket=bucket, Key=f"{prefix}index.html", WaiterConfig={"Delay": 1, "MaxAttempts": 90}
    )
    to = tmp_path_factory.mktemp("pictures")
    for found in s3.list_objects_v2(Bucket=bucket, Prefix=prefix)["Contents"]:
        place = to / found["Key"].removeprefix(prefix)
        place.parent.mkdir(parents=True, exist_ok=True)
        s3.download_file(bucket, found["Key"], str(place))
    return to


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_it_is_for_everybody_and_shows_every_format_without_scrolling_sideways(
    opened: Callable[..., Screen], folder: Path, width: Width, scheme: str
) -> None:
    screen = opened(width, scheme)
    page = screen.page
    page.goto((folder / "index.html").as_uri())
    expect(page.locator(".facts .badge")).to_have_text("Partly completed")
    expect(page.locator(".facts")).to_contain_text("for comparison, the image model's list price: 0.08 USD")
    expect(page.locator(".failure")).to_contain_text("not a picture")
    pictures = page.locator(".pictures img")
    expect(pictures).to_have_count(30)
    pictures.last.scroll_into_view_if_needed()
    expect(pictures.last).to_have_js_property("naturalWidth", 1200)
    for shown in pictures.all():
        box = shown.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= width
    assert not screen.too_wide
    page.locator("summary").first.click()
    expect(page.get_by_text("Every text can be read on a phone").first).to_be_visible()
    assert screen.accessible() == []
