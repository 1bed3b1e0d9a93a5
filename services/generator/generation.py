"""Makes ImageGenerated of BriefValidated, and of ImageRequested: at most one paid call per recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from services.generator.attempts import Attempts, NoRoom
from services.generator.bedrock import BedrockModel
from services.generator.families.family import (
    SIZE,
    ModelUnavailable,
    NothingPaid,
    OutputFiltered,
    PictureRequest,
    content_filtered,
)
from services.generator.pictures import Cached, Pictures
from services.generator.prompt import negative_prompt, prompt
from services.generator.unanswered import check_turn, given_up
from shared.awaited import image_generated, rendition_of
from shared.campaigns.budget import Attempt
from shared.campaigns.records import ProductState
from shared.events import BriefValidated, Event, ImageRequested
from shared.frozen import now
from shared.identity import recipe
from shared.observability import count, logger
from shared.pictures import GeneratedImage
from shared.problems import GivenUp
from shared.stage import Stage, asked_for, read_event


@dataclass(frozen=True, slots=True)
class Order:
    """What one model is to be asked for a product; `owner` as ProductRecord has it."""

    model: BedrockModel
    request: PictureRequest
    seeds: tuple[int, ...]
    recipe: str
    owner: str


@dataclass(frozen=True, slots=True)
class Generation:
    """`models`: the first choice, then who stands in where that is not available."""

    stage: Stage
    pictures: Pictures
    attempts: Attempts
    models: Sequence[BedrockModel]

    def take(self, body: str) -> Sequence[Event]:
        """One BriefValidated or ImageRequested. Raises what is worth another receive."""
        event, asked = _event(body), asked_for(body)
        return self.stage.product_work(event, lambda state: self._tried(event, state, asked))

    def give_up(self, body: str, error: Exception) -> Sequence[Event]:
        event = _event(body)
        state = self.stage.state(event)
        if state.product.image and state.product.rendition == rendition_of(event):
            return self._generated(event, state)  # it is paid for: whatever failed, it can be announced
        return self.stage.product_given_up(event, "generation_failed", "no picture", error)

    def _tried(self, event: BriefValidated | ImageRequested, state: ProductState, asked: bool) -> Sequence[Event]:
        """A product that got no answer stays given up until a person asks for more."""
        if given_up(state.product) and not asked:
            return self.stage.settlement.announced(state, str(event.metadata.event_id))
        return self._generated(event, state)

    def _generated(self, event: BriefValidated | ImageRequested, state: ProductState) -> Sequence[Event]:
        if state.product.status == "ready":
            return []  # the variants stage has acted on its picture: ImageGenerated did arrive
        if state.product.image is None:
            try:
                image, paid = self._image(event, state)
            except NoRoom as full:
                return self._parked(state, full)
            kept = self.stage.campaigns.image_ready(state, image, now(), paid)
            if kept.product.rendition != state.product.rendition:
                return []  # another one was asked for meanwhile
            state = kept
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

    def _image(
        self, event: BriefValidated | ImageRequested, state: ProductState
    ) -> tuple[GeneratedImage, Attempt | None]:
        """The picture, and the attempt by which this product has paid for it, if it has."""
        orders = [_order(model, event, state) for model in self.models]
        order, cached = self._picture(orders, state)
        # We may have paid for it ourselves, in a receive that crashed before it was recorded.
        hit = cached.paid_by != order.owner
        count("PicturesFromCache" if hit else "PicturesPaid")
        campaign_id, product_id = event.data.campaign.campaign_id, event.data.product.product_id
        logger.info("picture made", product=product_id, recipe=order.recipe, cached=hit)
        model, first = order.model.model, self.models[0].model
        key, version_id = self.pictures.hand_out(order.recipe, campaign_id, product_id, state.product.rendition)
        image = GeneratedImage(
            key=key,
            version_id=version_id,
            model_id=model.model_id,
            instead_of=None if model == first else first.model_id,
            recipe=order.recipe,
            seed=cached.seed,
            width=SIZE,
            height=SIZE,
            cached=hit,
            model_cost=Decimal(0) if hit else cached.attempt.price if cached.attempt else model.price,
        )
        return image, None if hit else cached.attempt

    def _picture(self, orders: Sequence[Order], state: ProductState) -> tuple[Order, Cached]:
        """From the first model that has it or makes it; what this product has paid for goes before all else."""
        found = [(order, self.pictures.cached(order.recipe)) for order in orders]
        for order, cached in found:
            if cached and cached.paid_by == order.owner:
                return order, cached  # a model that stood in has made it, though the first choice be back
        unavailable = []
        for order, cached in found:
            try:
                return order, cached or self._paid(order, state)
            except ModelUnavailable as error:
                count("ModelsUnavailable")
                logger.warning("image model not available", reason=str(error))
                unavailable.append(str(error))
        reason = f"{'; '.join(unavailable)}; the platform team can open the model, or set another bedrockModelId"
        raise GivenUp("model_unavailable", reason, retryable=True)

    def _paid(self, order: Order, state: ProductState) -> Cached:
        """One picture; a second call with the next seed where the model's filter withheld the first picture."""
        try:
            check_turn(state.product, now(), self.stage.settings.retry_base_seconds)
        except GivenUp:
            self.attempts.forget_unanswered(state.product)
            raise
        model, wanted = order.model.model, order.recipe
        self.pictures.order(wanted, model.model_id, order.request, order.owner)
        with self.attempts.lease(wanted):
            for seed in order.seeds:
                try:
                    with self.attempts.book(state, wanted, model.model_id, model.price, seed) as booking:
                        # Whoever held the lease just before us may have paid between our look and our lease.
                        if cached := self.pictures.cached(wanted):
                            return cached
                        booking.called = True
                        png = order.model.picture(replace(order.request, seed=seed))
                        return self.pictures.keep(booking.attempt, png, booking.until)
                except OutputFiltered as filtered:
                    logger.info("picture withheld by the model's filter", seed=seed, reason=str(filtered))
                except NothingPaid as nothing:
                    raise nothing.reason from nothing
        raise content_filtered("picture, twice")


def _event(body: str) -> BriefValidated | ImageRequested:
    return cast("BriefValidated | ImageRequested", read_event(body, BriefValidated, ImageRequested))


def _order(model: BedrockModel, event: BriefValidated | ImageRequested, state: ProductState) -> Order:
    campaign, product, model_id = event.data.campaign, event.data.product, model.model.model_id
    text = prompt(campaign, product, model.model.max_prompt)
    seeds = model.seeds(text, state.product.rendition, event.data.seed if isinstance(event, ImageRequested) else None)
    request = PictureRequest(text, negative_prompt(campaign), seeds[0])
    wanted = recipe(model_id, request.prompt, request.negative_prompt, request.seed, SIZE, SIZE)
    return Order(model, request, seeds, wanted, state.product.owner)
