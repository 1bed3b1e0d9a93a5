"""Lays out the contact sheet: one row per product and locale, one column per format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.context import CampaignContext
from shared.formats import FORMATS
from shared.manifest import Manifest, ManifestProduct

# More rows than these are counted, not shown: a sheet stays below 35 megapixels (100 MB), whatever the campaign.
MAX_ROWS = 40

# Pixels.
MARGIN = 48
GAP = 28
HEADER = 170
LABEL = 56  # of a row, above its tiles
CAPTION = 38  # of a tile, below it


@dataclass(frozen=True, slots=True)
class Tile:
    """A variant on the sheet; `key` is None where the variant doesn't exist."""

    format: str
    key: str | None
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The variants of a product in a locale; `trouble` stands there in place of tiles."""

    product_id: str
    locale: str | None
    label: str
    tiles: tuple[Tile, ...]
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet to be drawn: `tile_height` in pixels; `left_out` counts the rows that it has no room for."""

    title: str
    subtitle: str
    formats: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    left_out: int
    tile_height: int

    @property
    def width(self) -> int:
        tiles = sum(tile_width(name, self.tile_height) for name in self.formats) + GAP * (len(self.formats) - 1)
        return 2 * MARGIN + max(tiles, 1000)

    @property
    def height(self) -> int:
        footer = LABEL if self.left_out else 0
        return HEADER + sum(map(self.row_height, self.rows)) + footer + MARGIN

    def row_height(self, row: SheetRow) -> int:
        return LABEL + (self.tile_height + CAPTION if row.tiles else LABEL) + GAP


def tile_width(name: str, height: int) -> int:
    shape = FORMATS[name]
    return round(height * shape.width / shape.height)


def grid(manifest: Manifest) -> Grid:
    rows = [row for product in manifest.products for row in _rows(product, manifest)]
    shown = rows[:MAX_ROWS]
    return Grid(
        title=manifest.campaign.campaign_name,
        subtitle=_subtitle(manifest),
        formats=_formats(manifest),
        rows=tuple(shown),
        left_out=len(rows) - len(shown),
        tile_height=tile_height(manifest.campaign),
    )


def _rows(product: ManifestProduct, manifest: Manifest) -> list[SheetRow]:
    if product.failure:
        return [SheetRow(product.product_id, None, product.name, (), f"failed: {product.failure.reason}")]
    own = (variant.locale for variant in product.variants)
    locales = dict.fromkeys((*manifest.campaign.all_locales, *own))
    return [_row(product, locale, _formats(manifest)) for locale in locales]


def _formats(manifest: Manifest) -> tuple[str, ...]:
    """The campaign's, and behind them those that only some of its products have."""
    made = (variant.format for product in manifest.products for variant in product.variants)
    return tuple(dict.fromkeys((*manifest.campaign.formats, *made)))


def _row(product: ManifestProduct, locale: str | None, formats: Sequence[str]) -> SheetRow:
    made = {variant.format: variant for variant in product.variants if variant.locale == locale}
    tiles = []
    for name in formats:
        variant = made.get(name)
        missed = tuple(check for check, result in variant.evidence.items() if not result.passed) if variant else ()
        tiles.append(Tile(name, variant.key if variant else None, missed))
    label = f"{product.name} ({locale})" if locale else product.name
    return SheetRow(product.product_id, locale, label, tuple(tiles))


def _subtitle(manifest: Manifest) -> str:
    parts = [manifest.campaign_id, f"{manifest.ready_count} of {manifest.product_count} products ready"]
    if manifest.failed_count:
        parts.append(f"{manifest.failed_count} failed")
    return " \u00b7 ".join(parts)


def tile_height(campaign: CampaignContext) -> int:
    """Pixels; large while there are few rows: a sheet is looked at, not measured.

    It follows from the brief alone: tiles are made before anyone knows which products fail.
    """
    rows = campaign.product_count * len(campaign.all_locales)
    if rows <= 8:
        return 420
    return 300 if rows <= 24 else 190
