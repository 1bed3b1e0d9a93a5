"""Errors as application/problem+json (RFC 9457): what happened, in words for the person who reads them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError

from services.api.brief_answers import Estimate
from shared.frozen import Frozen
from shared.problems import Problem

CONTENT_TYPE = "application/problem+json"
_TOLD = 3  # wrong fields, in the sentence: all of them are in `errors`


class InvalidField(Frozen):
    """`pointer` is a JSON pointer into the request (/body/..., /query/...), `expected` what would be right."""

    pointer: str
    expected: str


class ProblemDetails(Frozen):
    """`detail` tells what is wrong with this request; `errors` name each field that is.

    A brief that is refused tells its own `problems`, one that is dearer than it may be its `estimate`.
    """

    title: str
    status: int
    detail: str
    errors: tuple[InvalidField, ...] = ()
    problems: tuple[Problem, ...] = ()
    estimate: Estimate | None = None


class BriefNotTaken(ServiceError):
    """A brief from which no campaign is made; nothing of it was stored."""

    def __init__(self, detail: str, problems: tuple[Problem, ...] = (), estimate: Estimate | None = None) -> None:
        super().__init__(HTTPStatus.UNPROCESSABLE_ENTITY, detail)
        self.problems = problems
        self.estimate = estimate


def problem(status: HTTPStatus, detail: str, **more: Any) -> Response[str]:
    """`more` are further fields of ProblemDetails."""
    body = ProblemDetails(title=status.phrase, status=status, detail=detail, **more)
    return Response(status, CONTENT_TYPE, body.model_dump_json())


def of_service(error: ServiceError) -> Response[str]:
    more = {"problems": error.problems, "estimate": error.estimate} if isinstance(error, BriefNotTaken) else {}
    return problem(HTTPStatus(error.status_code), str(error.msg), **more)


def of_request(error: RequestValidationError) -> Response[str]:
    errors = tuple(map(_invalid, error.errors()))
    told = "; ".join(f"{each.pointer}: {each.expected}" for each in errors[:_TOLD])
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"The request is not understood as it is: {told}", errors=errors)


def _invalid(error: dict[str, Any]) -> InvalidField:
    if error["type"] == "json_invalid":
        *_, character = error["loc"]
        return InvalidField(pointer="/body", expected=f"JSON ({error['ctx']['error']}, at character {character})")
    if error["type"] == "missing":
        error = {**error, "msg": "a value is required"}
    pointer = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in error["loc"])
    return InvalidField(pointer=pointer, expected=error["msg"].removeprefix("Value error, "))
