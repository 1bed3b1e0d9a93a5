"""Writes manifests to S3, so that a newer one is never overwritten by an older one.

A sees etag x, reads the campaign
                                    B sees etag x, reads the campaign, newer
                                    B writes (If-Match: x), the etag becomes y
A writes (If-Match: x) -> 412
A sees etag y, reads the campaign again, writes

The etag comes first: who reads the campaign before it could overwrite what was written in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_lost_race, is_missing
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.store import CampaignStore
from shared.manifest import ManifestSummary, written
from shared.problems import Note

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_TRIES = 8


class ManifestContended(RuntimeError):
    """Every try to write lost against another writer: worth another receive of the message."""


class ManifestStore:
    def __init__(self, client: S3Client, bucket: str, campaigns: CampaignStore) -> None:
        self._client = client
        self._bucket = bucket
        self._campaigns = campaigns

    def first(self, campaign: CampaignRecord, products: Sequence[ProductRecord], notes: tuple[Note, ...]) -> None:
        """The manifest of a campaign that was accepted this moment, with all notes; any that stands is newer."""
        self._put(*written(campaign, products, notes), etag=None)

    def not_older_than(self, campaign: CampaignRecord) -> None:
        """Written anew unless the one in the bucket knows all that `campaign` counts."""
        standing = self._standing(campaign.campaign_id)
        if standing is None or standing[1] < campaign.revision:
            self.write(campaign.campaign_id)

    def write(self, campaign_id: str) -> ManifestSummary:
        """Project the campaign as it stands and return what was projected.

        Raises CampaignUnknown, ManifestContended.
        """
        for _ in range(_TRIES):
            standing = self._standing(campaign_id)
            campaign, products = self._campaigns.whole(campaign_id)
            notes = self._all_notes(campaign) if campaign.more_notes else campaign.notes
            summary, text = written(campaign, products, notes)
            if standing and standing[1] > summary.revision:
                return summary
            if self._put(summary, text, standing[0] if standing else None):
                return summary
        raise ManifestContended(f"manifest of {campaign_id}: lost {_TRIES} races")

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

    def _standing(self, campaign_id: str) -> tuple[str, int] | None:
        """ETag and revision of the manifest in the bucket."""
        try:
            head = self._client.head_object(Bucket=self._bucket, Key=keys.manifest(campaign_id))
        except ClientError as error:
            if is_missing(error):
                return None
            raise
        return head["ETag"], int(head["Metadata"].get("revision", 0))

    def _put(self, summary: ManifestSummary, text: bytes, etag: str | None) -> bool:
        condition = {"IfMatch": etag} if etag else {"IfNoneMatch": "*"}
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=keys.manifest(summary.campaign_id),
                Body=text,
                ContentType="application/json",
                Metadata={"revision": str(summary.revision)},
                **condition,  # type: ignore[arg-type]
            )
        except ClientError as error:
            if is_lost_race(error):
                return False
            raise
        return True
