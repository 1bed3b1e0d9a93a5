"""Shows the whole campaign when it is complete: contact sheet, page and table, beside the manifest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple

from rendering.campaign_page.page import campaign_page
from rendering.campaign_page.variants_table import variants_table
from rendering.contact_sheet.draw import draw_sheet
from rendering.contact_sheet.grid import grid
from rendering.contact_sheet.tiles import Tiles
from rendering.product_variants import places
from services.variants.sources import Sources
from shared import keys
from shared.manifest import Manifest, manifest_of
from shared.numbered_object import TRIES, NumberedObject, Standing
from shared.observability import logger
from shared.problems import GivenUp
from shared.stage import Stage
from shared.trouble import Waiting


class OverviewContended(Waiting):
    """Every try to write one lost against another writer."""


class Overview(NamedTuple):
    lies_at: NumberedObject
    content_type: str
    drawn: Callable[[Manifest], bytes]


def make_overviews(stage: Stage, sources: Sources, campaign_id: str) -> None:
    """Makes them of the campaign as it stands, and never over those of a later settlement.

    Raises CampaignUnknown, OverviewContended, and GivenUp where a variant was deleted meanwhile.
    """
    waiting = _overviews(stage, sources, campaign_id)
    for _ in range(TRIES):
        seen = [(overview, overview.lies_at.standing()) for overview in waiting]
        manifest = manifest_of(*stage.campaigns.whole(campaign_id))
        waiting = [overview for overview, standing in seen if not _made(overview, manifest, standing)]
        if not waiting:
            return
    raise OverviewContended(f"{', '.join(each.lies_at.key for each in waiting)}: lost {TRIES} races")


def _overviews(stage: Stage, sources: Sources, campaign_id: str) -> list[Overview]:
    """What takes long stands last."""

    def lies_at(key: str) -> NumberedObject:
        return NumberedObject(stage.s3, stage.settings.bucket, key, "settlement")

    sheet, table = lies_at(keys.contact_sheet(campaign_id)), lies_at(keys.variants_table(campaign_id))
    page, beside = lies_at(keys.campaign_page(campaign_id)), (table, sheet)
    names = [PurePosixPath(each.key).name for each in beside]
    return [
        Overview(table, "text/csv; charset=utf-8", lambda manifest: variants_table(manifest).encode()),
        Overview(page, "text/html; charset=utf-8", lambda manifest: campaign_page(manifest, names).encode()),
        Overview(sheet, "image/jpeg", lambda manifest: draw_sheet(grid(manifest), _tiles(sources, manifest))),
    ]


def _made(overview: Overview, manifest: Manifest, standing: Standing | None) -> bool:
    """Whether it shows the manifest's settlement now, or a later one."""
    if standing and standing.number > manifest.settlement:
        return True
    body = overview.drawn(manifest)
    if not overview.lies_at.put(body, overview.content_type, manifest.settlement, standing):
        return False
    logger.info("overview made", key=overview.lies_at.key, settlement=manifest.settlement)
    return True


def _tiles(sources: Sources, manifest: Manifest) -> Tiles:
    products = {product.product_id: product for product in manifest.products}

    def strip(product_id: str) -> bytes | None:
        """None where it is laid out in another way than the campaign's."""
        product = products[product_id]
        if [(each.format, each.locale) for each in product.variants] != places(manifest.campaign):
            return None
        return _strip(sources, keys.thumbnails(manifest.campaign_id, product_id, product.variants_rendition))

    return Tiles(manifest.campaign, strip, sources.fetch)


def _strip(sources: Sources, key: str) -> bytes | None:
    """None for a product of before there were strips."""
    try:
        return sources.fetch(key)
    except GivenUp:
        return None
