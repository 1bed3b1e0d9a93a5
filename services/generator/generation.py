"""Makes ImageGenerated of BriefValidated: at most one paid call per recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from services.generator.attempts import Attempts, NoRoom
from services.generator.bedrock import BedrockModel
from services.generator.families.family import SIZE, NothingPaid, OutputFiltered, PictureRequest, content_filtered
from services.generator.pictures import Cached, Pictures
from services.generator.prompt import negative_prompt, prompt
from shared.awaited import image_generated
from shared.campaigns.budget import Attempt
from shared.campaigns.records import ProductState
from shared.events import BriefValidated, Event, GeneratedImage
from shared.frozen import now
from shared.identity import recipe
from shared.observability import count, logger
from shared.problems import GivenUp
from shared.stage import Stage, read_event


@dataclass(frozen=True, slots=True)
class Generation:
    stage: Stage
    pictures: Pictures
    attempts: Attempts
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
            try:
                image, paid = self._image(event, state)
            except NoRoom as full:
                return self._parked(state, full)
            state = self.stage.campaigns.image_ready(state, image, now(), paid)
        return [image_generated(state.campaign, state.product)]

    def _parked(self, state: ProductState, full: NoRoom) -> Sequence[Event]:
        """A queue can't hold a message for as long as a day: its row says that the product waits.

        One that failed before stays failed: of a settled campaign nobody waits for anything.
        """
        if state.product.status == "failed":
            raise GivenUp("no_budget", f"{full}; there is room again from 00:00 UTC on", retryable=True)
        logger.warning("product waits for the next day's money", product=state.product.plan.product_id)
        self.attempts.budget.make_wait(state.product, full.price, now())
        return []

    def _image(self, event: BriefValidated, state: ProductState) -> tuple[GeneratedImage, Attempt | None]:
        """The picture, and the attempt by which this product has paid for it, if it has."""
        campaign, product, model = event.data.campaign, event.data.product, self.model.model
        text = prompt(campaign, product, model.max_prompt)
        request = PictureRequest(text, negative_prompt(campaign), self.model.seeds(text)[0])
        wanted = recipe(model.model_id, request.prompt, request.negative_prompt, request.seed, SIZE, SIZE)
        owner = f"{campaign.campaign_id}/{product.product_id}"
        cached = self.pictures.cached(wanted) or self._paid(wanted, request, state, owner)
        # We may have paid for it ourselves, in a receive that crashed before it was recorded.
        hit = cached.paid_by != owner
        count("PicturesFromCache" if hit else "PicturesPaid")
        logger.info("picture made", product=product.product_id, recipe=wanted, cached=hit)
        image = GeneratedImage(
            key=self.pictures.hand_out(wanted, campaign.campaign_id, product.product_id),
            model_id=model.model_id,
            recipe=wanted,
            seed=cached.seed,
            width=SIZE,
            height=SIZE,
            cached=hit,
            model_cost=Decimal(0) if hit else cached.attempt.price if cached.attempt else model.price,
        )
        return image, None if hit else cached.attempt

    def _paid(self, wanted: str, request: PictureRequest, state: ProductState, owner: str) -> Cached:
        """One picture; a second call with the next seed where the model's filter withheld the first picture."""
        model = self.model.model
        self.pictures.order(wanted, model.model_id, request, owner)
        with self.attempts.lease(wanted):
            for seed in self.model.seeds(request.prompt):
                try:
                    with self.attempts.book(state, wanted, model.model_id, model.price, seed) as booking:
                        # Whoever held the lease just before us may have paid between our look and our lease.
                        if cached := self.pictures.cached(wanted):
                            return cached
                        booking.called = True
                        png = self.model.picture(replace(request, seed=seed))
                        return self.pictures.keep(booking.attempt, png, booking.until)
                except OutputFiltered as filtered:
                    logger.info("picture withheld by the model's filter", seed=seed, reason=str(filtered))
                except NothingPaid as nothing:
                    raise nothing.reason from nothing
        raise content_filtered("picture, twice")
