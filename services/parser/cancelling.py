"""Settles what a cancelled campaign has not made: failed for good, and told together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.campaigns.records import ProductState
from shared.events import CampaignCancelled, Event
from shared.observability import count, logger
from shared.problems import cancelled
from shared.stage import Stage


@dataclass(frozen=True, slots=True)
class Cancelling:
    stage: Stage

    def settled(self, event: CampaignCancelled) -> Sequence[Event]:
        """What is cancelled already is told of again: an earlier receive may have died before it could."""
        campaign_id, cause = event.data.campaign_id, str(event.metadata.event_id)
        campaign, products = self.stage.campaigns.whole(campaign_id, with_variants=False)
        states = []
        for product in products:
            unmade = campaign.cancelled and product.status in ("pending", "image_ready")
            if unmade or (product.failure and product.failure.cancelled):
                states.append(self._settled(self.stage.campaigns.product(campaign_id, product.plan.index)))
        count("ProductsCancelled", len(states))
        logger.info("campaign cancelled", products=len(states))
        return self.stage.settlement.announced_together(states, cause)

    def _settled(self, state: ProductState) -> ProductState:
        """As it is, unless it is still to be made, and still of what was cancelled."""
        if state.campaign.cancelled is None or state.product.status not in ("pending", "image_ready"):
            return state
        return self.stage.settlement.given_up(state, cancelled(state.campaign.cancelled.cancelled_at))
