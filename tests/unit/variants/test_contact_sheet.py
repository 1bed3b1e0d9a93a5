from __future__ import annotations

import io
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image, ImageStat

from rendering.contact_sheet.draw import draw_sheet
from rendering.contact_sheet.grid import MAX_ROWS, Grid, grid
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.events import Check, Variant
from shared.formats import DEFAULT_FORMATS, FORMATS
from shared.manifest import manifest_of
from tests.unit.campaign_samples import failure, new_campaign, new_products

GREEN = (20, 160, 80)


def _jpeg(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), GREEN).save(buffer, "JPEG")
    return buffer.getvalue()


def _variant(product: int, name: str, locale: str | None, contrast: float) -> Variant:
    shape = FORMATS[name]
    return Variant(
        format=name,
        locale=locale,
        key=f"{product}-{locale}-{name}",
        width=shape.width,
        height=shape.height,
        bytes=1000,
        evidence={"contrast": Check(value=contrast, bar=">= 4.5", passed=contrast >= 4.5)},
    )


def _grid(products: int, locales: tuple[str, ...] = (), failed: int = 0, contrast: float = 7.0) -> Grid:
    accepted = new_campaign(products)
    context = accepted.context.model_copy(
        update={"formats": DEFAULT_FORMATS, "messages": dict.fromkeys(locales, "Hallo"), "campaign_name": "Sommer"}
    )
    campaign = CampaignRecord(
        **accepted.model_copy(update={"context": context}).model_dump(),
        status="completed",
        pending_count=0,
        ready_count=products - failed,
        failed_count=failed,
        updated_at=datetime(2026, 11, 23, tzinfo=UTC),
    )
    records = [_record(record, locales, record.plan.index < failed, contrast) for record in new_products(products)]
    return grid(manifest_of(campaign, records))


def _record(record: ProductRecord, locales: tuple[str, ...], failed: bool, contrast: float) -> ProductRecord:
    if failed:
        return record.model_copy(update={"status": "failed", "failure": failure()})
    variants = tuple(
        _variant(record.plan.index, name, locale, contrast) for locale in (None, *locales) for name in DEFAULT_FORMATS
    )
    return record.model_copy(update={"status": "ready", "variants": variants})


def _fetch(key: str) -> bytes:
    shape = next(FORMATS[name] for name in FORMATS if key.endswith(name))
    return _jpeg(shape.width, shape.height)


def _opened(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    assert image.format == "JPEG"
    return image.convert("RGB")


def test_every_variant_of_every_locale_is_on_the_sheet() -> None:
    asked: list[str] = []

    def fetch(key: str) -> bytes:
        asked.append(key)
        return _fetch(key)

    draw_sheet(_grid(3, ("de", "ja")), fetch)
    assert sorted(asked) == sorted(
        f"{n}-{locale}-{name}" for n in range(3) for locale in (None, "de", "ja") for name in DEFAULT_FORMATS
    )


def test_the_tiles_show_the_pictures_in_their_own_shape() -> None:
    laid = _grid(1)
    sheet = _opened(draw_sheet(laid, _fetch))
    assert sheet.size == (laid.width, laid.height)
    red, green_, blue = (np.asarray(channel) for channel in sheet.split())
    green = int(((green_ > 120) & (red < 60) & (blue < 120)).sum())
    shown = sum(laid.tile_width(name) * laid.tile_height for name in DEFAULT_FORMATS)
    assert green == pytest.approx(shown, rel=0.02)


def test_the_same_campaign_gives_the_same_bytes() -> None:
    assert draw_sheet(_grid(2), _fetch) == draw_sheet(_grid(2), _fetch)


def test_a_failed_product_stands_there_with_its_reason_and_without_tiles() -> None:
    laid = _grid(2, failed=1)
    assert laid.rows[0].trouble == "failed: no"
    assert laid.rows[0].tiles == ()
    assert laid.rows[1].trouble is None


def test_a_missed_check_is_named_under_its_tile() -> None:
    laid = _grid(1, contrast=3.0)
    assert {tile.missed for tile in laid.rows[0].tiles} == {("contrast",)}
    marked, unmarked = (_opened(draw_sheet(g, _fetch)) for g in (laid, _grid(1)))
    assert ImageStat.Stat(marked).mean != ImageStat.Stat(unmarked).mean


def test_a_campaign_of_200_products_gives_a_bounded_sheet_that_says_what_it_leaves_out() -> None:
    laid = _grid(200)
    assert (len(laid.rows), laid.left_out) == (MAX_ROWS, 200 - MAX_ROWS)
    assert laid.width * laid.height < 25_000_000


def test_names_in_any_script_are_set() -> None:
    laid = _grid(1)
    for title in ("夏のセール", "تخفيضات الصيف", "Été 🌞", "x" * 120):
        other = Grid(title, laid.subtitle, laid.formats, laid.rows, 0, laid.tile_height)
        assert draw_sheet(other, _fetch) != draw_sheet(laid, _fetch)
