"""Settles products: state first, then the announcement, and with the last product the whole campaign.

crash here            what a redelivery finds        what it does
before the state      product not settled            settles it
before the events     product settled                announces again (same event ids)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared import keys
from shared.campaigns.records import Failure, ProductRecord
from shared.campaigns.store import CampaignStore
from shared.costs import Rates
from shared.events import (
    CampaignCompleted,
    CampaignCompletedData,
    Event,
    ProductFailed,
    ProductFailedData,
    Stage,
    Variant,
    VariantsReady,
    VariantsReadyData,
)
from shared.frozen import now
from shared.manifest import Manifest, product_cost
from shared.manifest_store import ManifestStore
from shared.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Settlement:
    """`stage` is the one that settles here."""

    stage: Stage
    campaigns: CampaignStore
    manifests: ManifestStore
    publisher: Publisher

    def ready(self, campaign_id: str, index: int, variants: Sequence[Variant], causation_id: str) -> None:
        """The product has its variants."""
        self.announce(self.campaigns.settle_ready(campaign_id, index, variants, now()), causation_id)

    def failed(
        self, campaign_id: str, index: int, code: str, reason: str, *, retryable: bool, causation_id: str
    ) -> ProductRecord:
        """The product is given up, unless it is ready already."""
        failure = Failure(stage=self.stage, code=code, reason=reason, retryable=retryable, failed_at=now())
        product = self.campaigns.settle_failed(campaign_id, index, failure)
        self.announce(product, causation_id)
        return product

    def announce(self, product: ProductRecord, causation_id: str) -> None:
        """Tell the bus of a settled product, and of the campaign where this product settled it."""
        campaign = self.campaigns.campaign(product.campaign_id)
        rates = campaign.rates if campaign else Rates()
        self.publisher.publish([_outcome(product, rates, causation_id)])
        if campaign is None or campaign.status == "processing":
            return
        # A later settlement has its own announcement, with newer counts: the older one would only confuse.
        settled_it = product.settlement == campaign.settlement
        # A redriven product that failed again has a newer reason, and perhaps a paid picture.
        if settled_it or product.status == "failed":
            manifest = self.manifests.write(product.campaign_id)
            if settled_it:
                self.publisher.publish([_completed(manifest, causation_id)])


def _outcome(product: ProductRecord, rates: Rates, causation_id: str) -> Event:
    campaign_id, reference = product.campaign_id, product.reference
    if product.status == "ready" and product.ready_at:
        ready = VariantsReadyData(
            campaign_id=campaign_id,
            product=reference,
            image_source=product.plan.image_source,
            source_key=(product.image.key if product.image else product.plan.asset_key) or "",
            variants=product.variants,
            cost=product_cost(product, rates),
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


def _completed(manifest: Manifest, causation_id: str) -> CampaignCompleted:
    data = CampaignCompletedData(
        campaign_id=manifest.campaign_id,
        campaign_name=manifest.campaign.campaign_name,
        status=manifest.status,
        settlement=manifest.settlement,
        product_count=manifest.product_count,
        ready_count=manifest.ready_count,
        failed_count=manifest.failed_count,
        cost=manifest.cost,
        model_cost=manifest.model_cost,
        manifest_key=keys.manifest(manifest.campaign_id),
    )
    return CampaignCompleted.of(data, manifest.campaign_id, causation_id, manifest.updated_at, manifest.settlement)
