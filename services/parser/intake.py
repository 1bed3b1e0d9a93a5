"""Turns an uploaded brief into an accepted campaign, or into its rejection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefs.assets import AssetFinder
from briefs.plan import context_of, plan
from briefs.read import read_brief
from operations.standing import rejection
from services.parser.chosen_ids import id_invalid, id_taken, misnamed
from services.parser.download import UploadGone, download
from services.parser.plans import PlannedCampaign, Plans
from services.parser.rejections import rejected_event, withdraw_rejection, write_rejection
from shared.awaited import brief_validated
from shared.campaigns.brief_rows import BriefRow, BriefRows
from shared.campaigns.records import CampaignRecord, NewCampaign, ProductRecord, accepted
from shared.campaigns.store import CampaignDeleted
from shared.costs import Rates
from shared.events import Event
from shared.frozen import fitting, now
from shared.observability import count, logger
from shared.problems import BriefRefused, Problem
from shared.stage import Stage
from shared.uploads import Upload, uploads

# DynamoDB keeps 400 KB in a row, of which the campaign's texts may need 200: further notes stand in the manifest alone.
NOTES_IN_ROW = 50_000  # bytes


@dataclass(frozen=True, slots=True)
class Intake:
    stage: Stage
    rates: Rates

    @property
    def plans(self) -> Plans:
        return Plans(self.stage.s3, self.stage.settings.bucket)

    @property
    def briefs(self) -> BriefRows:
        return BriefRows(self.stage.dynamodb, self.stage.settings.table)

    def take(self, body: str) -> Sequence[Event]:
        """An S3 notification. Raises what is worth another receive, never for a bad brief."""
        return [event for upload in uploads(body) for event in _unless_deleted(upload, self._taken)]

    def give_up(self, body: str, error: Exception) -> Sequence[Event]:
        """Whoever uploaded the brief gets a reason. What was accepted goes on: whatever failed, it can be announced."""
        given_up = partial(self._given_up, error)
        return [event for upload in uploads(body) for event in _unless_deleted(upload, given_up)]

    def _given_up(self, error: Exception, upload: Upload) -> Sequence[Event]:
        standing = self._standing(upload)
        if standing is None:
            return self._rejected(upload, [_unforeseen(upload, error)])
        if isinstance(standing, BriefRow) or standing.brief != upload.brief:
            return self._refused_as_taken(upload)
        return self._validated(standing)

    def _standing(self, upload: Upload) -> CampaignRecord | BriefRow | None:
        """What has the upload's id. Raises CampaignDeleted where that was this upload."""
        try:
            return self.stage.campaigns.campaign(upload.campaign_id)
        except CampaignDeleted as deleted:
            if deleted.row.brief == upload.brief:
                raise
            return deleted.row

    def _taken(self, upload: Upload) -> Sequence[Event]:
        logger.set_correlation_id(upload.campaign_id)
        if standing := self._standing(upload):
            if isinstance(standing, BriefRow) or standing.brief != upload.brief:
                return self._refused_as_taken(upload)
            return self._announced(standing)  # what the first delivery decided stands, even if assets changed since
        if misnamed(upload):
            return self._rejected(upload, [id_invalid(upload)])
        if upload.chosen_id and self._refused_before(upload):
            return self._refused_as_taken(upload)
        try:
            planned = self.plans.first(self._planned(upload), id_chosen=upload.chosen_id is not None)
        except (UploadGone, BriefRefused) as refused:
            kept = self.plans.kept(upload.campaign_id)
            if kept is None:
                problems = refused.problems if isinstance(refused, BriefRefused) else [_gone(upload)]
                return self._rejected(upload, problems)
            planned = kept
        return self._accepted(planned) if planned.campaign.brief == upload.brief else self._refused_as_taken(upload)

    def _refused_before(self, upload: Upload) -> bool:
        """Whether another upload that chose the same id was refused under it."""
        standing = rejection(self.stage.s3, self.stage.settings.bucket, upload.campaign_id)
        return standing is not None and standing.brief != upload.brief

    def _refused_as_taken(self, upload: Upload) -> Sequence[Event]:
        """Raises CampaignDeleted where what was rejected so before is deleted."""
        taken = replace(upload, id_is_taken=True)
        self.stage.campaigns.campaign(taken.campaign_id)
        return self._rejected(taken, [id_taken(upload)])

    def _planned(self, upload: Upload) -> PlannedCampaign:
        """Raises UploadGone, BriefRefused."""
        downloaded = download(self.stage.s3, upload)
        read = read_brief(downloaded.body, upload.filename)
        made = plan(read, AssetFinder(self.stage.s3, self.stage.settings.bucket), self.rates)
        notes = (*read.notes, *made.notes)
        kept = fitting(notes, NOTES_IN_ROW)
        new = NewCampaign(
            context=context_of(upload.campaign_id, read, made),
            brief=upload.brief,
            requested_by=downloaded.requested_by,
            rates=self.rates,
            estimated_cost=made.estimated_cost,
            notes=tuple(kept),
            more_notes=len(notes) - len(kept),
            max_cost=read.brief.max_cost,
            prohibited_words=read.brief.prohibited_words,
            created_at=now(),
        )
        return PlannedCampaign(campaign=new, products=tuple(made.products), notes=notes)

    def _accepted(self, planned: PlannedCampaign) -> Sequence[Event]:
        campaign, products = accepted(planned.campaign), planned.records
        if not self.stage.campaigns.accept(planned.campaign, products):
            # An earlier try has left some of it: what stands there counts.
            stored = self.stage.campaigns.campaign(planned.campaign_id)
            return self._announced(stored or campaign)
        self.stage.manifests.first(campaign, products, planned.notes)
        withdraw_rejection(self.stage.s3, self.stage.settings.bucket, planned.campaign_id)
        return self._told(products, campaign)

    def _announced(self, campaign: CampaignRecord) -> Sequence[Event]:
        """A campaign that an earlier receive has accepted: what no later stage has acted on is announced again."""
        self.stage.manifests.not_older_than(campaign)
        self.briefs.take_up(campaign.campaign_id)
        withdraw_rejection(self.stage.s3, self.stage.settings.bucket, campaign.campaign_id)
        return self._validated(campaign)

    def _validated(self, campaign: CampaignRecord) -> Sequence[Event]:
        _, products = self.stage.campaigns.whole(campaign.campaign_id, with_variants=False)
        return self._told([product for product in products if _unannounced(product)], campaign)

    def _told(self, waiting: Sequence[ProductRecord], campaign: CampaignRecord) -> Sequence[Event]:
        count("BriefsAccepted")
        logger.info("brief accepted", products=campaign.context.product_count, announced=len(waiting))
        return [brief_validated(campaign, product) for product in waiting]

    def _rejected(self, upload: Upload, problems: Sequence[Problem]) -> Sequence[Event]:
        written = write_rejection(self.stage.s3, self.stage.settings.bucket, upload, problems)
        if written.brief != upload.brief:  # of another upload that chose the same id
            return self._refused_as_taken(upload)
        self.briefs.reject(written, upload.filename)
        count("BriefsRejected")
        logger.info("brief rejected", brief=upload.brief.key, problems=[str(problem) for problem in problems[:20]])
        return [rejected_event(written)]


def _unless_deleted(upload: Upload, act: Callable[[Upload], Sequence[Event]]) -> Sequence[Event]:
    """What happened with an upload; one that somebody has deleted is acknowledged."""
    try:
        return act(upload)
    except CampaignDeleted as deleted:
        logger.info("upload of what is deleted", reason=str(deleted))
        return []


def _unannounced(product: ProductRecord) -> bool:
    """Whether no later stage has acted on the product yet: once one has, its BriefValidated did arrive."""
    given_up_here = product.failure is not None and product.failure.stage == "parser"
    return product.rendition == 1 and (product.status == "pending" or given_up_here)


def _gone(upload: Upload) -> Problem:
    return Problem(
        pointer="",
        code="gone",
        found=f"no object at {upload.brief.key}",
        expected="a brief that stays in the bucket until it is read; upload it again",
    )


def _unforeseen(upload: Upload, error: Exception) -> Problem:
    return Problem(
        pointer="",
        code="unforeseen",
        found=f"an error on our side while the brief was read ({type(error).__name__})",
        expected="nothing else from you: the platform team has it read again with "
        f"`creative redrive {upload.campaign_id}`, or you upload it again later",
    )
