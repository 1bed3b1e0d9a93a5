from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageStat

from rendering.contact_sheet.draw import draw_sheet
from rendering.contact_sheet.grid import MAX_ROWS, Grid, grid, tile_width
from rendering.contact_sheet.strip import Strip
from rendering.contact_sheet.tiles import Tiles
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.formats import DEFAULT_FORMATS, FORMATS
from shared.manifest import Manifest, manifest_of
from shared.pictures import Check, Variant
from tests.unit.campaign_samples import failure, new_campaign, new_products

GREEN, BLUE = (20, 160, 80), (20, 60, 200)


@cache
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


def _manifest(products: int, locales: tuple[str, ...] = (), failed: int = 0, contrast: float = 7.0) -> Manifest:
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
    return manifest_of(campaign, records)


def _grid(products: int, locales: tuple[str, ...] = (), failed: int = 0, contrast: float = 7.0) -> Grid:
    return grid(_manifest(products, locales, failed, contrast))


def _record(record: ProductRecord, locales: tuple[str, ...], failed: bool, contrast: float) -> ProductRecord:
    if failed:
        return record.model_copy(update={"status": "failed", "failure": failure()})
    variants = tuple(
        _variant(record.plan.index, name, locale, contrast) for locale in (None, *locales) for name in DEFAULT_FORMATS
    )
    return record.model_copy(update={"status": "ready", "variants": variants})


def _drawn(
    manifest: Manifest,
    strip: Callable[[str], bytes | None] = lambda _: None,
    fetch: Callable[[str], bytes] | None = None,
) -> bytes:
    return draw_sheet(grid(manifest), Tiles(manifest.campaign, strip, fetch or _fetch))


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

    _drawn(_manifest(3, ("de", "ja")), fetch=fetch)
    assert sorted(asked) == sorted(
        f"{n}-{locale}-{name}" for n in range(3) for locale in (None, "de", "ja") for name in DEFAULT_FORMATS
    )


def test_the_tiles_show_the_pictures_in_their_own_shape() -> None:
    laid = _grid(1)
    sheet = _opened(_drawn(_manifest(1)))
    assert sheet.size == (laid.width, laid.height)
    red, green_, blue = (np.asarray(channel) for channel in sheet.split())
    green = int(((green_ > 120) & (red < 60) & (blue < 120)).sum())
    shown = sum(tile_width(name, laid.tile_height) * laid.tile_height for name in DEFAULT_FORMATS)
    assert green == pytest.approx(shown, rel=0.02)


def test_the_same_campaign_gives_the_same_bytes() -> None:
    assert _drawn(_manifest(2)) == _drawn(_manifest(2))


def test_a_failed_product_stands_there_with_its_reason_and_without_tiles() -> None:
    laid = _grid(2, failed=1)
    assert laid.rows[0].trouble == "failed: no"
    assert laid.rows[0].tiles == ()
    assert laid.rows[1].trouble is None


def test_a_missed_check_is_named_under_its_tile() -> None:
    missed = _manifest(1, contrast=3.0)
    assert {tile.missed for tile in grid(missed).rows[0].tiles} == {("contrast",)}
    marked, unmarked = (_opened(_drawn(each)) for each in (missed, _manifest(1)))
    assert ImageStat.Stat(marked).mean != ImageStat.Stat(unmarked).mean


def test_a_campaign_of_200_products_gives_a_bounded_sheet_that_says_what_it_leaves_out() -> None:
    laid = _grid(200)
    assert (len(laid.rows), laid.left_out) == (MAX_ROWS, 200 - MAX_ROWS)
    assert laid.width * laid.height < 25_000_000


def test_names_in_any_script_are_set() -> None:
    manifest = _manifest(1)
    for title in ("夏のセール", "تخفيضات الصيف", "Été 🌞", "x" * 120):
        context = manifest.campaign.model_copy(update={"campaign_name": title})
        assert _drawn(manifest.model_copy(update={"campaign": context})) != _drawn(manifest)


def _strip(manifest: Manifest, locales: tuple[str | None, ...]) -> bytes:
    """Blue tiles, where the variants' own files are green."""
    strip = Strip.empty(manifest.campaign)
    for locale in locales:
        for name in manifest.campaign.formats:
            strip.put(locale, FORMATS[name], Image.new("RGB", (40, 40), BLUE))
    return strip.jpeg()


def _share(sheet: Image.Image, color: tuple[int, int, int]) -> float:
    pixels = np.asarray(sheet, np.int16)
    return float((np.abs(pixels - color).max(axis=2) < 40).mean())


@pytest.mark.parametrize("locales", [(), ("de", "ja")])
def test_a_product_with_a_strip_is_shown_without_fetching_a_variant(locales: tuple[str, ...]) -> None:
    manifest = _manifest(2, locales)

    def fetch(key: str) -> bytes:
        raise AssertionError(f"{key} was fetched")

    sheet = _opened(_drawn(manifest, lambda _: _strip(manifest, (None, *locales)), fetch))
    assert _share(sheet, BLUE) == pytest.approx(_share(_opened(_drawn(manifest)), GREEN), rel=0.02)


def test_products_of_before_there_were_strips_stand_beside_those_that_have_one() -> None:
    manifest = _manifest(2)
    strip = _strip(manifest, (None,))
    sheet = _opened(_drawn(manifest, lambda product_id: strip if product_id.endswith("-1") else None))
    assert _share(sheet, BLUE) == pytest.approx(_share(sheet, GREEN), rel=0.02)


def test_a_strip_that_is_laid_out_otherwise_is_not_believed() -> None:
    manifest, other = _manifest(1), _manifest(1, ("de",))
    sheet = _opened(_drawn(manifest, lambda _: _strip(other, (None, "de"))))
    assert _share(sheet, BLUE) == 0
    assert _share(sheet, GREEN) > 0.2
