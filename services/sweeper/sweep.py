"""Finds what stands still, and does something about it.

    no progress for 1 h, then 2, 4 ...    what the products wait for is announced again, from the state
    cancelled, no progress for 1 h ...    that it is cancelled is announced again
    no progress for a day and an hour     the products fail with a reason
    submitted, not read for 1 h, 2, 4 ... the parser is told of the brief again
    deleted                               what is left of it is removed, portion by portion
    waits_until is over                   the product goes on, oldest first, as many as the day's budget has room for
    settled for 1 h, and nobody knows     the settlement is announced, from the state

Time that a product waits for money is no time without progress.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.sweeper.deletions import Deletions
from services.sweeper.sweeps import FIRST, Sweeps, due
from services.sweeper.unread_briefs import UnreadBriefs
from shared.awaited import awaited, campaign_cancelled, waits_for
from shared.campaigns.announcements import Unannounced
from shared.campaigns.budget import Budget
from shared.campaigns.records import CampaignRecord, ProductRecord, ProductState
from shared.campaigns.store import CampaignDeleted, CampaignStore, CampaignUnknown
from shared.events import CampaignCompleted, Event, StageName
from shared.manifest_store import ManifestStore
from shared.observability import count, logger
from shared.problems import CANCELLED, GivenUp, cancelled
from shared.publisher import Publisher
from shared.settlement import Settlement, tell

# A message ends after a day, and then its stage says why (shared/stage_queue.py): it comes first.
LAST = timedelta(hours=25)


@dataclass(frozen=True, slots=True)
class Sweep:
    """`publisher` makes the one that announces for a stage."""

    campaigns: CampaignStore
    sweeps: Sweeps
    manifests: ManifestStore
    budget: Budget
    unread: UnreadBriefs
    deletions: Deletions
    publisher: Callable[[StageName], Publisher]

    def run(self, at: datetime, has_time: Callable[[], bool]) -> None:
        """One campaign's trouble is no other's; the first is raised at the end, for Lambda to count."""
        parked: list[ProductState] = []
        trouble = self._each(self.sweeps.untold(), self._tell, has_time)
        settled = self.sweeps.unannounced_since(at - FIRST)
        trouble += self._each(settled, lambda campaign_id: self._announce(settled[campaign_id]), has_time)
        quiet = self.sweeps.quiet_since(at - FIRST)
        trouble += self._each(quiet, lambda campaign_id: parked.extend(self._swept(campaign_id, at)), has_time)
        self._resume(parked, at)
        unread = self.unread.since(at - FIRST)
        trouble += self._each(unread, lambda campaign_id: self.unread.tell_again(campaign_id, at), has_time)
        deleting = self.sweeps.deleting(at)
        trouble += self._each(deleting, lambda campaign_id: self.deletions.go_on(campaign_id, at, has_time), has_time)
        if trouble:
            raise trouble[0]

    def _each(
        self, campaign_ids: Iterable[str], act: Callable[[str], None], has_time: Callable[[], bool]
    ) -> list[Exception]:
        trouble: list[Exception] = []
        for campaign_id in campaign_ids:
            if not has_time():
                logger.warning("the rest is left to the next sweep", campaign=campaign_id)
                break
            try:
                act(campaign_id)
            except CampaignDeleted as deleted:  # since it was found
                logger.info("deleted meanwhile", reason=str(deleted))
            except Exception as error:  # noqa: BLE001 - logged here, raised by `run`
                logger.exception("sweep failed", campaign=campaign_id)
                trouble.append(error)
        return trouble

    def _announce(self, settlements: Iterable[Unannounced]) -> None:
        """A product that is made anew meanwhile is told of when it is ready."""
        for settled in settlements:
            with suppress(CampaignUnknown):  # expired meanwhile
                state = self.campaigns.product(settled.campaign_id, settled.product_index)
                if state.product.status in ("ready", "failed"):
                    self._announce_outcome(state)
            self.campaigns.announced(settled.campaign_id, settled.settlement)

    def _announce_outcome(self, state: ProductState) -> None:
        stage = state.product.failure.stage if state.product.failure else "variants"
        cause = str(awaited(state.campaign, state.product).metadata.event_id)
        events = Settlement(stage, self.campaigns, self.manifests).announced(state, cause)
        tell(events, self.publisher(stage), self.campaigns)
        if any(isinstance(event, CampaignCompleted) for event in events):
            count("CampaignsSwept")
            logger.warning("settlement was not announced", campaign=state.campaign.campaign_id)

    def _tell(self, campaign_id: str) -> None:
        """An earlier sweep died while it failed the campaign's products: what it left is failed, and all announced."""
        try:
            campaign, products = self.campaigns.whole(campaign_id, with_variants=False)
        except CampaignUnknown:  # expired meanwhile
            self.sweeps.told(campaign_id)
        else:
            self._fail(campaign, [product for product in products if _expired(product) or _stuck(product)])

    def _swept(self, campaign_id: str, at: datetime) -> Sequence[ProductState]:
        """What waited for money in the campaign, and may go on."""
        campaign, products = self.campaigns.whole(campaign_id, with_variants=False)
        unsettled = [product for product in products if product.status in ("pending", "image_ready")]
        if stuck := unsettled if campaign.cancelled else list(filter(_stuck, unsettled)):
            self._act(campaign, stuck, at)
        if campaign.cancelled:
            return []
        over = (product for product in unsettled if product.waits_until and product.waits_until <= at)
        return [ProductState(campaign, product) for product in over]

    def _act(self, campaign: CampaignRecord, stuck: Sequence[ProductRecord], at: datetime) -> None:
        moved = _last_progress(campaign, stuck)
        if not due(moved, campaign.swept_at, at) and at - moved < LAST:
            return
        if not self.sweeps.claim(campaign, at):
            return
        count("CampaignsSwept")
        logger.warning(
            "campaign without progress",
            campaign=campaign.campaign_id,
            since=moved.isoformat(),
            products=[product.plan.product_id for product in stuck[:20]],
        )
        if at - moved >= LAST:
            self._fail(campaign, stuck)
        elif campaign.cancelled:
            self.publisher("parser").publish([campaign_cancelled(campaign, campaign.cancelled)])
        else:
            self.publisher("parser").publish([awaited(campaign, product) for product in stuck])

    def _fail(self, campaign: CampaignRecord, products: Sequence[ProductRecord]) -> None:
        """Written down before and after, for a crash between state and announcement would leave nothing to find."""
        self.sweeps.begin_failing(campaign.campaign_id)
        told: dict[StageName, list[Event]] = {}
        for product in products:
            stage = waits_for(product)
            settlement = Settlement(stage, self.campaigns, self.manifests)
            cause = str(awaited(campaign, product).metadata.event_id)
            given_up = cancelled(campaign.cancelled.cancelled_at) if campaign.cancelled else _no_progress(stage)
            told.setdefault(stage, []).extend(settlement.failed(ProductState(campaign, product), given_up, cause))
        for stage, events in told.items():
            tell(events, self.publisher(stage), self.campaigns)
        self.sweeps.told(campaign.campaign_id)

    def _resume(self, parked: Sequence[ProductState], at: datetime) -> None:
        if not parked:
            return
        campaigns = {state.campaign.campaign_id: state.campaign for state in parked}
        oldest_first = sorted(parked, key=lambda state: (state.campaign.created_at, state.product.plan.index))
        may_go_on = self.budget.share_out([state.product for state in oldest_first], at)
        resumed = [product for product in may_go_on if self.sweeps.resume(product, at)]
        events = [awaited(campaigns[product.campaign_id], product) for product in resumed]
        count("ProductsResumed", len(events))
        self.publisher("parser").publish(events)


def _last_progress(campaign: CampaignRecord, products: Sequence[ProductRecord]) -> datetime:
    moments = (moment for each in products for moment in (each.image_ready_at, each.resumed_at))
    return max([campaign.updated_at, *(moment for moment in moments if moment)])


def _stuck(product: ProductRecord) -> bool:
    return product.status in ("pending", "image_ready") and not product.waits_until


def _expired(product: ProductRecord) -> bool:
    """Failed by an earlier sweep."""
    return product.failure is not None and product.failure.code in ("no_progress", CANCELLED)


def _no_progress(stage: StageName) -> GivenUp:
    hours = LAST.total_seconds() / 3600
    reason = f"nothing happened to the product for {hours:.0f} hours, though the {stage} was told of it several times"
    return GivenUp("no_progress", reason, retryable=True)
