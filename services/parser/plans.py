"""Keeps the plan of a brief whose products fill several transactions, or whose id was chosen, before the first of them.

A receive that finds the products of an earlier one, which died between two transactions, goes on with the same plan:
planned anew, its assets may have come or gone meanwhile, and estimate and products would not be of one plan. Of two
uploads that chose the same id, the first plan has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_lost_race, is_missing
from shared.campaigns.records import NewCampaign, ProductRecord
from shared.campaigns.store import PRODUCTS_AT_ONCE
from shared.context import ProductPlan
from shared.frozen import Frozen
from shared.problems import Note

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class PlannedCampaign(Frozen):
    """All that is decided when a brief is accepted; `notes` are complete, those in `campaign` as many as fit a row."""

    campaign: NewCampaign
    products: tuple[ProductPlan, ...]
    notes: tuple[Note, ...]

    @property
    def campaign_id(self) -> str:
        return self.campaign.context.campaign_id

    @property
    def records(self) -> list[ProductRecord]:
        return [ProductRecord(campaign_id=self.campaign_id, plan=plan) for plan in self.products]


@dataclass(frozen=True, slots=True)
class Plans:
    client: S3Client
    bucket: str

    def first(self, planned: PlannedCampaign, *, id_chosen: bool) -> PlannedCampaign:
        """The plan that counts: this one, unless an earlier receive, or upload, has kept another."""
        if len(planned.products) <= PRODUCTS_AT_ONCE and not id_chosen:
            return planned
        key, body = keys.plan(planned.campaign_id), planned.model_dump_json().encode()
        try:
            self.client.put_object(
                Bucket=self.bucket, Key=key, Body=body, ContentType="application/json", IfNoneMatch="*"
            )
        except ClientError as error:
            if not is_lost_race(error):
                raise
            return self.kept(planned.campaign_id) or planned
        return planned

    def kept(self, campaign_id: str) -> PlannedCampaign | None:
        try:
            found = self.client.get_object(Bucket=self.bucket, Key=keys.plan(campaign_id))
        except ClientError as error:
            if is_missing(error):
                return None
            raise
        return PlannedCampaign.read_json(found["Body"].read())
