"""Makes the contact sheet when a campaign is complete, and keeps it beside the manifest."""

from __future__ import annotations

from rendering.contact_sheet.draw import draw_sheet
from rendering.contact_sheet.grid import grid
from rendering.contact_sheet.tiles import Tiles
from services.variants.sources import Sources
from shared import keys
from shared.manifest import manifest_of
from shared.numbered_object import TRIES, NumberedObject
from shared.observability import logger
from shared.problems import GivenUp
from shared.stage import Stage
from shared.trouble import Waiting


class SheetContended(Waiting):
    """Every try to write lost against another writer."""


def make_contact_sheet(stage: Stage, sources: Sources, campaign_id: str) -> None:
    """Draws the campaign as it stands, and never over the sheet of a later settlement.

    Raises CampaignUnknown, SheetContended, and GivenUp where a variant was deleted meanwhile.
    """
    sheet = NumberedObject(stage.s3, stage.settings.bucket, keys.contact_sheet(campaign_id), "settlement")
    for _ in range(TRIES):
        standing = sheet.standing()
        manifest = manifest_of(*stage.campaigns.whole(campaign_id))
        if standing and standing.number > manifest.settlement:
            return
        tiles = Tiles(manifest.campaign, lambda product_id: _strip(sources, campaign_id, product_id), sources.fetch)
        if sheet.put(draw_sheet(grid(manifest), tiles), "image/jpeg", manifest.settlement, standing):
            logger.info("contact sheet made", key=sheet.key, settlement=manifest.settlement)
            return
    raise SheetContended(f"contact sheet of {campaign_id}: lost {TRIES} races")


def _strip(sources: Sources, campaign_id: str, product_id: str) -> bytes | None:
    """None for a product of before there were strips."""
    try:
        return sources.fetch(keys.thumbnails(campaign_id, product_id))
    except GivenUp:
        return None
