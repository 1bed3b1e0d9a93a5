"""What ends a campaign, or has it go on: cancel, delete, redrive. Each can be asked first what it would do."""

from __future__ import annotations

from decimal import Decimal
from http import HTTPStatus
from typing import Annotated, Any, NoReturn
from uuid import uuid4

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from operations.cancel import Cancelling, CannotCancel
from operations.delete import CannotDelete
from services.api.answers import Cancelled, Deleted, ProductLeftAlone, ProductRedriven, Redriven
from services.api.campaigns import CampaignId, unknown
from services.api.person import only_operators, user
from services.api.stack_access import StackAccess
from services.api.submissions import answer, problem_answer
from shared.campaigns.store import CampaignDeleted, CampaignUnknown
from shared.frozen import Frozen, Usd, now

DryRun = Annotated[bool, Query(description="Only say what it would do, and cost.")]


def _answers(model: type[Frozen], *, of_operators: bool) -> dict[int, OpenAPIResponse]:
    answers = {
        200: answer("What it does, or would do", model),
        409: problem_answer("Not as the campaign stands: `detail` tells why, and what is right"),
    }
    if of_operators:
        answers[403] = problem_answer("Another group is needed")
    return answers


def add_routes(app: APIGatewayHttpResolver, stack: StackAccess) -> None:
    @app.post(
        "/campaigns/<campaign_id>/cancel",
        summary="Stops a campaign: what is not made yet is not made, and not paid for",
        responses=_answers(Cancelled, of_operators=False),
    )
    def cancel(campaign_id: CampaignId, dry_run: DryRun = False) -> Cancelled:
        return _cancelled(stack, campaign_id, None if dry_run else user(app))

    @app.delete(
        "/campaigns/<campaign_id>",
        summary="Deletes a campaign that has ended, with all its pictures (group operator)",
        responses=_answers(Deleted, of_operators=True),
    )
    def delete(campaign_id: CampaignId, dry_run: DryRun = False) -> Deleted:
        only_operators(app, "deleting a campaign")
        return _deleted(stack, campaign_id, None if dry_run else user(app))

    @app.post(
        "/campaigns/<campaign_id>/redrive",
        summary="Has what failed tried again, once its cause is mended (group operator)",
        responses=_answers(Redriven, of_operators=True),
    )
    def redrive(
        campaign_id: CampaignId,
        dry_run: DryRun = False,
        at_most: Annotated[Usd | None, Query(description="Refuse to charge more, in USD.")] = None,
    ) -> Redriven:
        only_operators(app, "redriving a campaign")
        return _redriven(stack, campaign_id, at_most, dry_run=dry_run)


def _cancelled(stack: StackAccess, campaign_id: str, asked_by: str | None) -> Cancelled:
    """`asked_by` None: nothing is done."""
    cancelling = Cancelling(stack.dynamodb, stack.table, stack.publisher)
    try:
        plan = cancelling.planned(campaign_id)
        campaign = cancelling.run(campaign_id, str(uuid4()), asked_by) if asked_by else plan.campaign
    except CannotCancel as cannot:
        raise ServiceError(HTTPStatus.CONFLICT, str(cannot)) from cannot
    except CampaignDeleted:
        raise
    except CampaignUnknown as error:
        _not_accepted(stack, campaign_id, error)
    return Cancelled(
        campaign_id=campaign_id,
        unmade=plan.unmade,
        pictures=plan.pictures,
        being_made=plan.being_made,
        ready=campaign.ready_count,
        cost=plan.charged,
        possibly_paid=plan.possibly_paid,
        cancellation=campaign.cancelled,
    )


def _deleted(stack: StackAccess, campaign_id: str, asked_by: str | None) -> Deleted:
    try:
        plan = stack.deleting.planned(campaign_id)
        tombstone = stack.deleting.run(plan, str(uuid4()), asked_by) if asked_by else None
    except CannotDelete as cannot:
        raise ServiceError(HTTPStatus.CONFLICT, str(cannot)) from cannot
    except CampaignDeleted:
        raise
    except CampaignUnknown as error:
        raise unknown(campaign_id) from error
    return Deleted(
        **{name: getattr(plan, name) for name in Deleted.model_fields if hasattr(plan, name)},
        deleted_at=tombstone.created_at if tombstone else None,
        deleted_by=tombstone.deleted_by if tombstone else None,
    )


def _redriven(stack: StackAccess, campaign_id: str, at_most: Decimal | None, *, dry_run: bool) -> Redriven:
    try:
        plan = stack.redriving.planned(campaign_id, now())
    except CampaignDeleted:
        raise
    except CampaignUnknown as error:
        _not_accepted(stack, campaign_id, error)
    if at_most is not None and plan.charge > at_most:
        told = f"it may cost {plan.charge} USD, more than the {at_most} of `at_most`: nothing was done"
        raise ServiceError(HTTPStatus.CONFLICT, told)
    if not dry_run:
        stack.redriving.run(plan, None)
    return Redriven(
        campaign_id=campaign_id,
        charge=plan.charge,
        new_pictures=plan.new_pictures,
        again=tuple(ProductRedriven(**_reference(step), needs_picture=step.needs_picture) for step in plan.steps),
        left_alone=tuple(ProductLeftAlone(**_reference(left), remedy=left.remedy) for left in plan.left_alone),
        done=not dry_run and bool(plan.steps),
    )


def _reference(told: Any) -> dict[str, Any]:
    return dict(told.product.reference)


def _not_accepted(stack: StackAccess, campaign_id: str, error: CampaignUnknown) -> NoReturn:
    """Of a brief there is nothing to cancel or redrive; what is deleted tells so by itself."""
    if stack.briefs.find(campaign_id) is None:
        raise unknown(campaign_id) from error
    told = f"{campaign_id} is no campaign: its brief was refused, or is not read yet"
    raise ServiceError(HTTPStatus.CONFLICT, told) from error
