"""How a campaign stands: its state without the pictures, or why its brief was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_missing
from shared.campaigns.store import CampaignStore
from shared.events import Rejection
from shared.manifest import ManifestSummary, manifest_of

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def summary(campaigns: CampaignStore, campaign_id: str) -> ManifestSummary:
    """Costs and counts as of now. Raises CampaignUnknown."""
    campaign, products = campaigns.whole(campaign_id, with_variants=False)
    whole = manifest_of(campaign, products)
    return ManifestSummary(**{name: getattr(whole, name) for name in ManifestSummary.model_fields})


def rejection(s3: S3Client, bucket: str, campaign_id: str) -> Rejection | None:
    """None where no such brief was refused. Raises ClientError."""
    try:
        body = s3.get_object(Bucket=bucket, Key=keys.rejection(campaign_id))["Body"].read()
    except ClientError as error:
        # Without the permission to list, S3 says 403 for what is not there: only a real answer is "none".
        if is_missing(error):
            return None
        raise
    return Rejection.read_json(body)
