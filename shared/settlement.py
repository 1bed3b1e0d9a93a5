"""Settles products: state first, then the announcement, and with the last product the whole campaign.

crash here            what a redelivery finds        what it does
before the state      product not settled            settles it
before the events     product settled                announces again (same event ids)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared import keys
from shared.awaited import waits_for
from shared.campaigns.records import Failure, ProductRecord, ProductState
from shared.campaigns.store import CampaignStore
from shared.events import (
    CampaignCompleted,
    CampaignCompletedData,
    CampaignTotals,
    Event,
    ProductFailed,
    ProductFailedData,
    StageName,
    VariantsReady,
    VariantsReadyData,
)
from shared.frozen import now
from shared.identity import rendition_fact
from shared.manifest import ManifestSummary
from shared.manifest_store import ManifestStore
from shared.pictures import Variant
from shared.problems import CANCELLED, GivenUp, healed_by
from shared.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Settlement:
    """Returns the events to announce, in their order. `stage` is the one that settles here."""

    stage: StageName
    campaigns: CampaignStore
    manifests: ManifestStore

    def ready(self, state: ProductState, variants: Sequence[Variant], causation_id: str) -> Sequence[Event]:
        """The product has its variants."""
        return self.announced(self.campaigns.settle_ready(state, variants, now()), causation_id)

    def failed(self, state: ProductState, given_up: GivenUp, causation_id: str) -> Sequence[Event]:
        """The product is given up, unless it is ready already."""
        return self.announced(self.given_up(state, given_up), causation_id)

    def given_up(self, state: ProductState, given_up: GivenUp) -> ProductState:
        """As `failed`, to be announced later."""
        failure = Failure(
            # Whoever meets it first: it is one fact, of the stage that did not get to it.
            stage=waits_for(state.product) if given_up.code == CANCELLED else self.stage,
            code=given_up.code,
            reason=_told(state.product, given_up),
            retryable=given_up.retryable,
            failed_at=now(),
        )
        return self.campaigns.settle_failed(state, failure)

    def announced(self, state: ProductState, causation_id: str) -> Sequence[Event]:
        """What is to be told of a settled product, and of the campaign where this product settled it."""
        return self.announced_together([state], causation_id)

    def announced_together(self, states: Sequence[ProductState], causation_id: str) -> Sequence[Event]:
        """As `announced`, of products of one campaign, whose manifest is then written once."""
        # What is not settled: another rendition was asked for meanwhile, and that is what is told next.
        states = [state for state in states if state.product.status in ("ready", "failed")]
        events = [_outcome(state, causation_id) for state in states]
        if any(map(_changes_the_manifest, states)):
            summary = self.manifests.write(states[0].campaign.campaign_id)
            # A later settlement has its own announcement, with newer counts: the older one would only confuse.
            # And who has asked for another rendition since has that.
            settlements = {state.product.settlement for state in states}
            if summary.settlement in settlements and summary.status != "processing":
                events.append(_completed(summary, causation_id))
        return events


def tell(events: Sequence[Event], publisher: Publisher, campaigns: CampaignStore) -> None:
    """Publishes what happened, and keeps of a settlement that it was told.

    Raises EventsNotPublished.
    """
    publisher.publish(events)
    for event in events:
        if isinstance(event, CampaignCompleted):
            campaigns.announced(event.data.campaign_id, event.data.settlement)


def _changes_the_manifest(state: ProductState) -> bool:
    campaign, product = state.campaign, state.product
    settled_it = product.settlement is not None and product.settlement >= campaign.settlement
    # A redriven product that failed again has a newer reason, and perhaps a paid picture.
    return settled_it or (product.status == "failed" and campaign.status != "processing")


def _told(product: ProductRecord, given_up: GivenUp) -> str:
    """The reason, what there still is, and what heals it."""
    told = [given_up.reason]
    if product.rendition > 1 and product.variants:
        told.append("The pictures of before stay as they are")
    if given_up.retryable:
        told.append(healed_by(product.campaign_id))
    return ". ".join(part.rstrip(".") for part in told[:-1]) + ". " + told[-1] if len(told) > 1 else told[0]


def _outcome(state: ProductState, causation_id: str) -> Event:
    product = state.product
    campaign_id, reference = product.campaign_id, product.reference
    of_rendition = rendition_fact(product.rendition)
    if product.status == "ready" and product.ready_at:
        ready = VariantsReadyData(
            campaign_id=campaign_id,
            product=reference,
            image_source=product.plan.image_source,
            source_key=product.source_key or "",
            variants=product.variants,
            cost=product.charge(state.campaign.rates),
            rendition=product.rendition,
        )
        return VariantsReady.of(ready, campaign_id, causation_id, product.ready_at, reference.product_id, *of_rendition)
    if product.failure is None:
        raise ValueError(f"product {reference.product_id} of {campaign_id} is {product.status}: nothing to announce")
    failure = product.failure
    failed = ProductFailedData(
        campaign_id=campaign_id,
        product=reference,
        stage=failure.stage,
        code=failure.code,
        reason=failure.reason,
        retryable=failure.retryable,
        rendition=product.rendition,
    )
    facts: tuple[str | int, ...] = (reference.product_id, failure.stage, failure.code, *of_rendition)
    return ProductFailed.of(failed, campaign_id, causation_id, failure.failed_at, *facts)


def _completed(summary: ManifestSummary, causation_id: str) -> CampaignCompleted:
    totals = {name: getattr(summary, name) for name in CampaignTotals.model_fields}
    data = CampaignCompletedData(
        **totals,
        campaign_name=summary.campaign.campaign_name,
        manifest_key=keys.manifest(summary.campaign_id),
    )
    return CampaignCompleted.of(data, summary.campaign_id, causation_id, summary.updated_at, summary.settlement)
