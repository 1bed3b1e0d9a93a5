"""Makes the contact sheet when a campaign is complete, and keeps it beside the manifest."""

from __future__ import annotations

from rendering.contact_sheet.draw import draw_sheet
from rendering.contact_sheet.grid import grid
from services.variants.sources import Sources
from shared import keys
from shared.manifest import manifest_of
from shared.observability import logger
from shared.stage import Stage


def make_contact_sheet(stage: Stage, sources: Sources, campaign_id: str) -> None:
    """Raises CampaignUnknown, and GivenUp where a variant was deleted meanwhile."""
    sheet = draw_sheet(grid(manifest_of(*stage.campaigns.whole(campaign_id))), sources.fetch)
    key = keys.contact_sheet(campaign_id)
    stage.s3.put_object(Bucket=stage.settings.bucket, Key=key, Body=sheet, ContentType="image/jpeg")
    logger.info("contact sheet made", key=key)
