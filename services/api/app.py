"""The HTTP API: its calls, its errors, its document."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any, Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError, ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.event_handler.openapi.models import HTTPBearer

from services.api import assets, briefs, campaigns, submissions
from services.api.answers import BriefToCheck, BriefToSubmit, Health
from services.api.assets import AssetToUpload
from services.api.problem import of_request, of_service, problem
from services.api.stack_access import StackAccess
from shared.observability import logger

PREFIX: Final = "/api"
VERSION: Final = "1.0"
_TAKEN: Final = {AssetToUpload.__name__, BriefToCheck.__name__, BriefToSubmit.__name__}
_ABOUT: Final = (
    "For people without AWS credentials. Every call but /health and /openapi.json needs an access token of the stack's "
    "user pool in the Authorization header. Errors are application/problem+json."
)


def make_app(stack: StackAccess) -> APIGatewayHttpResolver:
    app = APIGatewayHttpResolver(enable_validation=True, strip_prefixes=[PREFIX])

    @app.get("/health", summary="Whether the API answers")
    def health() -> Health:
        return Health()

    @app.get("/openapi.json", include_in_schema=False)
    def document() -> Response[str]:
        return Response(HTTPStatus.OK, "application/json", openapi(app))

    campaigns.add_routes(app, stack)
    briefs.add_routes(app, stack)
    submissions.add_routes(app, stack)
    assets.add_routes(app, stack)
    _tell_errors(app)
    return app


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
    for name, schema in plain["components"]["schemas"].items():
        if name not in _TAKEN:  # an answer may gain fields, and whoever reads it must not refuse them
            schema.pop("additionalProperties", None)
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def _tell_errors(app: APIGatewayHttpResolver) -> None:
    @app.exception_handler(ServiceError)  # type: ignore[untyped-decorator]
    def refused(error: ServiceError) -> Response[str]:
        return of_service(error)

    @app.exception_handler(RequestValidationError)  # type: ignore[untyped-decorator]
    def invalid(error: RequestValidationError) -> Response[str]:
        return of_request(error)

    @app.not_found
    def unknown(_error: NotFoundError) -> Response[str]:
        return problem(HTTPStatus.NOT_FOUND, "There is no such call; /api/openapi.json describes those that there are.")

    @app.exception_handler(Exception)  # type: ignore[untyped-decorator]
    def unforeseen(error: Exception) -> Response[str]:
        logger.exception("a call failed", error=type(error).__name__)
        return problem(
            HTTPStatus.INTERNAL_SERVER_ERROR, "An error on our side. Try again; if it stays, tell the platform team."
        )
