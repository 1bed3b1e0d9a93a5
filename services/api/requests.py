"""What people ask for of a settled campaign: to render products again, or a new picture of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from typing import Annotated, Final, TypeVar

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from briefs.assets import AssetFinder, Assets
from operations.kept import kept
from operations.meant import Settled, TooDear
from operations.new_texts import TextsRefused
from operations.render import RenderOrder, prepared_render
from operations.repaint import PictureOrder, RepaintOrder, prepared_repaint
from operations.request_book import TakenRequest
from operations.requesting import Asker, NotTaken, NotYet, Prepared, RequestIdTaken
from services.api.answers import Bounded, PictureToMake, RenderToMake, RequestTaken
from services.api.campaigns import CampaignId, unknown
from services.api.person import user
from services.api.problem import BriefNotTaken
from services.api.stack_access import StackAccess
from services.api.submissions import IdempotencyKey, answer, problem_answer
from shared.campaigns.requests import Request
from shared.campaigns.store import CampaignDeleted, CampaignUnknown
from shared.frozen import Frozen, now
from shared.identity import requested_id
from shared.publisher import EventsNotPublished

Order = TypeVar("Order", bound=Frozen)

_ANSWERS: Final[dict[int, OpenAPIResponse]] = {
    202: answer("What is made and what it costs: asked for, unless it was only to be said", RequestTaken),
    404: problem_answer("There is no such campaign"),
    409: problem_answer("Products of the campaign are on their way, or the key was used for another request"),
    422: problem_answer("The request can't be taken as it is; nothing was stored"),
    503: problem_answer("It is stored, but not announced yet: ask again with the same key"),
}


def add_routes(app: APIGatewayHttpResolver, stack: StackAccess) -> None:
    @app.post(
        "/campaigns/<campaign_id>/render",
        summary="Renders products of a settled campaign again; nothing is written over",
        status_code=HTTPStatus.ACCEPTED,
        responses=_ANSWERS,
    )
    def render(campaign_id: CampaignId, wanted: RenderToMake, idempotency_key: IdempotencyKey) -> RequestTaken:
        order = RenderOrder(**{name: getattr(wanted, name) for name in RenderOrder.model_fields})
        return _Asked(stack, campaign_id, user(app), idempotency_key, wanted).answered(order, prepared_render)

    @app.post(
        "/campaigns/<campaign_id>/products/<product_id>/image",
        summary="Pays for a new picture of a product, and makes its variants of that",
        status_code=HTTPStatus.ACCEPTED,
        responses=_ANSWERS,
    )
    def repaint(
        campaign_id: CampaignId,
        product_id: Annotated[str, Path(max_length=60, description="As GET /campaigns/{id}/products tells it.")],
        wanted: PictureToMake,
        idempotency_key: IdempotencyKey,
    ) -> RequestTaken:
        alike = {name: getattr(wanted, name) for name in PictureOrder.model_fields}
        order = RepaintOrder(product=product_id, **alike)
        return _Asked(stack, campaign_id, user(app), idempotency_key, wanted).answered(order, prepared_repaint)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A call that asks for something of a campaign."""

    stack: StackAccess
    campaign_id: str
    user: str
    key: str
    wanted: Bounded

    def answered(self, order: Order, prepared: Callable[[Settled, Assets, Order, Asker], Prepared]) -> RequestTaken:
        """Raises ServiceError."""
        requesting, asker = self.stack.requesting, Asker(requested_id(self.user, self.key), self.user, now())
        with _told(self.campaign_id):
            made = requesting.asked(
                self.campaign_id, asker.request_id, order, lambda: prepared(self._settled(), self._assets, order, asker)
            )
            if isinstance(made, TakenRequest):
                return self._answer(made.request, made.cost, taken=True)
            most = self.wanted.at_most
            if most is not None and made.cost > most:
                raise TooDear(f"this would cost {made.cost:.2f} USD, more than the {most:.2f} of `at_most`")
            if self.wanted.dry_run:
                left_out = tuple(product.plan.name for product in made.left_out)
                said = self._answer(made.request, made.cost, taken=False)
                return said.model_copy(update={"left_out": left_out, "kept": tuple(kept(made))})
            requesting.take(made)
            return self._answer(made.request, made.cost, taken=True)

    def _settled(self) -> Settled:
        return Settled.read(self.stack.campaigns, self.stack.requesting.book, self.campaign_id)

    @property
    def _assets(self) -> Assets:
        return AssetFinder(self.stack.s3, self.stack.bucket)

    def _answer(self, request: Request, cost: Decimal, *, taken: bool) -> RequestTaken:
        alike = {name: getattr(request, name) for name in RequestTaken.model_fields if hasattr(request, name)}
        return RequestTaken(campaign_id=self.campaign_id, taken=taken, cost=cost, **alike)


@contextmanager
def _told(campaign_id: str) -> Iterator[None]:
    """What can't be taken, as the API tells it."""
    try:
        yield
    except CampaignDeleted:
        raise
    except CampaignUnknown:
        raise unknown(campaign_id) from None
    except TextsRefused as refused:
        raise BriefNotTaken(str(refused), problems=refused.problems) from refused
    except (NotYet, RequestIdTaken) as refused:
        raise ServiceError(HTTPStatus.CONFLICT, str(refused)) from refused
    except NotTaken as refused:
        raise BriefNotTaken(str(refused)) from refused
    except EventsNotPublished as error:
        told = "it is taken, but not announced yet: ask again with the same Idempotency-Key"
        raise ServiceError(HTTPStatus.SERVICE_UNAVAILABLE, told) from error
