"""Settles products: state first, then the announcement, and with the last product the whole campaign.

crash here            what a redelivery finds        what it does
before the state      product not settled            settles it
before the events     product settled                announces again (same event ids)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared import keys
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
from shared.problems import GivenUp, healed_by
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
        failure = Failure(
            stage=self.stage,
            code=given_up.code,
            reason=_told(state.product, given_up),
            retryable=given_up.retryable,
            failed_at=now(),
        )
        return self.announced(self.campaigns.settle_failed(state, failure), causation_id)

    def announced(self, state: ProductState, causation_id: str) -> Sequence[Event]:
        """What is to be told of a settled product, and of the campaign where this product settled it."""
        campaign, product = state.campaign, state.product
        if product.status not in ("ready", "failed"):
            return []  # another rendition was asked for meanwhile: that is what is told next
        events = [_outcome(state, causation_id)]
        settled_it = product.settlement is not None and product.settlement >= campaign.settlement
        # A redriven product that failed again has a newer reason, and perhaps a paid picture.
        if settled_it or (product.status == "failed" and campaign.status != "processing"):
            summary = self.manifests.write(campaign.campaign_id)
            # A later settlement has its own announcement, with newer counts: the older one would only confuse.
            # And who has asked for another rendition since has that.
            if product.settlement == summary.settlement and summary.status != "processing":
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


def _told(product: ProductRecord, given_up: GivenUp) -> str:
    """The reason, what there still is, and what heals it."""
    told = [given_up.reason]
    if product.rendition > 1 and product.variants:
        told.append(f"The pictures of rendition {product.variants_rendition} stay as they are")
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
