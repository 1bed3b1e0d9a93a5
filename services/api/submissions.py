"""A brief, submitted: checked first, then uploaded under an id that follows from who asks and their Idempotency-Key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Annotated, Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.params import Header
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from operations.chosen_ids import ChosenId, ChosenIds, IdTaken, uploaded
from services.api.brief_answers import BriefChecked, BriefToSubmit, CampaignSubmitted, Estimate
from services.api.briefs import checked
from services.api.person import user
from services.api.problem import CONTENT_TYPE, BriefNotTaken, ProblemDetails
from services.api.stack_access import StackAccess
from shared.frozen import Frozen
from shared.identity import requested_id
from shared.uploads import REQUESTED_BY

# Metadata of an upload, beside who asked: what was asked (a hash), and what was answered.
_REQUEST, _ESTIMATE = "request-sha256", "estimate"

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Of your own choice: asked again with the same key, the same campaign or rendition, made once.",
    ),
]


def answer(description: str, model: type[Frozen]) -> OpenAPIResponse:
    return {"description": description, "content": {"application/json": {"model": model}}}


def problem_answer(description: str) -> OpenAPIResponse:
    return {"description": description, "content": {CONTENT_TYPE: {"model": ProblemDetails}}}


_ANSWERS: Final[dict[int, OpenAPIResponse]] = {
    202: answer("The brief is stored, and its campaign goes on", CampaignSubmitted),
    409: problem_answer("The key has been used for another request"),
    422: problem_answer("Request or brief can't be taken as it is; nothing was stored"),
}


def add_routes(app: APIGatewayHttpResolver, stack: StackAccess) -> None:
    @app.post("/campaigns", summary="Makes a campaign of a brief", status_code=HTTPStatus.ACCEPTED, responses=_ANSWERS)
    def submit(brief: BriefToSubmit, idempotency_key: IdempotencyKey) -> CampaignSubmitted:
        asked_by = user(app)
        return _submitted(stack, brief, asked_by, requested_id(asked_by, idempotency_key))


def _submitted(stack: StackAccess, brief: BriefToSubmit, user: str, campaign_id: str) -> CampaignSubmitted:
    suffix = PurePosixPath(brief.name).suffix
    check = checked(brief.text, campaign_id + suffix, stack)
    request = hashlib.sha256(brief.model_dump_json().encode()).hexdigest()
    if before := _asked_before(stack, campaign_id):
        return _again(campaign_id, before, request, check)
    name, estimate = _agreed(check, brief.at_most)
    metadata = {REQUESTED_BY: user, _REQUEST: request, _ESTIMATE: estimate.model_dump_json()}
    try:
        chosen = ChosenId(campaign_id, name, requested_by=user)
        ChosenIds(stack.s3, stack.bucket, stack.briefs).upload(chosen, suffix, brief.text.encode(), metadata)
    except IdTaken as taken:  # by the same request, a moment ago
        before = _asked_before(stack, campaign_id)
        if before is None:
            raise ServiceError(HTTPStatus.CONFLICT, f"{taken}: use another Idempotency-Key") from taken
        return _again(campaign_id, before, request, check)
    return CampaignSubmitted(campaign_id=campaign_id, estimate=estimate, notes=check.notes)


def _asked_before(stack: StackAccess, campaign_id: str) -> Mapping[str, str] | None:
    """The metadata of the upload that has the id already."""
    key = uploaded(stack.s3, stack.bucket, campaign_id)
    return stack.s3.head_object(Bucket=stack.bucket, Key=key)["Metadata"] if key else None


def _again(campaign_id: str, before: Mapping[str, str], request: str, check: BriefChecked) -> CampaignSubmitted:
    """The first answer, whatever became of the pictures since."""
    if before.get(_REQUEST) != request:
        raise ServiceError(
            HTTPStatus.CONFLICT,
            f"this Idempotency-Key made campaign {campaign_id}, of another request: use another key for this one",
        )
    estimate = Estimate.read_json(before[_ESTIMATE])
    return CampaignSubmitted(campaign_id=campaign_id, estimate=estimate, notes=check.notes)


def _agreed(check: BriefChecked, at_most: Decimal | None) -> tuple[str, Estimate]:
    """The campaign's name and estimate. Raises BriefNotTaken."""
    if check.brief is None or check.estimate is None:
        told = "; ".join(map(str, check.problems[:3]))
        raise BriefNotTaken(f"The brief can't run, and nothing was stored: {told}", problems=check.problems)
    if at_most is not None and check.estimate.cost > at_most:
        cost = f"{check.estimate.cost} USD, more than the {at_most} of `at_most`"
        raise BriefNotTaken(f"The campaign would cost {cost}: nothing was stored.", estimate=check.estimate)
    return check.brief.campaign_name, check.estimate
