"""How a campaign stands: accepted with its state, or rejected with its problems."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from cli.failures import CommandFailed
from cli.target import Target
from operations.standing import rejection
from operations.submit import campaign_ids
from shared.campaigns.brief_rows import BriefRow, BriefRows
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.store import CampaignDeleted, CampaignStore, CampaignUnknown
from shared.events import Rejection
from shared.manifest import Manifest, manifest_of

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_LOOKED_AT = 2000  # campaigns, when a similar id is searched
_SUGGESTED = 3
_ALIKE = 0.8  # two campaigns of one day have half of their ids in common


@dataclass(frozen=True, slots=True)
class Accepted:
    campaign: CampaignRecord
    products: list[ProductRecord]

    @property
    def manifest(self) -> Manifest:
        return manifest_of(self.campaign, self.products)


Standing = Accepted | Rejection | BriefRow


def standing(target: Target, campaign_id: str) -> Standing:
    """A row where it is not read yet, or deleted. Raises CommandFailed for an unknown id, with ids that are near it."""
    row = BriefRows(target.client("dynamodb"), target.table).find(campaign_id)
    try:
        campaign, products = CampaignStore(target.client("dynamodb"), target.table).whole(campaign_id)
        return Accepted(campaign, list(products))
    except CampaignDeleted as deleted:
        return deleted.row
    except CampaignUnknown:
        s3 = target.client("s3")
        found = rejection(s3, target.bucket, campaign_id) or row
        if found is None:
            raise unknown_campaign(s3, target.bucket, campaign_id) from None
        return found


def unknown_campaign(
    s3: S3Client, bucket: str, campaign_id: str, error: CampaignUnknown | None = None
) -> CommandFailed:
    """What is deleted says so by itself; for an unknown id, ids that are near it."""
    if isinstance(error, CampaignDeleted):
        return CommandFailed(str(error))
    known = list(islice(campaign_ids(s3, bucket, ""), _LOOKED_AT))
    near = [name for name in known if campaign_id and name.startswith(campaign_id)][-_SUGGESTED:]
    near = near or difflib.get_close_matches(campaign_id, known, n=_SUGGESTED, cutoff=_ALIKE)
    if near:
        return CommandFailed(f"no campaign {campaign_id} in bucket {bucket}; did you mean {' or '.join(near)}?")
    what = "it holds no campaigns yet" if not known else f"campaigns there: {len(known)}, none with a similar id"
    return CommandFailed(f"no campaign {campaign_id} in bucket {bucket}; {what}")
