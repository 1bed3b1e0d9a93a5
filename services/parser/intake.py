"""From an uploaded brief to an accepted campaign, or to its rejection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.assets import AssetFinder
from briefs.plan import Plan, plan
from briefs.read import ReadBrief, campaign_name_hint, read_brief
from services.parser.rejections import UNFORESEEN, rejected_event, withdraw_rejection, write_rejection
from services.parser.uploads import Upload, UploadGone, download, uploads
from shared.campaigns.records import CampaignRecord, NewCampaign, ProductRecord
from shared.campaigns.store import CampaignStore
from shared.costs import Rates
from shared.events import BriefValidated, BriefValidatedData, CampaignContext
from shared.frozen import now
from shared.identity import campaign_id
from shared.manifest_store import ManifestStore
from shared.observability import count, logger
from shared.problems import BriefRefused, Problem
from shared.publisher import Publisher
from shared.settlement import Settlement

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class Intake:
    s3: S3Client
    bucket: str
    rates: Rates
    campaigns: CampaignStore
    manifests: ManifestStore
    publisher: Publisher
    settlement: Settlement

    def take(self, body: str) -> None:
        """Handle an S3 notification. Raises what is worth another receive, never for a bad brief."""
        for upload in uploads(body):
            try:
                self._accept(upload, download(self.s3, upload))
            except UploadGone:
                self._reject(upload, _id(upload, b""), [_gone(upload)])

    def give_up(self, body: str, error: Exception) -> None:
        """The last receive failed: whoever uploaded the brief gets a reason, and no campaign hangs."""
        for upload in uploads(body):
            data = self._readable(upload)
            name = _id(upload, data)
            if self.campaigns.campaign(name):
                self._fail_pending(name, upload, error)
            else:
                self._reject(upload, name, [_unforeseen(error)])

    def _accept(self, upload: Upload, data: bytes) -> None:
        name = _id(upload, data)
        logger.set_correlation_id(name)
        if not self.campaigns.campaign(name):
            try:
                read = read_brief(data, upload.filename)
                made = plan(read, AssetFinder(self.s3, self.bucket), self.rates)
            except BriefRefused as refused:
                self._reject(upload, name, list(refused.problems))
                return
            self._record(name, upload, read, made)
        # A redelivery comes straight here: what the first delivery decided stands, even if assets changed since.
        manifest = self.manifests.write(name)
        withdraw_rejection(self.s3, self.bucket, name)
        campaign, products = self.campaigns.whole(name)
        waiting = [product for product in products if _unannounced(product)]
        self.publisher.publish([_validated(campaign, product) for product in waiting])
        count("BriefsAccepted")
        logger.info("brief accepted", products=manifest.product_count, announced=len(waiting))

    def _record(self, name: str, upload: Upload, read: ReadBrief, made: Plan) -> None:
        campaign = NewCampaign(
            context=_context(name, read, made),
            brief=upload.brief,
            rates=self.rates,
            estimated_cost=made.estimated_cost,
            notes=(*read.notes, *made.notes),
            created_at=now(),
        )
        self.campaigns.accept(campaign, [ProductRecord(campaign_id=name, plan=item) for item in made.products])

    def _reject(self, upload: Upload, name: str, problems: list[Problem]) -> None:
        rejection = write_rejection(self.s3, self.bucket, name, upload, problems)
        self.publisher.publish([rejected_event(rejection)])
        count("BriefsRejected")
        logger.info("brief rejected", brief=upload.brief.key, problems=[str(problem) for problem in problems[:20]])

    def _fail_pending(self, name: str, upload: Upload, error: Exception) -> None:
        _, products = self.campaigns.whole(name)
        for product in products:
            if product.status == "pending":
                self.settlement.failed(
                    name,
                    product.plan.index,
                    "not_announced",
                    f"the brief was accepted, but the product could not be passed on: {error}",
                    retryable=True,
                    causation_id=upload.brief.version,
                )

    def _readable(self, upload: Upload) -> bytes:
        try:
            return download(self.s3, upload)
        except UploadGone:
            return b""


def _id(upload: Upload, data: bytes) -> str:
    brief = upload.brief
    name = campaign_name_hint(data, upload.filename)
    return campaign_id(name, upload.uploaded_at, brief.bucket, brief.key, brief.version)


def _unannounced(product: ProductRecord) -> bool:
    """Whether no later stage has acted on the product yet: once one has, its BriefValidated did arrive."""
    given_up_here = product.failure is not None and product.failure.stage == "parser"
    return product.status == "pending" or given_up_here


def _context(name: str, read: ReadBrief, made: Plan) -> CampaignContext:
    brief = read.brief
    return CampaignContext(
        campaign_id=name,
        campaign_name=brief.campaign_name,
        campaign_message=brief.campaign_message,
        product_count=len(brief.products),
        formats=brief.formats,
        messages=brief.messages,
        brand=brief.brand,
        brand_colors=brief.brand_colors,
        logo_key=made.logo_key,
        call_to_action=brief.call_to_action,
        target_audience=brief.target_audience,
        target_regions=brief.target_regions,
    )


def _validated(campaign: CampaignRecord, product: ProductRecord) -> BriefValidated:
    data = BriefValidatedData(campaign=campaign.context, product=product.plan, brief=campaign.brief)
    return BriefValidated.of(
        data, campaign.campaign_id, campaign.brief.version, campaign.created_at, product.plan.product_id
    )


def _gone(upload: Upload) -> Problem:
    return Problem(
        pointer="",
        code="gone",
        found=f"no object at {upload.brief.key}",
        expected="a brief that stays in the bucket until it is read; upload it again",
    )


def _unforeseen(error: Exception) -> Problem:
    return Problem(
        pointer="",
        code=UNFORESEEN,
        found=f"an error on our side while the brief was read ({type(error).__name__})",
        expected="nothing else from you: the platform team can redrive the brief, or you upload it again later",
    )
