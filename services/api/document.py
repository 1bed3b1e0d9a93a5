"""The API's own document: what Powertools makes of the calls, and what all calls alike answer besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.models import HTTPBearer
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from services.api.problem import CONTENT_TYPE, ProblemDetails

PREFIX: Final = "/api"
VERSION: Final = "1.0"
_ABOUT: Final = (
    "For people without AWS credentials. Every call but /health and /openapi.json needs an access token of the stack's "
    "user pool in the Authorization header. Errors are application/problem+json; those that answer before a call is "
    "understood (401, 403, 429) have a `message` alone."
)
_SCHEMAS: Final = "#/components/schemas/"
_NO_SUCH_ERROR: Final = "HTTPValidationError", "ResponseValidationError", "ValidationError"  # what problem.py answers


class GatewayMessage(BaseModel):
    """What API Gateway answers by itself."""

    message: str


def openapi(app: APIGatewayHttpResolver) -> str:
    """OpenAPI 3.1, as JSON."""
    text = app.get_openapi_json_schema(
        title="Creative Automation",
        version=VERSION,
        description=_ABOUT,
        security_schemes={"token": HTTPBearer(bearerFormat="JWT")},
        security=[{"token": []}],
    )
    plain: Any = json.loads(text)
    plain["servers"] = [{"url": PREFIX}]
    calls = [(path, call) for path, methods in plain["paths"].items() for call in methods.values()]
    for path, call in calls:
        call["responses"] = _answers(path, call)
    plain["components"]["schemas"] = _schemas(plain["components"]["schemas"], [call for _, call in calls])
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def _answers(path: str, call: dict[str, Any]) -> dict[str, Any]:
    """Those that the call tells of itself, and those that follow from what it takes."""
    told = {code: answer for code, answer in call["responses"].items() if not _of_powertools(answer)}
    for status, kind, model, description in _besides(path, call):
        answer = told.setdefault(str(status.value), {"description": description, "content": {}})
        answer["content"].setdefault(kind, {"schema": {"$ref": _SCHEMAS + model.__name__}})
    return dict(sorted(told.items()))


def _besides(path: str, call: dict[str, Any]) -> Iterator[tuple[HTTPStatus, str, type[BaseModel], str]]:
    gateway = "application/json", GatewayMessage
    if call.get("security") != [{}]:
        yield HTTPStatus.UNAUTHORIZED, *gateway, "No access token of the user pool, or one that has expired"
        yield HTTPStatus.FORBIDDEN, *gateway, "An id token, or an access token without the scope"
    yield HTTPStatus.TOO_MANY_REQUESTS, *gateway, "Too many calls in a second: try again"
    if "{campaign_id}" in path:
        yield HTTPStatus.GONE, CONTENT_TYPE, ProblemDetails, "It was deleted: `detail` says when, and by whom"
    if "{" in path:
        yield HTTPStatus.NOT_FOUND, CONTENT_TYPE, ProblemDetails, "There is nothing like it"
        yield HTTPStatus.NOT_FOUND, *gateway, "There is no such path"
    if "requestBody" in call:
        yield HTTPStatus.UNSUPPORTED_MEDIA_TYPE, CONTENT_TYPE, ProblemDetails, "The body is not JSON"
    if "requestBody" in call or "parameters" in call:
        yield HTTPStatus.UNPROCESSABLE_ENTITY, CONTENT_TYPE, ProblemDetails, "The request can't be taken as it is"


def _of_powertools(answer: dict[str, Any]) -> bool:
    return _SCHEMAS + _NO_SUCH_ERROR[0] in json.dumps(answer)


def _schemas(found: dict[str, Any], calls: list[dict[str, Any]]) -> dict[str, Any]:
    """An answer may gain fields, and whoever reads it must not refuse them; a body has no field that is not known."""
    taken = json.dumps([call.get("requestBody") for call in calls])
    _, ours = models_json_schema(
        [(ProblemDetails, "serialization"), (GatewayMessage, "serialization")], ref_template=_SCHEMAS + "{model}"
    )
    schemas = {**ours["$defs"], **found}
    for name, schema in schemas.items():
        if f'"{_SCHEMAS}{name}"' not in taken:
            schema.pop("additionalProperties", None)
    return {name: schema for name, schema in sorted(schemas.items()) if name not in _NO_SUCH_ERROR}
