"""From BriefValidated to ImageGenerated: at most one paid call per recipe."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from services.generator.failures import PictureRefused
from services.generator.families.family import SIZE, Wish
from services.generator.leases import Leases
from services.generator.painter import Painter
from services.generator.pictures import Cached, Pictures
from services.generator.prompt import NEGATIVE_PROMPT, prompt
from shared.campaigns.records import ProductRecord
from shared.campaigns.store import CampaignStore
from shared.events import BriefValidated, GeneratedImage, ImageGenerated, ImageGeneratedData
from shared.frozen import now
from shared.identity import recipe
from shared.incoming import read_event
from shared.observability import count, logger
from shared.publisher import Publisher
from shared.settlement import Settlement


@dataclass(frozen=True, slots=True)
class Generation:
    campaigns: CampaignStore
    pictures: Pictures
    leases: Leases
    painter: Painter
    publisher: Publisher
    settlement: Settlement

    def take(self, body: str) -> None:
        """Handle one BriefValidated. Raises what is worth another receive."""
        event = read_event(body, BriefValidated)
        campaign, plan = event.data.campaign, event.data.product
        product = self.campaigns.product(campaign.campaign_id, plan.index)
        if product.status == "ready":
            return  # the variants stage has acted on its picture: ImageGenerated did arrive
        if product.image is None:
            try:
                image = self._image(event)
            except PictureRefused as refused:
                self._failed(event, refused.code, refused.reason, retryable=refused.retryable)
                return
            product = self.campaigns.image_ready(campaign.campaign_id, plan.index, image, now())
        self._announce(event, product)

    def give_up(self, body: str, error: Exception) -> None:
        event = read_event(body, BriefValidated)
        reason = f"no picture after several tries. The last time: {error}. The platform team can redrive the product."
        self._failed(event, "generation_failed", reason, retryable=True)

    def _image(self, event: BriefValidated) -> GeneratedImage:
        campaign, product, model = event.data.campaign, event.data.product, self.painter.model
        text = prompt(product.name, product.description, campaign.campaign_message, model.max_prompt)
        wish = Wish(text, NEGATIVE_PROMPT, self.painter.seed(text))
        wanted = recipe(model.model_id, wish.prompt, wish.negative_prompt, wish.seed, SIZE, SIZE)
        us = f"{campaign.campaign_id}/{product.product_id}"
        cached = self.pictures.cached(wanted) or self._paid(wanted, wish, us)
        # We may have paid for it ourselves, in a receive that crashed before it was recorded.
        hit = cached.paid_by != us
        count("PicturesFromCache" if hit else "PicturesPaid")
        logger.info("picture made", product=product.product_id, recipe=wanted, cached=hit)
        return GeneratedImage(
            key=self.pictures.hand_out(wanted, campaign.campaign_id, product.product_id),
            model_id=model.model_id,
            recipe=wanted,
            seed=cached.seed,
            width=SIZE,
            height=SIZE,
            cached=hit,
            model_cost=Decimal(0) if hit else model.price,
        )

    def _paid(self, wanted: str, wish: Wish, us: str) -> Cached:
        with self.leases.hold(wanted):
            # Whoever held the lease just before us may have paid between our look and our lease.
            cached = self.pictures.cached(wanted)
            if cached:
                return cached
            picture = self.painter.paint(wish)
            return self.pictures.keep(wanted, picture.png, picture.seed, us)

    def _announce(self, event: BriefValidated, product: ProductRecord) -> None:
        if product.image is None or product.image_ready_at is None:
            raise RuntimeError(f"product {product.plan.product_id} has no picture to announce")
        campaign = event.data.campaign
        data = ImageGeneratedData(campaign=campaign, product=product.plan, image=product.image)
        causation = str(event.metadata.event_id)
        facts = (campaign.campaign_id, causation, product.image_ready_at, product.plan.product_id)
        self.publisher.publish([ImageGenerated.of(data, *facts)])

    def _failed(self, event: BriefValidated, code: str, reason: str, *, retryable: bool) -> None:
        campaign_id, index = event.data.campaign.campaign_id, event.data.product.index
        causation_id = str(event.metadata.event_id)
        self.settlement.failed(campaign_id, index, code, reason, retryable=retryable, causation_id=causation_id)
        count("ProductsFailed")
        logger.warning("product failed", index=index, code=code, reason=reason)
