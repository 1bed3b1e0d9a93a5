"""Writes manifests to S3: a newer one is never overwritten by an older one (numbered_object.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_missing
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.store import CampaignStore
from shared.manifest import ManifestSummary, written
from shared.numbered_object import TRIES, NumberedObject
from shared.problems import Note
from shared.trouble import Waiting

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_JSON = "application/json"


class ManifestContended(Waiting):
    """Every try to write lost against another writer."""


class ManifestStore:
    def __init__(self, client: S3Client, bucket: str, campaigns: CampaignStore) -> None:
        self._client = client
        self._bucket = bucket
        self._campaigns = campaigns

    def first(self, campaign: CampaignRecord, products: Sequence[ProductRecord], notes: tuple[Note, ...]) -> None:
        """The manifest of a campaign that was accepted this moment, with all notes; any that stands is newer."""
        summary, text = written(campaign, products, notes)
        self._object(summary.campaign_id).put(text, _JSON, summary.revision, over=None)

    def not_older_than(self, campaign: CampaignRecord) -> None:
        """Written anew unless the one in the bucket knows all that `campaign` counts."""
        standing = self._object(campaign.campaign_id).standing()
        if standing is None or standing.number < campaign.revision:
            self.write(campaign.campaign_id)

    def write(self, campaign_id: str) -> ManifestSummary:
        """Project the campaign as it stands and return what was projected.

        Raises CampaignUnknown, ManifestContended.
        """
        manifest = self._object(campaign_id)
        for _ in range(TRIES):
            standing = manifest.standing()
            campaign, products = self._campaigns.whole(campaign_id)
            notes = self._all_notes(campaign) if campaign.more_notes else campaign.notes
            summary, text = written(campaign, products, notes)
            if standing and standing.number > summary.revision:
                return summary
            if manifest.put(text, _JSON, summary.revision, over=standing):
                return summary
        raise ManifestContended(f"manifest of {campaign_id}: lost {TRIES} races")

    def _all_notes(self, campaign: CampaignRecord) -> tuple[Note, ...]:
        """Those of the first manifest; where a crash prevented that one, the row's, and how many more there were."""
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=keys.manifest(campaign.campaign_id))
        except ClientError as error:
            if not is_missing(error):
                raise
            text = f"{campaign.more_notes} more notes: `creative validate` shows them"
            return (*campaign.notes, Note(pointer="", text=text))
        return ManifestSummary.read_json(found["Body"].read()).notes

    def _object(self, campaign_id: str) -> NumberedObject:
        return NumberedObject(self._client, self._bucket, keys.manifest(campaign_id), "revision")
