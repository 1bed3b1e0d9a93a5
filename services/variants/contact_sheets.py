"""Makes the contact sheet when a campaign is complete, and keeps it beside the manifest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rendering.contact_sheet.draw import draw_sheet
from rendering.contact_sheet.grid import grid
from services.variants.sources import Sources
from shared import keys
from shared.campaigns.store import CampaignStore
from shared.manifest import manifest_of

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class ContactSheets:
    s3: S3Client
    bucket: str
    sources: Sources
    campaigns: CampaignStore

    def make(self, campaign_id: str) -> str:
        """The sheet's key. Raises CampaignUnknown, and SourceMissing where a variant was deleted meanwhile."""
        sheet = draw_sheet(grid(manifest_of(*self.campaigns.whole(campaign_id))), self.sources.fetch)
        key = keys.contact_sheet(campaign_id)
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=sheet, ContentType="image/jpeg")
        return key
