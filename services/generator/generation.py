"""Makes ImageGenerated of BriefValidated: at most one paid call per recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.generator.bedrock import BedrockModel
from services.generator.families.family import SIZE, PictureRequest
from services.generator.leases import Leases
from services.generator.pictures import Cached, Pictures
from services.generator.prompt import negative_prompt, prompt
from shared.awaited import image_generated
from shared.campaigns.records import ProductState
from shared.events import BriefValidated, Event, GeneratedImage
from shared.frozen import now
from shared.identity import recipe
from shared.observability import count, logger
from shared.stage import Stage, read_event


@dataclass(frozen=True, slots=True)
class Generation:
    stage: Stage
    pictures: Pictures
    leases: Leases
    model: BedrockModel

    def take(self, body: str) -> Sequence[Event]:
        """One BriefValidated. Raises what is worth another receive."""
        event = read_event(body, BriefValidated)
        return self.stage.product_work(event, lambda state: self._generated(event, state))

    def give_up(self, body: str, error: Exception) -> Sequence[Event]:
        event = read_event(body, BriefValidated)
        return self.stage.product_given_up(event, "generation_failed", "no picture", error)

    def _generated(self, event: BriefValidated, state: ProductState) -> Sequence[Event]:
        if state.product.status == "ready":
            return []  # the variants stage has acted on its picture: ImageGenerated did arrive
        if state.product.image is None:
            state = self.stage.campaigns.image_ready(state, self._image(event), now())
        return [image_generated(state.campaign, state.product)]

    def _image(self, event: BriefValidated) -> GeneratedImage:
        campaign, product, model = event.data.campaign, event.data.product, self.model.model
        text = prompt(campaign, product, model.max_prompt)
        request = PictureRequest(text, negative_prompt(campaign), self.model.seed(text))
        wanted = recipe(model.model_id, request.prompt, request.negative_prompt, request.seed, SIZE, SIZE)
        payer = f"{campaign.campaign_id}/{product.product_id}"
        cached = self.pictures.cached(wanted) or self._paid(wanted, request, payer)
        # We may have paid for it ourselves, in a receive that crashed before it was recorded.
        hit = cached.paid_by != payer
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

    def _paid(self, wanted: str, request: PictureRequest, payer: str) -> Cached:
        with self.leases.hold(wanted):
            # Whoever held the lease just before us may have paid between our look and our lease.
            cached = self.pictures.cached(wanted)
            if cached:
                return cached
            picture = self.model.generate(request)
            return self.pictures.keep(wanted, picture.png, picture.seed, payer)
