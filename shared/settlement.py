"""Settles products: state first, then the announcement, and with the last product the whole campaign.

crash here            what a redelivery finds        what it does
before the state      product not settled            settles it
before the events     product settled                announces again (same event ids)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared import keys
from shared.campaigns.records import Failure, ProductState
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
from shared.manifest import ManifestSummary, product_cost
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
        remedy = f". {healed_by(state.campaign.campaign_id)}" if given_up.retryable else ""
        failure = Failure(
            stage=self.stage,
            code=given_up.code,
            reason=given_up.reason.rstrip(".") + remedy if remedy else given_up.reason,
            retryable=given_up.retryable,
            failed_at=now(),
        )
        return self.announced(self.campaigns.settle_failed(state, failure), causation_id)

    def announced(self, state: ProductState, causation_id: str) -> Sequence[Event]:
        """What is to be told of a settled product, and of the campaign where this product settled it."""
        campaign, product = state.campaign, state.product
        events = [_outcome(state, causation_id)]
        settled_it = product.settlement is not None and product.settlement >= campaign.settlement
        # A redriven product that failed again has a newer reason, and perhaps a paid picture.
        if settled_it or (product.status == "failed" and campaign.status != "processing"):
            summary = self.manifests.write(campaign.campaign_id)
            # A later settlement has its own announcement, with newer counts: the older one would only confuse.
            if product.settlement == summary.settlement:
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


def _outcome(state: ProductState, causation_id: str) -> Event:
    product = state.product
    campaign_id, reference = product.campaign_id, product.reference
    if product.status == "ready" and product.ready_at:
        ready = VariantsReadyData(
            campaign_id=campaign_id,
            product=reference,
            image_source=product.plan.image_source,
            source_key=(product.image.key if product.image else product.plan.asset_key) or "",
            variants=product.variants,
            cost=product_cost(product, state.campaign.rates),
        )
        return VariantsReady.of(ready, campaign_id, causation_id, product.ready_at, reference.product_id)
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
    )
    facts = (reference.product_id, failure.stage, failure.code)
    return ProductFailed.of(failed, campaign_id, causation_id, failure.failed_at, *facts)


def _completed(summary: ManifestSummary, causation_id: str) -> CampaignCompleted:
    totals = {name: getattr(summary, name) for name in CampaignTotals.model_fields}
    data = CampaignCompletedData(
        **totals,
        campaign_name=summary.campaign.campaign_name,
        manifest_key=keys.manifest(summary.campaign_id),
    )
    return CampaignCompleted.of(data, summary.campaign_id, causation_id, summary.updated_at, summary.settlement)
